using ApiGen.Runtime.Credentials;
using ApiGen.Runtime.Telemetry;
using ApiGen.Runtime.Transport;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime;

/// <summary>
/// The base of providers that fetch temporary credentials. It keeps the last one, renews it in the background before it ends, one
/// renewal at a time however many callers there are, and goes on handing out a valid one while renewals fail. A renewal starts
/// with a call; a provider that nobody asks does nothing and holds no timer.
/// </summary>
/// <remarks>
/// Pauses and ages are measured by the monotonic clock, so that a clock which is set does not disturb them. The end of a credential is also compared with the
/// time at the service (<see cref="LearnServiceTime"/>): whichever of the two says first that it is time starts the renewal.
/// </remarks>
public abstract class RefreshingCredentialProvider : ICredentialProvider
{
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly ServiceTime _serviceTime;
    private readonly ILogger _logger;
    private readonly TimeSpan _refreshBefore;
    private readonly TimeSpan _timeout;
    private readonly GrowingPause _afterFailure;
    private readonly GrowingPause _afterRefusal;
    private readonly TimeSpan _shortestUse;
    private volatile CachedCredential? _cached;
    private Task<Renewal>? _renewal;
    private ApiCredentialException? _lastFailure;

    /// <summary>Takes the options.</summary>
    /// <param name="options">When and how to renew; null for the defaults.</param>
    protected RefreshingCredentialProvider(CredentialRefreshOptions? options)
    {
        options ??= new CredentialRefreshOptions();
        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options.TimeProvider));
        _time = options.TimeProvider;
        _serviceTime = new ServiceTime(_time);
        _logger = HarmlessLogger.Of(options.LoggerFactory, CredentialLog.Category);
        _refreshBefore = options.RefreshBefore;
        _timeout = options.Timeout;
        _shortestUse = options.MaxRetryDelay;
        _afterFailure = new GrowingPause(_time, options.RetryDelay, options.MaxRetryDelay);
        _afterRefusal = new GrowingPause(_time, options.RetryDelay, options.MaxRetryDelay);
    }

    /// <inheritdoc/>
    public abstract string AccountKey { get; }

    /// <summary>The clock that ages and, until the service's time is learnt, expiry are judged by.</summary>
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
        CachedCredential? cached = _cached;
        return cached is not null && AgeOf(cached) < cached.RefreshAge
            ? new ValueTask<TencentCloudCredential>(cached.Credential)
            : RenewAsync(cached, cancellationToken);
    }

    /// <summary>Has the credential fetched anew, unless that was done already. Refusals that follow each other closely count as one, so as not to burden the issuer.</summary>
    /// <param name="refused">The credential that the service has refused.</param>
    /// <returns>Whether another credential may be had now.</returns>
    public bool Invalidate(TencentCloudCredential refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        lock (_gate)
        {
            if (_cached is not { } cached || !cached.Credential.HasSameValues(refused) || cached.EndAge == TimeSpan.Zero)
            {
                return true;
            }

            if (_afterRefusal.IsUnderWay)
            {
                return false;
            }

            _afterRefusal.Begin();
            _cached = cached.Ended();
            return true;
        }
    }

    /// <inheritdoc/>
    public void LearnServiceTime(DateTimeOffset serviceTime)
    {
        lock (_gate)
        {
            _serviceTime.Learn(serviceTime);
            if (_cached is { } cached && cached.EndAge > TimeSpan.Zero)
            {
                _cached = cached.At(serviceTime, _time.GetTimestamp(), _refreshBefore);
            }
        }
    }

    /// <summary>The source of the credential, as the beginning of a sentence in messages and logs.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>Fetches a credential. Runs on the thread pool, once at a time, outside the call that needed it.</summary>
    /// <param name="cancellationToken">Ends when <see cref="CredentialRefreshOptions.Timeout"/> has passed; a fetch that then goes on all the same is left behind.</param>
    /// <exception cref="ApiCredentialException">There is none; the message names the source and what it lacks, never a value.</exception>
    protected abstract Task<TencentCloudCredential> FetchAsync(CancellationToken cancellationToken);

    private async ValueTask<TencentCloudCredential> RenewAsync(CachedCredential? cached, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<Renewal> renewal = JoinRenewal();
        if (cached is not null && AgeOf(cached) < cached.WaitAge)
        {
            return cached.Credential;
        }

        // A caller that gives up leaves the renewal to the others.
        Renewal result = await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (result.Credential is { } renewed)
        {
            return renewed;
        }

        // By the monotonic clock alone: when this machine's clock was set ahead, the service may still take the credential, and it is the service that decides.
        return _cached is { } last && _time.GetElapsedTime(last.Timestamp) < last.EndAge
            ? last.Credential
            : throw result.Failure!.For("");
    }

    private TimeSpan AgeOf(CachedCredential cached)
    {
        TimeSpan passed = _time.GetElapsedTime(cached.Timestamp);
        TimeSpan byServiceTime = _serviceTime.Now - cached.ServiceTime;
        return passed > byServiceTime ? passed : byServiceTime;
    }

    private Task<Renewal> JoinRenewal()
    {
        lock (_gate)
        {
            if (_renewal is { } underWay)
            {
                return underWay;
            }

            if (_cached is { } cached && AgeOf(cached) < cached.RefreshAge)
            {
                return Task.FromResult(new Renewal(cached.Credential, null));
            }

            if (_afterFailure.IsUnderWay)
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
        CachedCredential? before;
        lock (_gate)
        {
            // First of all, so that nothing that goes wrong below can leave a renewal standing that nobody works on.
            _renewal = null;
            before = _cached;
            if (renewal.Credential is { } credential)
            {
                _cached = CachedCredential.Fresh(credential, _serviceTime.Now, _time.GetTimestamp(), _refreshBefore, _shortestUse);
                _afterFailure.Reset();
                _lastFailure = null;
            }
            else
            {
                _afterFailure.Begin();
                _lastFailure = renewal.Failure;
            }
        }

        Log(renewal, before);
        return renewal;
    }

    private async Task<Renewal> FetchSafelyAsync()
    {
        using CancellationTokenSource timeout = new(_timeout, _time);
        try
        {
            // On a thread of its own and waited for no longer than the timeout: a fetch that blocks or ignores its token must not keep renewals from starting ever again.
            Task<TencentCloudCredential> fetch = Task.Run(() => FetchAsync(timeout.Token), CancellationToken.None);
            _ = fetch.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return await fetch.WaitAsync(timeout.Token).ConfigureAwait(false) is { } credential
                ? new Renewal(credential, null)
                : new Renewal(null, new ApiCredentialException($"{this} gave no credential."));
        }
        catch (ApiCredentialException e)
        {
            return new Renewal(null, e);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested)
        {
            return new Renewal(null, new ApiCredentialException(FormattableString.Invariant($"{this} gave no credential within {_timeout.TotalSeconds:0.###} s."), e));
        }
        // Providers are written by users and may throw anything. It is not lost: it is the inner exception of what every waiting caller gets.
        catch (Exception e)
        {
            Exception told = SafeCause.Of(e);
            return new Renewal(null, new ApiCredentialException($"{this} failed: {told.Message}", told));
        }
    }

    private void Log(Renewal renewal, CachedCredential? before)
    {
        if (renewal.Credential is { } credential)
        {
            if (credential.Expiration <= _serviceTime.Now)
            {
                CredentialLog.EndedOnArrival(_logger, ToString(), CredentialLog.End(credential));
            }
            else
            {
                CredentialLog.Renewed(_logger, ToString(), CredentialLog.End(credential));
            }
        }
        else if (before is not null && _time.GetElapsedTime(before.Timestamp) < before.EndAge)
        {
            CredentialLog.RenewalFailed(_logger, CredentialLog.End(before.Credential), renewal.Failure!.Message);
        }
        else if (!renewal.Failure!.IsAbsent)
        {
            CredentialLog.NoCredential(_logger, renewal.Failure.Message);
        }
    }

    /// <summary>How a renewal ended: with a credential or with a failure.</summary>
    private sealed record Renewal(TencentCloudCredential? Credential, ApiCredentialException? Failure);
}
