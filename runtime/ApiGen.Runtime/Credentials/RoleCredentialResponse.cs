using System.Diagnostics;
using System.Text.Json;
using System.Text.Unicode;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Credentials;

/// <summary>The metadata service's response about a role (source: the vendor's page on instance roles of CVM).</summary>
internal sealed class RoleCredentialResponse
{
    private static readonly JsonNameTable Names = new("TmpSecretId", "TmpSecretKey", "ExpiredTime", "Expiration", "Token", "Code");

    internal string? SecretId { get; private set; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? SecretKey { get; private set; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Token { get; private set; }

    internal DateTimeOffset? Expiration { get; private set; }

    internal string? Code { get; private set; }

    /// <exception cref="JsonException">The response is not a JSON object in UTF-8.</exception>
    internal static RoleCredentialResponse Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        RoleCredentialResponse response = new();
        if (!Utf8.IsValid(json) || !JsonRead.StartObject(ref reader))
        {
            throw new JsonException();
        }

        JsonMembers members = default;
        while (JsonRead.NextMember(ref reader))
        {
            switch (Names.IndexOf(ref reader, ref members))
            {
                case 0: response.SecretId = JsonRead.String(ref reader); break;
                case 1: response.SecretKey = JsonRead.String(ref reader); break;
                case 2: response.Expiration = UnixTime.Read(ref reader); break;
                case 4: response.Token = JsonRead.String(ref reader); break;
                case 5: response.Code = JsonRead.String(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        reader.Read();
        return response;
    }
}
