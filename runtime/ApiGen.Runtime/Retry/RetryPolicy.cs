using System.Net;
using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Retry;

/// <summary>Decides whether a failed call is repeated, and how long it pauses before.</summary>
internal sealed class RetryPolicy(RetryOptions options, RetryBudget? budget)
{
    private enum Effect
    {
        /// <summary>Another attempt gives the same.</summary>
        Lasting,

        /// <summary>The call took no effect, and the cause may pass.</summary>
        None,

        /// <summary>The call may have taken effect, and the cause may pass.</summary>
        Possible,
    }

    /// <summary>What the repetitions of the client's calls are taken from; null for no limit.</summary>
    internal RetryBudget? Budget => budget;

    /// <summary>Decides about a call that failed.</summary>
    /// <returns>The pause before the next attempt; null when the call ends with this failure, which then says why if another setting would have changed that.</returns>
    internal TimeSpan? Decide(ApiException failure, CallScope scope)
    {
        Repetitions repetitions = scope.Repetitions;
        bool isClockCorrected = repetitions.TryUseClockCorrection();
        if (isClockCorrected)
        {
            scope.Telemetry.ClockCorrected(repetitions.ClockOffset);
        }

        bool isRemedied = isClockCorrected || repetitions.TryUseNewCredential();
        Effect effect = EffectOf(failure);
        if (!isRemedied && (effect == Effect.Lasting || !HasMore(scope.Pauses)))
        {
            return null;
        }

        if (scope.IsHandedOver)
        {
            failure.NotRepeated = "the stream had given events already";
            return null;
        }

        if (isRemedied)
        {
            repetitions.LastFailure = failure;
            if (!isClockCorrected)
            {
                scope.Telemetry.Retrying(scope, failure, TimeSpan.Zero);
            }

            return TimeSpan.Zero;
        }

        TimeSpan pause = RetryAfterOf(failure) ?? BackOff(repetitions.Pauses);
        failure.NotRepeated = ReasonAgainst(failure, effect, pause, scope);
        if (failure.NotRepeated is not null)
        {
            return null;
        }

        repetitions.Pauses++;
        repetitions.LastFailure = failure;
        scope.Telemetry.Retrying(scope, failure, pause);
        return pause;
    }

    /// <summary>Whether another attempt may follow the next one.</summary>
    /// <param name="pauses">How many pauses were made.</param>
    /// <param name="elapsed">The time since the call might go for the first time.</param>
    /// <param name="timeout">How long the next attempt may take.</param>
    internal bool MayFollow(int pauses, TimeSpan elapsed, TimeSpan timeout) =>
        timeout != Timeout.InfiniteTimeSpan && HasMore(pauses) && elapsed + timeout < options.MaxTotalTime;

    /// <summary>Whether the response shows that the service did not act on the attempt that failed so, or leaves that open for none but a damaged one.</summary>
    internal static bool IsWithoutEffect(ApiException failure) =>
        failure is ApiServiceException or ApiHttpStatusException or ApiMalformedResponseException && EffectOf(failure) != Effect.Possible;

    /// <summary>Within which time another attempt has to start; without an end before the first one has failed.</summary>
    internal TimeSpan TimeLeft(CallScope scope)
    {
        if (scope.LastFailure is null)
        {
            return Timeout.InfiniteTimeSpan;
        }

        TimeSpan whole = scope.Settings.Timeout;
        TimeSpan left = (whole == Timeout.InfiniteTimeSpan || options.MaxTotalTime < whole ? options.MaxTotalTime : whole) - scope.ElapsedSinceGo;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Why an attempt that would start after so much time comes too late, as the end of a sentence; null when it does not.</summary>
    internal string? ReasonAgainstStart(TimeSpan after, CallScope scope)
    {
        TimeSpan next = scope.ElapsedSinceGo + after;
        return next >= options.MaxTotalTime ? "the next attempt would start after RetryOptions.MaxTotalTime"
            : scope.Settings.Timeout != Timeout.InfiniteTimeSpan && next >= scope.Settings.Timeout ? "the next attempt would start after the call's Timeout"
            : null;
    }

    private bool HasMore(int pauses) => pauses < options.MaxAttempts - 1;

    private string? ReasonAgainst(ApiException failure, Effect effect, TimeSpan pause, CallScope scope)
    {
        if (effect == Effect.Possible && !scope.Settings.IsRepeatable)
        {
            return scope.Settings.IsForbidden ? $"ApiCallOptions.IsIdempotent says that this call of {failure.Action} is not idempotent"
                : scope.Action.IsKnown ? $"{failure.Action} is not idempotent"
                : $"nothing says that {failure.Action} is idempotent, as ApiCallOptions.IsIdempotent may";
        }

        // The throttle lets nothing go before its pause ends.
        if (ReasonAgainstStart(pause > scope.ThrottlePause ? pause : scope.ThrottlePause, scope) is { } late)
        {
            return late;
        }

        return budget is null || IsRefusal(failure) || budget.TryTake() ? null : "the retry budget of the client is used up";
    }

    // Grows from pause to pause, and varies so that callers who failed together do not come back together.
    private TimeSpan BackOff(int pauses)
    {
        double longest = Math.Min(options.BaseDelay.TotalMilliseconds * Math.Pow(2, Math.Min(pauses, 60)), options.MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    private static Effect EffectOf(ApiException failure) => failure switch
    {
        _ when IsRefusal(failure) => Effect.None,
        ApiServiceException { Code: var code } => IsPassing(code) ? Effect.Possible : Effect.Lasting,
        ApiHttpStatusException { StatusCode: var status } => IsPassing(status) ? Effect.Possible : Effect.Lasting,
        ApiNetworkException { IsPassing: true, MayHaveBeenSent: var sent } => sent ? Effect.Possible : Effect.None,
        ApiTimeoutException { Limit: not TimeoutLimit.Call, MayHaveBeenSent: var sent } => sent ? Effect.Possible : Effect.None,
        _ => Effect.Lasting,
    };

    // The service counts calls and refuses before it acts. The throttle paces what follows.
    private static bool IsRefusal(ApiException failure) => failure switch
    {
        ApiServiceException service => CommonErrorCodes.IsRateLimit(service.Code),
        ApiHttpStatusException status => status.StatusCode == HttpStatusCode.TooManyRequests,
        _ => false,
    };

    private static TimeSpan? RetryAfterOf(ApiException failure) => failure switch
    {
        ApiHttpStatusException status => status.RetryAfter,
        ApiServiceException service => service.RetryAfter,
        _ => null,
    };

    private static bool IsPassing(string code) =>
        code is "InternalError" or "ServiceUnavailable" || code.StartsWith("InternalError.", StringComparison.Ordinal);

    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout
        or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;
}
