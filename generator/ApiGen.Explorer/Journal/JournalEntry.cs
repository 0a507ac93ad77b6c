namespace ApiGen.Explorer.Journal;

/// <summary>A call that arrived at the embedded gateway, from whatever client.</summary>
/// <param name="Number">The number of the call, counted from 1.</param>
/// <param name="At">When the response was decided, in UTC, such as <c>12:30:05.123</c>.</param>
/// <param name="Action">The action; empty when the call named none.</param>
/// <param name="Host">The access host.</param>
/// <param name="Region">The region; null for none.</param>
/// <param name="Account">The account whose key signed it; null when that is not known, or nobody signed it.</param>
/// <param name="IsUnsigned">Whether the action takes no signature, so that the call is of no account.</param>
/// <param name="Accepted">Whether it passed all checks.</param>
/// <param name="Code">The error code of the response; null for none.</param>
/// <param name="Message">Why it was refused; null when it was not.</param>
/// <param name="RequestId">The response's RequestId.</param>
/// <param name="Body">The beginning of the request's body.</param>
/// <param name="Url">The action's page below the root of the explorer; null when no spec describes it.</param>
internal sealed record JournalEntry(
    long Number, string At, string Action, string Host, string? Region, string? Account, bool IsUnsigned, bool Accepted, string? Code, string? Message, string? RequestId, string? Body, string? Url);
