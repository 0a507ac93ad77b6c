using ApiGen.Runtime.Pipeline;
using Polly;
using Polly.Retry;

namespace ApiGen.Runtime.Retry;

/// <summary>
/// Repeats calls. Polly counts attempts, computes pauses and waits; it is set up when a call fails for the first time, and a
/// call that succeeds at once never meets it.
/// </summary>
internal sealed class RetryPolicy(RetryOptions options, TimeProvider time)
{
    private static readonly ResiliencePropertyKey<CallScope> Scope = new("ApiGen.Scope");

    private ResiliencePipeline? _pipeline;

    /// <summary>Whether the failure is one to repeat, as far as the first attempt tells.</summary>
    internal bool MayRepeat(ApiException failure, CallScope scope) =>
        options.MaxAttempts > 1
        && RetryRule.MayRepeat(failure, scope.IsRepeatable)
        && scope.Elapsed + (RetryRule.RetryAfterOf(failure) ?? TimeSpan.Zero) < options.MaxTotalTime;

    /// <summary>Goes on with a call whose first attempt failed.</summary>
    /// <returns>The response; throws the last failure when no attempt succeeds.</returns>
    internal async ValueTask<TResponse> RepeatAsync<TResponse>(ApiException first, CallScope scope, Func<ValueTask<TResponse>> attempt)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, scope.Token);
        context.Properties.Set(Scope, scope);
        try
        {
            ApiException? pending = first;
            Outcome<TResponse> outcome = await Pipeline.ExecuteOutcomeAsync(
                (_, _) =>
                {
                    // The attempt that has failed already counts as the first one of the pipeline.
                    ApiException? failed = pending;
                    pending = null;
                    return failed is null ? RunAsync(attempt) : new ValueTask<Outcome<TResponse>>(Outcome.FromException<TResponse>(failed));
                },
                context,
                0).ConfigureAwait(false);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async ValueTask<Outcome<TResponse>> RunAsync<TResponse>(Func<ValueTask<TResponse>> attempt)
    {
        try
        {
            return Outcome.FromResult(await attempt().ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Polly's contract: the callback hands exceptions over as outcomes.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Outcome.FromException<TResponse>(e);
        }
    }

    private ResiliencePipeline Pipeline => _pipeline ??= Build();

    private ResiliencePipeline Build() => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.BaseDelay,
            MaxDelay = options.MaxDelay,
            ShouldHandle = args => new ValueTask<bool>(args.Outcome.Exception is ApiException failure && MayRepeat(failure, ScopeOf(args.Context))),
            DelayGenerator = static args => new ValueTask<TimeSpan?>(RetryRule.RetryAfterOf(args.Outcome.Exception as ApiException)),
            OnRetry = args =>
            {
                ScopeOf(args.Context).BeginPause((ApiException)args.Outcome.Exception!, args.RetryDelay);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    private static CallScope ScopeOf(ResilienceContext context) => context.Properties.GetValue(Scope, null!);
}
