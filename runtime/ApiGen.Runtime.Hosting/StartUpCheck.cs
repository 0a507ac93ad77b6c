using ApiGen.Runtime.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApiGen.Runtime.Hosting;

/// <summary>
/// Tells, when the host starts, what is no mistake for certain and yet probably not meant: a section that is not there, and HTTP handlers that repeat
/// requests by themselves, as an application may give them to all of its HTTP clients.
/// </summary>
internal sealed class StartUpCheck(IServiceProvider services, IEnumerable<ApiClientRegistration> registrations) : IHostedService, IHttpMessageHandlerBuilderFilter
{
    // Nothing but its name tells: the handlers of Microsoft.Extensions.Http.Resilience and of Polly, and those that call themselves so.
    private static readonly string[] Repeating = ["Resilien", "Retry", "Retries", "Polly", "PolicyHttpMessageHandler"];

    private readonly ILogger _logger = services.GetService<ILoggerFactory>()?.CreateLogger(HostingLog.Category) ?? NullLogger.Instance;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        IHttpMessageHandlerFactory handlers = services.GetRequiredService<IHttpMessageHandlerFactory>();
        foreach (ApiClientRegistration registration in registrations)
        {
            if (registration.FaultOfSection(services.GetService<IConfiguration>()) is { } fault)
            {
                HostingLog.SectionIsAbsent(_logger, registration.DisplayName, registration.Path, fault);
            }

            // They tell what is wrong with themselves when they are read.
            _ = services.GetRequiredKeyedService<LiveSettings>(registration.OptionsName);

            // Its handlers are known once they are made.
            _ = handlers.CreateHandler(registration.OptionsName);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        if (registrations.FirstOrDefault(r => r.OptionsName == builder.Name) is not { } registration)
        {
            next(builder);
        }
        else
        {
            try
            {
                next(builder);
            }
            catch (InvalidOperationException e)
            {
                // The platform's own says neither whose handler it is nor what it may not have done: the factory changes every primary handler, used or not.
                throw new InvalidOperationException($"{registration.DisplayName}: its HTTP handlers cannot be made: {e.Message}", e);
            }

            foreach (Type handler in builder.AdditionalHandlers.Select(handler => handler.GetType()).Where(Repeats).Distinct())
            {
                HostingLog.HandlerRepeats(_logger, registration.DisplayName, handler.Name);
            }

            if (!Redirects.TryTurnOff(builder.PrimaryHandler))
            {
                throw new InvalidOperationException($"{registration.DisplayName}: its primary HTTP handler follows redirects, and was used already, so that this cannot be changed any more: {Redirects.Remedy}.");
            }

            builder.AdditionalHandlers.Add(new EndOfAttemptNote(builder.PrimaryHandler));
            if (!ApiRequestGuard.TryPutBelow(builder.PrimaryHandler))
            {
                builder.AdditionalHandlers.Add(new ApiRequestGuard());
            }
        }
    };

    private static bool Repeats(Type handler) =>
        Repeating.Any(word => handler.FullName?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);
}
