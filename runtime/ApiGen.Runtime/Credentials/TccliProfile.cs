using System.Diagnostics;
using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Credentials;

/// <summary>The content of a tccli credential file (source: the modules configure and oauth of the vendor's CLI).</summary>
internal sealed class TccliProfile
{
    private static readonly JsonNameTable Names = new("type", "secretId", "secretKey", "token", "expiresAt", "role-arn", "roleArn");

    private readonly List<string> _others = [];

    /// <summary>The names in the file that are none of those that are known, among which may be a misspelt one.</summary>
    internal IReadOnlyList<string> Others => _others;

    internal string? Type { get; private set; }

    internal string? SecretId { get; private set; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? SecretKey { get; private set; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Token { get; private set; }

    internal DateTimeOffset? ExpiresAt { get; private set; }

    internal string? RoleArn { get; private set; }

    /// <exception cref="JsonException">The file is not a JSON object.</exception>
    internal static TccliProfile Read(ReadOnlySpan<byte> file)
    {
        Utf8JsonReader reader = new(file);
        reader.Read();
        TccliProfile profile = new();
        if (!JsonRead.StartObject(ref reader))
        {
            throw new JsonException();
        }

        JsonMembers members = default;
        while (JsonRead.NextMember(ref reader))
        {
            string name = reader.TokenType == JsonTokenType.PropertyName ? JsonText.Unescape(reader.ValueSpan) : "";
            switch (Names.IndexOf(ref reader, ref members))
            {
                case 0: profile.Type = JsonRead.String(ref reader); break;
                case 1: profile.SecretId = JsonRead.String(ref reader); break;
                case 2: profile.SecretKey = JsonRead.String(ref reader); break;
                case 3: profile.Token = JsonRead.String(ref reader); break;
                case 4: profile.ExpiresAt = UnixTime.Read(ref reader); break;
                case 5 or 6: profile.RoleArn = JsonRead.String(ref reader); break;
                default: profile._others.Add(name); reader.Skip(); break;
            }
        }

        // Throws at anything that follows: a file written halfway over an older one, for example.
        reader.Read();
        return profile;
    }
}
