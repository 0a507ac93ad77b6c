using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Pipeline;

/// <summary>The outer object of a response, <c>{"Response": {...}}</c>, read in one pass.</summary>
internal static class Envelope
{
    private static readonly JsonNameTable Names = new("Response", "code", "message", "codeDesc");

    /// <summary>Reads a response.</summary>
    /// <param name="body">The response's body.</param>
    /// <param name="failure">Gets what the service says about a failure; of a body that cannot be read at least the ID of the request.</param>
    /// <returns>The response; null when there is none, which is in order for a failure of the old form and for one beside which something cannot be read.</returns>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <exception cref="JsonValueException">A value does not fit its member.</exception>
    internal static TResponse? Read<TResponse>(ReadOnlySpan<byte> body, ref ApiErrorBody failure)
        where TResponse : class, IApiResponse<TResponse>
    {
        try
        {
            return ReadOrRepair<TResponse>(body, ref failure);
        }
        catch (Exception e) when (e is JsonException or JsonValueException)
        {
            failure = FailureAlone.In(body, isBare: false);
            if (failure.Code is null)
            {
                throw;
            }

            return null;
        }
    }

    private static TResponse? ReadOrRepair<TResponse>(ReadOnlySpan<byte> body, ref ApiErrorBody failure)
        where TResponse : class, IApiResponse<TResponse>
    {
        try
        {
            return ReadOnce<TResponse>(body, JsonModel.ReaderOptions, ref failure);
        }
        catch (JsonException) when (FaultyJson.MayBeRepaired(body))
        {
            failure = default;
            return ReadOnce<TResponse>(FaultyJson.Repair(body), JsonModel.LenientReaderOptions, ref failure);
        }
    }

    private static TResponse? ReadOnce<TResponse>(ReadOnlySpan<byte> body, JsonReaderOptions options, ref ApiErrorBody failure)
        where TResponse : class, IApiResponse<TResponse>
    {
        try
        {
            Utf8JsonReader reader = new(body, options);
            return ReadMembers<TResponse>(ref reader, ref failure);
        }
        catch (JsonValueException e)
        {
            e.Path = JsonDocumentPath.Find(body, e.Position);
            throw;
        }
    }

    /// <summary>Reads a response in one pass, from its beginning.</summary>
    internal static TResponse? ReadMembers<TResponse>(ref Utf8JsonReader reader, ref ApiErrorBody failure)
        where TResponse : class, IApiResponse<TResponse>
    {
        reader.Read();
        if (!JsonRead.StartObject(ref reader))
        {
            return null;
        }

        TResponse? response = null;
        LegacyFailure legacy = default;
        JsonMembers members = default;
        while (JsonRead.NextMember(ref reader))
        {
            switch (Names.IndexOf(ref reader, ref members))
            {
                case 0 when reader.TokenType == JsonTokenType.StartObject:
                    response = TResponse.ReadResponse(ref reader, ref failure);
                    break;
                case 1:
                    legacy.Code = JsonText.Told(ref reader);
                    break;
                case 2:
                    legacy.Message = JsonText.Told(ref reader);
                    break;
                case 3:
                    legacy.CodeDescription = JsonText.Told(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Read();
        if (response is null)
        {
            legacy.CopyTo(ref failure);
        }

        return response;
    }

    /// <summary>Whether an object that is mostly the content of <c>Response</c> without the envelope is the whole envelope.</summary>
    /// <param name="json">The object.</param>
    /// <param name="start">Stands on its first token.</param>
    internal static bool IsWhole(ReadOnlySpan<byte> json, Utf8JsonReader start)
    {
        Utf8JsonReader first = start;
        bool isPlain = first.Read() && !first.ValueIsEscaped;
        if (isPlain && first.ValueSpan.SequenceEqual("Response"u8))
        {
            return true;
        }

        if (isPlain && !MayName(json))
        {
            return false;
        }

        JsonMembers members = default;
        try
        {
            while (JsonRead.NextMember(ref start))
            {
                if (Names.IndexOf(ref start, ref members) == 0 && start.TokenType == JsonTokenType.StartObject)
                {
                    return true;
                }

                start.Skip();
            }
        }
        catch (JsonException)
        {
            // Whoever reads it will tell.
        }

        return false;
    }

    // Nearly every event is bare, and to look through its quotes costs a part of reading it twice.
    private static bool MayName(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> name = "Response"u8;
        for (int quote; (quote = json.IndexOf((byte)'"')) >= 0 && json.Length - quote > name.Length;)
        {
            json = json[(quote + 1)..];
            if (Ascii.EqualsIgnoreCase(json[..name.Length], name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Why a body could not be read, as what the response is.</summary>
    internal static string Fault(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader reader = new(body, isFinalBlock: false, new JsonReaderState(JsonModel.ReaderOptions with { MaxDepth = int.MaxValue }));
        bool isTooDeep = false;
        try
        {
            while (reader.Read())
            {
                isTooDeep |= reader.CurrentDepth >= JsonModel.ReaderOptions.MaxDepth;
            }
        }
        catch (JsonException)
        {
            return "it is not JSON";
        }

        return isTooDeep ? FormattableString.Invariant($"it is nested deeper than {JsonModel.ReaderOptions.MaxDepth} levels") : "it is JSON that was cut short";
    }

    /// <summary>A failure in the form of the API's earlier version, <c>{"code": 4000, "message": "...", "codeDesc": "..."}</c>, which gateways still use.</summary>
    private struct LegacyFailure
    {
        internal string? Code;
        internal string? Message;
        internal string? CodeDescription;

        internal readonly void CopyTo(ref ApiErrorBody failure)
        {
            string? code = string.IsNullOrEmpty(CodeDescription) ? Code : CodeDescription;
            if (!string.IsNullOrEmpty(code) && Code != "0")
            {
                failure.Code = code;
                failure.Message = Message;
            }
        }
    }
}
