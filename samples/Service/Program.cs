using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry;
using TencentCloud.Tcsas;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
await using LocalGateway? gateway = await LocalGateway.StartIfWantedAsync(builder);

builder.Services.AddTcsasClient(builder.Configuration.GetSection("Tcsas")).AddHealthCheck(tags: ["ready"]);
builder.Services.AddProblemDetails();

// A call belongs to the trace of the request that it serves, so the source of requests has to be there as well.
OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
    .WithTracing(tracing => tracing.AddSource("Microsoft.AspNetCore", "ApiGen.Runtime"))
    .WithMetrics(metrics => metrics.AddMeter("Microsoft.AspNetCore.Hosting", "ApiGen.Runtime"));
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
{
    telemetry.UseOtlpExporter();
}

WebApplication app = builder.Build();
gateway?.TellWhereCallsGo(app.Logger);
app.MapPost("/miniprograms", MiniProgramEndpoint.CreateAsync);

// Alive says that the process runs; ready, that it has a credential to call the service with.
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
await app.RunAsync();
