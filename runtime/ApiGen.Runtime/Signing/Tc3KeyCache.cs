using System.Collections.Concurrent;

namespace ApiGen.Runtime.Signing;

/// <summary>
/// Keeps derived keys, so that no key is derived twice. Keys of past days are dropped as new ones come; the number is
/// bounded, for programs that work with many short-lived credentials.
/// </summary>
internal static class Tc3KeyCache
{
    private const int MostKeys = 512;

    private static readonly ConcurrentDictionary<KeyId, Tc3Key> Keys = new();

    internal static Tc3Key Get(string secretKey, string service, int day)
    {
        KeyId id = new(secretKey, service, day);
        if (Keys.TryGetValue(id, out Tc3Key? key))
        {
            return key;
        }

        DropOld(day);
        return Keys.GetOrAdd(id, static k => new Tc3Key(k.SecretKey, k.Service, k.Day));
    }

    private static void DropOld(int day)
    {
        bool full = Keys.Count >= MostKeys;
        foreach (KeyId key in Keys.Keys)
        {
            // Two clocks may stand on either side of midnight, so yesterday's keys stay.
            if (full || key.Day < day - 1)
            {
                Keys.TryRemove(key, out _);
            }
        }
    }

    // A class: a table keyed by a structure is compiled anew in every process, which delays the first call by milliseconds.
    private sealed class KeyId(string secretKey, string service, int day) : IEquatable<KeyId>
    {
        internal string SecretKey => secretKey;

        internal string Service => service;

        internal int Day => day;

        public bool Equals(KeyId? other) =>
            other is not null && Day == other.Day && SecretKey == other.SecretKey && Service == other.Service;

        public override bool Equals(object? obj) => Equals(obj as KeyId);

        public override int GetHashCode() => HashCode.Combine(SecretKey, Service, Day);
    }
}
