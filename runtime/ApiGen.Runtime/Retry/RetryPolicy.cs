using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Retry;

/// <summary>Decides whether a failed call is repeated. What repeats it (<see cref="RetryPipeline"/>) is set up when a call fails for the first time.</summary>
internal sealed class RetryPolicy(RetryOptions options, TimeProvider time)
{
    private RetryPipeline? _pipeline;

    /// <summary>Whether the failure is one to repeat, as far as the first attempt tells.</summary>
    internal bool MayRepeat(ApiException failure, CallScope scope) =>
        options.MaxAttempts > 1
        && RetryRule.MayRepeat(failure, scope.IsRepeatable)
        && scope.Elapsed + (RetryRule.RetryAfterOf(failure) ?? TimeSpan.Zero) < options.MaxTotalTime;

    /// <summary>Goes on with a call whose first attempt failed.</summary>
    /// <returns>The response; throws the last failure when no attempt succeeds.</returns>
    internal ValueTask<TResponse> RepeatAsync<TResponse>(ApiException first, CallScope scope, Func<ValueTask<TResponse>> attempt) =>
        (_pipeline ??= new RetryPipeline(this, options, time)).RepeatAsync(first, scope, attempt);
}
