using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiGen.Runtime.Hosting.HealthChecks;

/// <summary>Healthy when a credential can be had and the probe, if there is one, gets its response.</summary>
internal sealed class ApiClientHealthCheck<TClient>(IServiceProvider services, ApiClientRegistration registration, Func<TClient, CancellationToken, Task>? probe) : IHealthCheck
    where TClient : class
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            ICredentialProvider credentials = services.GetRequiredKeyedService<ICredentialProvider>(registration.OptionsName);
            TencentCloudCredential credential = await credentials.GetCredentialAsync(cancellationToken).ConfigureAwait(false);
            if (probe is not null)
            {
                TClient client = registration.Key is { } key ? services.GetRequiredKeyedService<TClient>(key) : services.GetRequiredService<TClient>();
                await probe(client, cancellationToken).ConfigureAwait(false);
            }

            return HealthCheckResult.Healthy(credential.Expiration is { } end ? FormattableString.Invariant($"The credential ends at {end:u}.") : null);
        }
        catch (ApiException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message, e);
        }
    }
}
