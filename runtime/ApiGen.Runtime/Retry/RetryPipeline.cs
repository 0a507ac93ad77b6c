using ApiGen.Runtime.Pipeline;
using Polly;
using Polly.Retry;

namespace ApiGen.Runtime.Retry;

/// <summary>
/// Repeats calls. Polly counts attempts, computes pauses and waits; a program whose calls succeed at once never loads it.
/// </summary>
internal sealed class RetryPipeline(RetryPolicy policy, RetryOptions options, TimeProvider time)
{
    private static readonly ResiliencePropertyKey<CallScope> Scope = new("ApiGen.Scope");

    private readonly ResiliencePipeline _pipeline = Build(policy, options, time);

    /// <summary>Goes on with a call whose first attempt failed.</summary>
    /// <returns>The response; throws the last failure when no attempt succeeds.</returns>
    internal async ValueTask<TResponse> RepeatAsync<TResponse>(ApiException first, CallScope scope, Func<ValueTask<TResponse>> attempt)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, scope.Token);
        context.Properties.Set(Scope, scope);
        try
        {
            ApiException? pending = first;
            Outcome<TResponse> outcome = await _pipeline.ExecuteOutcomeAsync(
                (_, again) =>
                {
                    // The attempt that has failed already counts as the first one of the pipeline.
                    ApiException? failed = pending;
                    pending = null;
                    return failed is null ? RunAsync(again) : new ValueTask<Outcome<TResponse>>(Outcome.FromException<TResponse>(failed));
                },
                context,
                attempt).ConfigureAwait(false);
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
#pragma warning disable CA1031 // Polly's contract: the callback hands every exception over as an outcome, which the pipeline retries or throws again as it was.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Outcome.FromException<TResponse>(e);
        }
    }

    private static ResiliencePipeline Build(RetryPolicy policy, RetryOptions options, TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.BaseDelay,
            MaxDelay = options.MaxDelay,
            ShouldHandle = args => new ValueTask<bool>(args.Outcome.Exception is ApiException failure && policy.MayRepeat(failure, ScopeOf(args.Context))),
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
