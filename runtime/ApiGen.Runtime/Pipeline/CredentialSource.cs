using ApiGen.Runtime.Timing;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Pipeline;

/// <summary>Gives the credential of each attempt.</summary>
/// <param name="provider">Where it comes from.</param>
/// <param name="accountKey">What stands for the account; null for what the provider says.</param>
internal sealed class CredentialSource(ICredentialProvider provider, string? accountKey)
{
    // The provider itself when it is a credential that never changes: there is nothing to ask for then.
    private readonly TencentCloudCredential? _fixed = provider as TencentCloudCredential;

    /// <summary>The account that the calls count for.</summary>
    /// <exception cref="ApiCredentialException">The provider names none.</exception>
    internal string AccountKeyFor(string action)
    {
        try
        {
            // As in the options: one account for all who lack one would be wrong.
            string? key = accountKey ?? provider.AccountKey;
            return string.IsNullOrWhiteSpace(key) ? throw new ApiCredentialException(action, $"The credential provider's AccountKey is {(key is null ? "null" : "empty")}.", null) : key;
        }
        catch (Exception e)
        {
            throw Failure(action, e);
        }
    }

    /// <summary>What holds for one call: its own credentials count for their own account, unless the call names one.</summary>
    internal CredentialSource For(ICredentialProvider? own, string? ownAccount) =>
        own is null && ownAccount is null ? this : new CredentialSource(own ?? provider, ownAccount ?? (own is null ? accountKey : null));

    /// <summary>The credential; null when the action carries no signature.</summary>
    /// <exception cref="ApiCredentialException">There is none.</exception>
    internal ValueTask<TencentCloudCredential?> GetAsync(CallScope scope)
    {
        scope.Phase = CallPhase.Authenticating;
        return scope.Action.IsUnsigned ? default
            : _fixed is not null ? new ValueTask<TencentCloudCredential?>(_fixed)
            : AskAsync(scope);
    }

    /// <summary>Tells the provider what a failed attempt taught: the time at the service, by which credentials end, or that the service takes a credential no longer.</summary>
    internal void Learn(ApiException failure, CallScope scope, ServerClock clock)
    {
        if (failure is not ApiServiceException { Code: var code })
        {
            return;
        }

        try
        {
            if (scope.Repetitions.ClockLearnt)
            {
                provider.LearnServiceTime(clock.Now);
            }
            else if (CommonErrorCodes.IsCredentialRefusal(code) && scope.Credential is { } refused && provider.Invalidate(refused))
            {
                scope.Repetitions.RenewCredential();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The call failed of what the service said. A clock that was corrected repeats it all the same.
            failure.NotRepeated = scope.Repetitions.ClockLearnt ? null : $"the credential provider failed: {LineText.Of(scope.Sent.Told(e).Message).TrimEnd('.')}";
        }
    }

    private async ValueTask<TencentCloudCredential?> AskAsync(CallScope scope)
    {
        string action = scope.Action.Name;
        try
        {
            scope.Credential = await provider.GetCredentialAsync(scope.Token).EndingWith(scope.Token).ConfigureAwait(false)
                ?? throw new ApiCredentialException(action, "The credential provider gave no credential.", null);

            // One that blocked the thread may have taken longer than the call may.
            scope.Token.ThrowIfCancellationRequested();
            return scope.Credential;
        }
        catch (Exception e) when (!(e is OperationCanceledException && scope.Token.IsCancellationRequested))
        {
            throw Failure(action, e);
        }
    }

    // Also of what another client of this library threw, by which the provider got its credential: it is no failure of this call's request.
    private static ApiCredentialException Failure(string action, Exception cause)
    {
        if (cause is ApiCredentialException failure)
        {
            return failure.For(action);
        }

        Exception told = SafeCause.Of(cause);
        return new ApiCredentialException(action, $"The credential provider failed: {told.Message}", told);
    }
}
