using System.Collections.Concurrent;

namespace ApiGen.Runtime.Signing;

/// <summary>
/// Keeps derived keys, so that no key is derived twice. Keys of past days are dropped as new ones come; the number is
/// bounded, for programs that work with many short-lived credentials.
/// </summary>
internal static class Tc3KeyCache
{
    private const int MostKeys = 512;

    private static readonly ConcurrentDictionary<(string SecretKey, string Service, int Day), Tc3Key> Keys = new();

    internal static Tc3Key Get(string secretKey, string service, int day)
    {
        if (Keys.TryGetValue((secretKey, service, day), out Tc3Key? key))
        {
            return key;
        }

        DropOld(day);
        return Keys.GetOrAdd((secretKey, service, day), static k => new Tc3Key(k.SecretKey, k.Service, k.Day));
    }

    private static void DropOld(int day)
    {
        bool full = Keys.Count >= MostKeys;
        foreach ((string SecretKey, string Service, int Day) key in Keys.Keys)
        {
            // Two clocks may stand on either side of midnight, so yesterday's keys stay.
            if (full || key.Day < day - 1)
            {
                Keys.TryRemove(key, out _);
            }
        }
    }
}
