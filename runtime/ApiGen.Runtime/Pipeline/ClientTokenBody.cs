using System.Text.Json;
using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Pipeline;

/// <summary>
/// Puts a client token into a written request. The request object stays as it is: two calls at once with the same object
/// must not send the same token, or the service would take the second for a repetition of the first.
/// </summary>
internal static class ClientTokenBody
{
    private static ReadOnlySpan<byte> Name => "ClientToken"u8;

    /// <summary>Sets the token in a JSON object whose token is absent or empty.</summary>
    internal static void Insert(PooledByteWriter body, string token)
    {
        if (!TryReplaceEmpty(body, token))
        {
            body.Truncate(body.Length - 1);
            Append(body, body.Length > 1 ? ",\"ClientToken\":\""u8 : "\"ClientToken\":\""u8);
            AppendToken(body, token);
            Append(body, "\"}"u8);
        }
    }

    private static bool TryReplaceEmpty(PooledByteWriter body, string token)
    {
        Utf8JsonReader reader = new(body.WrittenSpan, JsonModel.ReaderOptions);
        reader.Read();
        while (JsonRead.NextMember(ref reader))
        {
            bool found = reader.ValueTextEquals(Name);
            reader.Read();
            if (found)
            {
                byte[] rest = body.WrittenSpan[(int)reader.BytesConsumed..].ToArray();
                body.Truncate((int)reader.TokenStartIndex + 1);
                AppendToken(body, token);
                Append(body, "\""u8);
                Append(body, rest);
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static void AppendToken(PooledByteWriter body, string token)
    {
        Span<byte> target = body.GetSpan(token.Length);
        body.Advance(System.Text.Encoding.ASCII.GetBytes(token, target));
    }

    private static void Append(PooledByteWriter body, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(body.GetSpan(bytes.Length));
        body.Advance(bytes.Length);
    }
}
