using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Pipeline;

/// <summary>
/// What is looked for in a response that could not be read, or whose members nobody knows: the code of its failure, and the ID of the request. Both are put aside as they are
/// met, so that they are known also when what follows is not JSON. Without a spec any other member may be the response's own: what is called <c>Error</c> but for its case is a
/// failure only without one, in a response that has come whole, and what has neither a code nor a message, such as a text, is none.
/// </summary>
internal sealed class FailureAlone : IApiResponse<FailureAlone>
{
    private static readonly FailureAlone Instance = new();
    private static readonly JsonNameTable Names = new("RequestId", "Error");

    public string RequestId => "";

    /// <summary>Looks for them, whatever else the response holds.</summary>
    /// <param name="body">The response.</param>
    /// <param name="isBare">Whether it is the content of <c>Response</c> without the envelope.</param>
    internal static ApiErrorBody In(ReadOnlySpan<byte> body, bool isBare)
    {
        ApiErrorBody failure = default;
        Utf8JsonReader reader = new(FaultyJson.MayBeRepaired(body) ? FaultyJson.Repair(body) : body, JsonModel.LenientReaderOptions with { MaxDepth = int.MaxValue });
        try
        {
            if (isBare)
            {
                reader.Read();
                ReadResponse(ref reader, ref failure);
            }
            else
            {
                Envelope.ReadMembers<FailureAlone>(ref reader, ref failure);
            }
        }
        catch (Exception e) when (e is JsonException or JsonValueException)
        {
            // What was met before stays known, but for what would be none if more had come: of a success that breaks off it would make a refusal, and the call would be repeated.
            failure = failure.WithoutNear();
        }

        return failure;
    }

    public static FailureAlone ReadResponse(ref Utf8JsonReader reader, ref ApiErrorBody failure)
    {
        if (!JsonRead.StartObject(ref reader))
        {
            return Instance;
        }

        ApiErrorBody near = default;
        bool holdsMore = false;
        JsonMembers members = default;
        while (JsonRead.NextMember(ref reader))
        {
            switch (Names.IndexOf(ref reader, ref members))
            {
                case 0:
                    failure.RequestId = JsonText.Told(ref reader);
                    break;
                case 1 when members.IsErrorNear:
                    JsonRead.CodeAndMessage(ref reader, ref near);
                    break;
                case 1:
                    JsonRead.FirstError(ref reader, ref failure);
                    failure.IsUnclear = failure is { Code: null, Message: not null };
                    break;
                default:
                    holdsMore = true;
                    reader.Skip();
                    break;
            }
        }

        // Only at its end is known what it does not hold.
        if (near.Code is not null && !holdsMore)
        {
            (failure.Code, failure.Message, failure.IsNear) = (near.Code, near.Message, true);
        }

        return Instance;
    }

    public static FailureAlone ReadJson(ref Utf8JsonReader reader)
    {
        ApiErrorBody failure = default;
        return ReadResponse(ref reader, ref failure);
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}
