namespace ApiGen.Runtime;

/// <summary>
/// Stands before another provider, or a plain credential, that can be exchanged while clients are in use. Calls under way keep
/// the credential they were signed with; the next attempt takes the new one.
/// </summary>
public sealed class SwappableCredentialProvider : ICredentialProvider
{
    private ICredentialProvider _current;

    /// <summary>Makes a provider.</summary>
    /// <param name="first">What hands out the credential until it is exchanged.</param>
    /// <exception cref="ArgumentNullException"><paramref name="first"/> is null.</exception>
    public SwappableCredentialProvider(ICredentialProvider first)
    {
        ArgumentNullException.ThrowIfNull(first);
        _current = first;
    }

    /// <summary>What hands out the credential now.</summary>
    public ICredentialProvider Current => Volatile.Read(ref _current);

    /// <summary>The account of the current provider.</summary>
    public string AccountKey => Current.AccountKey;

    /// <summary>Exchanges the provider and returns the one of before.</summary>
    /// <param name="next">What hands out the credential from now on.</param>
    /// <exception cref="ArgumentNullException"><paramref name="next"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="next"/> is this provider.</exception>
    public ICredentialProvider Swap(ICredentialProvider next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (ReferenceEquals(next, this))
        {
            throw new ArgumentException("A provider cannot stand before itself.", nameof(next));
        }

        return Interlocked.Exchange(ref _current, next);
    }

    /// <inheritdoc/>
    public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) => Current.GetCredentialAsync(cancellationToken);

    /// <inheritdoc/>
    public bool Invalidate(TencentCloudCredential refused) => Current.Invalidate(refused);

    /// <inheritdoc/>
    public void LearnServiceTime(DateTimeOffset serviceTime) => Current.LearnServiceTime(serviceTime);

    /// <summary>The current provider's text.</summary>
    public override string ToString() => Current.ToString() ?? "";
}
