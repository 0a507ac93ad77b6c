namespace ApiGen.Emulator;

/// <summary>A call as the gateway saw it.</summary>
public sealed record ApiArrival
{
    /// <summary>When the call's headers had arrived, as monotonic time since the gateway was made.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>The <c>X-TC-Action</c> header; empty when it was missing.</summary>
    public required string Action { get; init; }

    /// <summary>The access host without port; for a call addressed to the loopback, the host of the service that it reached.</summary>
    public required string Host { get; init; }

    /// <summary>The <c>X-TC-Region</c> header; null when it was missing.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// The account whose key signed the call; null when the call was not signed or not recognised. When signatures are not
    /// verified, the SecretId that the call claims.
    /// </summary>
    public string? Account { get; init; }

    /// <summary>Whether the call passed every check of the gateway. A scripted failure still counts as accepted.</summary>
    public bool Accepted { get; init; }

    /// <summary>The error code of the response, be it the gateway's own or a scripted one; null when none was.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Why the gateway refused the call, as it told the caller; null when it did not.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The <c>RequestId</c> of the response; null when no response was made yet, or none that has one.</summary>
    public string? RequestId { get; init; }

    /// <summary>The body as UTF-8 text; null unless <see cref="ApiEmulatorOptions.RecordBodies"/> is on.</summary>
    public string? Body { get; init; }
}
