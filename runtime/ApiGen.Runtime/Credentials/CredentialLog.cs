using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Credentials;

/// <summary>Every line that credential providers log. None has a parameter for a secret; event ids are part of the public contract.</summary>
internal static partial class CredentialLog
{
    internal const string Category = "ApiGen.Runtime.Credentials";

    /// <summary>When a credential ends, as the end of a sentence; a lasting one has no end.</summary>
    internal static string End(TencentCloudCredential credential) =>
        credential.Expiration is { } end ? FormattableString.Invariant($"at {end.UtcDateTime:u}") : credential.IsTemporary ? "at a time that is not known" : "never";

    [LoggerMessage(1101, LogLevel.Debug, "{Source} gave a credential that ends {Expiration}")]
    internal static partial void Renewed(ILogger logger, string source, string expiration);

    [LoggerMessage(1102, LogLevel.Warning, "The credential in use (end: {Expiration}) could not be renewed and stays in use: {Reason}")]
    internal static partial void RenewalFailed(ILogger logger, string expiration, string reason);

    [LoggerMessage(1103, LogLevel.Error, "There is no valid credential: {Reason}")]
    internal static partial void NoCredential(ILogger logger, string reason);

    [LoggerMessage(1104, LogLevel.Warning, "{Source} gave a credential that ended {Expiration} by the clock of this machine; is that clock right? The credential is used all the same.")]
    internal static partial void EndedOnArrival(ILogger logger, string source, string expiration);

    [LoggerMessage(1105, LogLevel.Information, "The credential comes from {Source}")]
    internal static partial void SourceChosen(ILogger logger, string source);
}
