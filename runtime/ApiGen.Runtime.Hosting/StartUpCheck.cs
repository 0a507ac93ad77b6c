using ApiGen.Runtime.Hosting.Settings;
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
            CheckSection(registration);

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
        next(builder);
        if (registrations.FirstOrDefault(r => r.OptionsName == builder.Name) is { } registration)
        {
            foreach (Type handler in builder.AdditionalHandlers.Select(handler => handler.GetType()).Where(Repeats).Distinct())
            {
                HostingLog.HandlerRepeats(_logger, registration.DisplayName, handler.Name);
            }

            if (!Redirects.TryTurnOff(builder.PrimaryHandler))
            {
                throw new InvalidOperationException($"{registration.DisplayName}: its primary HTTP handler follows redirects, and was used already, so that this cannot be changed any more: {Redirects.Remedy}.");
            }

            builder.AdditionalHandlers.Add(new EndOfAttemptNote(builder.PrimaryHandler));
        }
    };

    private static bool Repeats(Type handler) =>
        Repeating.Any(word => handler.FullName?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);

    private void CheckSection(ApiClientRegistration registration)
    {
        if (registration.Configuration is IConfigurationSection section && !section.Exists())
        {
            IConfiguration? root = services.GetService<IConfiguration>();
            string parent = section.Path[..Math.Max(0, section.Path.Length - section.Key.Length - 1)];
            string[] siblings = root is null ? [] : [.. (parent.Length == 0 ? root : root.GetSection(parent)).GetChildren().Select(child => child.Key)];

            // One that holds null or an empty object is among them.
            string fault = siblings.Contains(section.Key, StringComparer.OrdinalIgnoreCase) ? "is empty." : $"is not there{Nearest.DidYouMean(section.Key, siblings)}";
            HostingLog.SectionIsAbsent(_logger, registration.DisplayName, section.Path, fault);
        }
    }
}
