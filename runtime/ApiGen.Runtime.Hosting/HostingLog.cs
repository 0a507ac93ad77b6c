using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Hosting;

/// <summary>Every line about the settings of registered clients. None has a parameter for a value; event ids are part of the public contract.</summary>
internal static partial class HostingLog
{
    internal const string Category = "ApiGen.Runtime.Hosting";

    [LoggerMessage(1201, LogLevel.Warning, "The changed configuration of {Client} is not valid and changes nothing: {Reason}")]
    internal static partial void ReloadIgnored(ILogger logger, string client, string reason);

    [LoggerMessage(1202, LogLevel.Information, "The changed configuration of {Client} takes effect: the credential comes from {Source}")]
    internal static partial void CredentialsChanged(ILogger logger, string client, string source);

    [LoggerMessage(1203, LogLevel.Warning, "The changed configuration of {Client} takes effect at the next start of the application: {Settings}")]
    internal static partial void TakesEffectAtStart(ILogger logger, string client, string settings);
}
