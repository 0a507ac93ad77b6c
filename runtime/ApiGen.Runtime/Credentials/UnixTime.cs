using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Credentials;

/// <summary>Reads the Unix timestamps, in seconds, that credentials come with.</summary>
internal static class UnixTime
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The time that a JSON value stands for; null when it is none.</summary>
    internal static DateTimeOffset? Read(ref Utf8JsonReader reader)
    {
        try
        {
            return From(JsonRead.Double(ref reader));
        }
        catch (JsonValueException)
        {
            return null;
        }
    }

    /// <summary>The time of a timestamp; null when there is none, or none that can be.</summary>
    internal static DateTimeOffset? From(double? seconds) =>
        seconds > 0 && seconds <= Latest ? DateTimeOffset.FromUnixTimeSeconds((long)seconds.Value) : null;
}
