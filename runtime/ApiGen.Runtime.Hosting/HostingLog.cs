using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Hosting;

/// <summary>Every line about the settings of registered clients. None has a parameter for a value; event ids are part of the public contract.</summary>
internal static partial class HostingLog
{
    internal const string Category = "ApiGen.Runtime.Hosting";

    [LoggerMessage(1201, LogLevel.Warning, "The changed configuration of {Client} is not valid and changes nothing: {Reason}")]
    internal static partial void ReloadIgnored(ILogger logger, string client, string reason);

    [LoggerMessage(1202, LogLevel.Information, "The changed configuration of {Client} takes effect; calls are signed with {Source} now")]
    internal static partial void CredentialsChanged(ILogger logger, string client, string source);

    [LoggerMessage(1203, LogLevel.Warning, "The changed configuration of {Client} takes effect at the next start of the application: {Settings}")]
    internal static partial void TakesEffectAtStart(ILogger logger, string client, string settings);

    [LoggerMessage(1204, LogLevel.Warning, "The HTTP handler {Handler} of {Client} repeats requests by itself, past the throttle; one that must not be repeated refuses to be sent again. Take the handler away from this client, whose setting Retry repeats rightly.")]
    internal static partial void HandlerRepeats(ILogger logger, string client, string handler);

    [LoggerMessage(1205, LogLevel.Warning, "{Client} takes its settings from the section {Section}, which {Fault} Every setting has its default.")]
    internal static partial void SectionIsAbsent(ILogger logger, string client, string section, string fault);

    [LoggerMessage(1206, LogLevel.Warning, "{Key} of {Client} is no action that the client has: it holds only for calls by that name, without a spec")]
    internal static partial void OverrideUnknown(ILogger logger, string key, string client);

    [LoggerMessage(1207, LogLevel.Warning, "The changed configuration of {Client} names {Source}, which has no credential yet; the one before goes on until it has: {Reason}")]
    internal static partial void CredentialsWait(ILogger logger, string client, string source, string reason);

    [LoggerMessage(1208, LogLevel.Warning, "{Client} takes its credential from the last WithCredentials, so that {Passed} has no effect")]
    internal static partial void CredentialsPassedOver(ILogger logger, string client, string passed);
}
