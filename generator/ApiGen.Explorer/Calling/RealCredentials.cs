using System.Text.RegularExpressions;
using ApiGen.Runtime;
using ApiGen.Runtime.Transport;

namespace ApiGen.Explorer.Calling;

/// <summary>
/// Who calls the real services. What is told of such a call goes through here, since a service, or a proxy before it, may repeat the headers that it got: the
/// public half of what was handed out is taken out of it. Signature and token the runtime takes out of failures itself. Safe for concurrent use.
/// </summary>
/// <param name="provider">What hands out the credentials.</param>
internal sealed partial class RealCredentials(ICredentialProvider provider) : ICredentialProvider
{
    private const string Removed = "***";

    // So many characters in a row give an id away; a shorter one may be a part of any word, so it counts only where it stands alone.
    private const int Telling = 8;

    private readonly Lock _lock = new();
    private Known _known = new([], new DisguisedText([], Telling));

    /// <inheritdoc/>
    public string AccountKey => provider.AccountKey;

    /// <inheritdoc/>
    public async ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
    {
        TencentCloudCredential credential = await provider.GetCredentialAsync(cancellationToken).ConfigureAwait(false);
        if (credential is not null)
        {
            Keep(credential.SecretId);
        }

        return credential!;
    }

    /// <inheritdoc/>
    public bool Invalidate(TencentCloudCredential refused) => provider.Invalidate(refused);

    /// <inheritdoc/>
    public void LearnServiceTime(DateTimeOffset serviceTime) => provider.LearnServiceTime(serviceTime);

    /// <summary>A text without the public halves. Where it has one in a form that cannot be cut out, nothing is left of it.</summary>
    public string RemoveFrom(string text)
    {
        Known known = Volatile.Read(ref _known);
        string shown = known.Ids.Aggregate(CredentialPart().Replace(text, Removed), static (shown, id) => Regex.Replace(
            shown, id.Length < Telling ? $"(?<![A-Za-z0-9]){Regex.Escape(id)}(?![A-Za-z0-9])" : Regex.Escape(id), Removed, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
        return known.Disguised.IsIn(shown) ? Removed : shown;
    }

    private void Keep(string id)
    {
        lock (_lock)
        {
            if (!_known.Ids.Contains(id, StringComparer.Ordinal))
            {
                string[] ids = [.. _known.Ids, id];
                Volatile.Write(ref _known, new Known(ids, new DisguisedText(ids, Telling)));
            }
        }
    }

    // A provider that assumes a role signs for another one, whose credential it hands to nobody.
    [GeneratedRegex("(?<=Credential=)[^/\\s,]+(?=/[0-9]{4}-[0-9]{2}-[0-9]{2}/)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CredentialPart();

    /// <summary>What was handed out.</summary>
    /// <param name="Ids">The SecretIds.</param>
    /// <param name="Disguised">What finds them in other forms.</param>
    private sealed record Known(string[] Ids, DisguisedText Disguised);
}
