using ApiGen.Runtime.Credentials;
using ApiGen.Runtime.Telemetry;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime;

/// <summary>
/// Asks several sources in order and stays with the first that is there. A source that is not there
/// (<see cref="ApiCredentialException.IsAbsent"/>) is passed over; one that is there but faulty ends the search with its error, because
/// what follows might be another account.
/// </summary>
public class CredentialChain : ICredentialProvider
{
    private readonly ICredentialProvider[] _providers;
    private readonly ILogger _logger;
    private volatile ICredentialProvider? _chosen;
    private volatile string? _accountKey;

    /// <summary>Makes a chain.</summary>
    /// <param name="providers">The sources in the order in which they are asked.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public CredentialChain(params ICredentialProvider[] providers)
        : this(providers, null)
    {
    }

    /// <summary>Makes a chain that logs which source it has chosen.</summary>
    /// <param name="providers">The sources in the order in which they are asked.</param>
    /// <param name="loggerFactory">Where the choice is logged; null for nowhere.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public CredentialChain(IEnumerable<ICredentialProvider> providers, ILoggerFactory? loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(providers);
        _providers = [.. providers];
        if (_providers.Length == 0 || _providers.Contains(null))
        {
            throw new ArgumentException("A chain has at least one provider, and none is null.", nameof(providers));
        }

        _logger = HarmlessLogger.Of(loggerFactory, CredentialLog.Category);
    }

    /// <summary>The source that the chain stays with; null before one has given a credential.</summary>
    public ICredentialProvider? Chosen => _chosen;

    /// <summary>
    /// The account of the source that is there. Sources that must be asked over the network are not waited for: the first of
    /// them that might be there counts, and the text stays the same from then on.
    /// </summary>
    public string AccountKey => _accountKey ?? FindAccountKey();

    /// <inheritdoc/>
    public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) =>
        _chosen is { } chosen ? chosen.GetCredentialAsync(cancellationToken) : SearchAsync(cancellationToken);

    /// <inheritdoc/>
    public bool Invalidate(TencentCloudCredential refused) => _chosen?.Invalidate(refused) ?? false;

    /// <inheritdoc/>
    public void LearnServiceTime(DateTimeOffset serviceTime)
    {
        foreach (ICredentialProvider provider in _providers)
        {
            provider.LearnServiceTime(serviceTime);
        }
    }

    /// <summary>The chosen source, or all of them in order.</summary>
    public override string ToString() => _chosen?.ToString() ?? string.Join(", ", _providers.Select(static p => p.ToString()));

    private async ValueTask<TencentCloudCredential> SearchAsync(CancellationToken cancellationToken)
    {
        List<string> absent = [];
        foreach (ICredentialProvider provider in _providers)
        {
            try
            {
                TencentCloudCredential credential = await provider.GetCredentialAsync(cancellationToken).ConfigureAwait(false);
                if (Interlocked.CompareExchange(ref _chosen, provider, null) is null)
                {
                    CredentialLog.SourceChosen(_logger, provider.ToString() ?? "");
                }

                return credential;
            }
            catch (ApiCredentialException e) when (e.IsAbsent)
            {
                absent.Add(e.Message);
            }
        }

        throw new ApiCredentialException($"No source has a credential. {string.Join(" ", absent)}") { IsAbsent = true };
    }

    private string FindAccountKey()
    {
        // Calls take their place in the throttle by this text before they ask for the credential, so it must not change between
        // the first call and the second.
        foreach (ICredentialProvider provider in _providers)
        {
            if (MayBeThere(provider))
            {
                return Interlocked.CompareExchange(ref _accountKey, provider.AccountKey, null) ?? _accountKey!;
            }
        }

        return "credential chain";
    }

    private static bool MayBeThere(ICredentialProvider provider)
    {
        try
        {
            ValueTask<TencentCloudCredential> credential = provider.GetCredentialAsync(CancellationToken.None);
            if (credential.IsCompleted)
            {
                _ = credential.GetAwaiter().GetResult();
            }
            else
            {
                // The provider keeps what it fetches, so the question is not wasted; its failure meets the call that needs it.
                _ = credential.AsTask().ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }

            return true;
        }
        catch (ApiCredentialException e) when (e.IsAbsent)
        {
            return false;
        }
        // Nothing is lost: the source counts as there, and the call that follows asks it again and throws what is wrong.
        catch (Exception)
        {
            return true;
        }
    }
}
