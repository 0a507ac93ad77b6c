using ApiGen.Runtime.Credentials;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApiGen.Runtime;

/// <summary>
/// The base of providers that fetch temporary credentials. It keeps the last one, renews it in the background before it ends, one
/// renewal at a time however many callers there are, and goes on handing out a valid one while renewals fail. A renewal starts
/// with a call; a provider that nobody asks does nothing and holds no timer.
/// </summary>
public abstract class RefreshingCredentialProvider : ICredentialProvider
{
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TimeSpan _refreshBefore;
    private readonly TimeSpan _retryDelay;
    private readonly TimeSpan _maxRetryDelay;
    private readonly TimeSpan _timeout;
    private volatile CachedCredential? _held;
    private Task<Renewal>? _renewal;
    private ApiCredentialException? _lastFailure;
    private DateTimeOffset _retryAt = DateTimeOffset.MinValue;
    private int _failures;

    /// <summary>Takes the options.</summary>
    /// <param name="options">When and how to renew; null for the defaults.</param>
    protected RefreshingCredentialProvider(CredentialRefreshOptions? options)
    {
        options ??= new CredentialRefreshOptions();
        _time = options.TimeProvider;
        _logger = options.LoggerFactory?.CreateLogger(CredentialLog.Category) ?? NullLogger.Instance;
        _refreshBefore = options.RefreshBefore;
        _retryDelay = options.RetryDelay;
        _maxRetryDelay = options.MaxRetryDelay;
        _timeout = options.Timeout;
    }

    /// <inheritdoc/>
    public abstract string AccountKey { get; }

    /// <summary>The clock that expiry is judged by.</summary>
    protected TimeProvider Time => _time;

    /// <summary>The renewal under way, for tests that wait for a background renewal; null when there is none.</summary>
    internal Task? RenewalUnderWay
    {
        get
        {
            lock (_gate)
            {
                return _renewal;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
    {
        CachedCredential? held = _held;
        DateTimeOffset now = _time.GetUtcNow();
        return held is not null && now < held.RefreshAt
            ? new ValueTask<TencentCloudCredential>(held.Credential)
            : RenewAsync(held, now, cancellationToken);
    }

    /// <summary>The source of the credential, as the beginning of a sentence in messages and logs.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>Fetches a credential. Runs on the thread pool, once at a time, outside the call that needed it.</summary>
    /// <param name="cancellationToken">Ends when <see cref="CredentialRefreshOptions.Timeout"/> has passed.</param>
    /// <exception cref="ApiCredentialException">There is none; the message names the source and what it lacks, never a value.</exception>
    protected abstract Task<TencentCloudCredential> FetchAsync(CancellationToken cancellationToken);

    private async ValueTask<TencentCloudCredential> RenewAsync(CachedCredential? held, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<Renewal> renewal = JoinRenewal(now);
        if (held is not null && now < held.WaitAt)
        {
            return held.Credential;
        }

        // A caller that gives up leaves the renewal to the others.
        Renewal result = await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (result.Credential is { } renewed)
        {
            return renewed;
        }

        return held is not null && _time.GetUtcNow() < held.EndsAt
            ? held.Credential
            : throw new ApiCredentialException(result.Failure!.Message, result.Failure) { IsAbsent = result.Failure.IsAbsent };
    }

    private Task<Renewal> JoinRenewal(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_renewal is { } underWay)
            {
                return underWay;
            }

            if (_held is { } held && now < held.RefreshAt)
            {
                return Task.FromResult(new Renewal(held.Credential, null));
            }

            if (now < _retryAt)
            {
                return Task.FromResult(new Renewal(null, _lastFailure));
            }

            return _renewal = StartRenewal();
        }
    }

    // Without the first caller's context: its trace and its other ambient values are no business of the rest.
    private Task<Renewal> StartRenewal()
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(RenewAsync);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(RenewAsync);
        }
    }

    private async Task<Renewal> RenewAsync()
    {
        Renewal renewal = await FetchSafelyAsync().ConfigureAwait(false);
        DateTimeOffset now = _time.GetUtcNow();
        CachedCredential? before = _held;
        lock (_gate)
        {
            if (renewal.Credential is { } credential)
            {
                _held = CachedCredential.From(credential, now, _refreshBefore, _maxRetryDelay);
                _failures = 0;
                _retryAt = DateTimeOffset.MinValue;
                _lastFailure = null;
            }
            else
            {
                _retryAt = now + PauseAfter(++_failures);
                _lastFailure = renewal.Failure;
            }

            _renewal = null;
        }

        Log(renewal, before, now);
        return renewal;
    }

    private async Task<Renewal> FetchSafelyAsync()
    {
        try
        {
            using CancellationTokenSource timeout = new(_timeout, _time);
            return await FetchAsync(timeout.Token).ConfigureAwait(false) is { } credential
                ? new Renewal(credential, null)
                : new Renewal(null, new ApiCredentialException($"{this} gave no credential."));
        }
        catch (ApiCredentialException e)
        {
            return new Renewal(null, e);
        }
        catch (OperationCanceledException e)
        {
            return new Renewal(null, new ApiCredentialException(FormattableString.Invariant($"{this} gave no credential within {_timeout.TotalSeconds:0.###} s."), e));
        }
#pragma warning disable CA1031 // Providers are written by users and may throw anything. It is not lost: it is the inner exception of what every waiting caller gets.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Renewal(null, new ApiCredentialException($"{this} failed: {e.Message}", e));
        }
    }

    // Up to a fifth shorter at random, so that many processes do not come back together.
    private TimeSpan PauseAfter(int failures)
    {
        double doublings = Math.Min(failures - 1, 30);
        TimeSpan pause = _retryDelay * Math.Pow(2, doublings);
#pragma warning disable CA5394 // The rule is about secrets. This number only spreads retries of many processes over time; who guesses it gains nothing.
        return (pause < _maxRetryDelay ? pause : _maxRetryDelay) * (0.8 + (0.2 * Random.Shared.NextDouble()));
#pragma warning restore CA5394
    }

    private void Log(Renewal renewal, CachedCredential? before, DateTimeOffset now)
    {
        if (renewal.Credential is { } credential)
        {
            if (credential.Expiration <= now)
            {
                CredentialLog.EndedOnArrival(_logger, ToString(), credential.Expiration);
            }
            else
            {
                CredentialLog.Renewed(_logger, ToString(), credential.Expiration);
            }
        }
        else if (before is not null && now < before.EndsAt)
        {
            CredentialLog.RenewalFailed(_logger, before.Credential.Expiration, renewal.Failure!.Message);
        }
        else if (!renewal.Failure!.IsAbsent)
        {
            CredentialLog.NoCredential(_logger, renewal.Failure.Message);
        }
    }

    /// <summary>How a renewal ended: with a credential or with a failure.</summary>
    private sealed record Renewal(TencentCloudCredential? Credential, ApiCredentialException? Failure);
}
