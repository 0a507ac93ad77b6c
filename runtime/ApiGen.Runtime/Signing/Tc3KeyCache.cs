using System.Runtime.CompilerServices;

namespace ApiGen.Runtime.Signing;

/// <summary>Keeps the keys that were derived from a credential for as long as the credential lives, so that none is derived twice however many there are.</summary>
internal static class Tc3KeyCache
{
    private static readonly ConditionalWeakTable<TencentCloudCredential, KeysOfCredential> Keys = [];

    internal static Tc3Key Get(TencentCloudCredential credential, string service, int day) =>
        Keys.GetValue(credential, static c => new KeysOfCredential(c)).Get(service, day);

    /// <summary>The keys of one credential: few, one for each service on one day or two.</summary>
    private sealed class KeysOfCredential(TencentCloudCredential credential)
    {
        private Entry[] _entries = [];

        internal Tc3Key Get(string service, int day)
        {
            foreach (Entry entry in Volatile.Read(ref _entries))
            {
                if (entry.Day == day && entry.Service == service)
                {
                    return entry.Key;
                }
            }

            return Add(new Entry(service, day, new Tc3Key(credential.SecretKey, service, day)));
        }

        // Two clocks may stand on either side of midnight, so yesterday's keys stay. Of two callers at once one may derive in vain.
        private Tc3Key Add(Entry added)
        {
            Volatile.Write(ref _entries, [.. Array.FindAll(_entries, entry => entry.Day >= added.Day - 1), added]);
            return added.Key;
        }
    }

    private sealed record Entry(string Service, int Day, Tc3Key Key);
}
