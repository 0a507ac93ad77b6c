using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Tests;

/// <summary>A service as generated code would describe it.</summary>
internal static class TestService
{
    internal static readonly ApiService Service = new("tcsas", "2025-01-06", "tcsas.intl.tencentcloudapi.com");

    /// <summary>A new action, whose throttle no other test shares unless it has the same name.</summary>
    internal static ApiAction<ThingRequest, ThingResponse, ThingErrorCode> Action(string name = "CreateThing") =>
        new(Service, name, ParseErrorCode) { Region = ApiRegionRequirement.Optional };

    private static ThingErrorCode ParseErrorCode(string code) => code switch
    {
        "FailedOperation.TooManyThings" => ThingErrorCode.FailedOperationTooManyThings,
        _ => ThingErrorCode.Unknown,
    };
}

public enum ThingErrorCode
{
    Unknown,
    FailedOperationTooManyThings,
}

public sealed class ThingRequest : IApiRequest<ThingRequest>
{
    private static readonly JsonNameTable Names = new("Name", "Count", "Tags", "Parts", "Part");

    [DisallowNull]
    public string? Name { get; set; }

    public long? Count { get; set; }

    public IList<string>? Tags { get; set; }

    public IList<ThingPart>? Parts { get; set; }

    public ThingPart? Part { get; set; }

    public string ToJson() => JsonModel.ToJson(this);

    public static ThingRequest FromJson(string json) => JsonModel.FromJson<ThingRequest>(json);

    void IJsonModel<ThingRequest>.WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Name is not null)
        {
            writer.WriteString(Names[0], Name);
        }

        if (Count is { } count)
        {
            writer.WriteNumber(Names[1], count);
        }

        JsonWrite.StringList(writer, Names[2], Tags);
        JsonWrite.ObjectList(writer, Names[3], Parts);
        JsonWrite.Object(writer, Names[4], Part);
        writer.WriteEndObject();
    }

    static ThingRequest IJsonModel<ThingRequest>.ReadJson(ref Utf8JsonReader reader)
    {
        ThingRequest result = new();
        if (!JsonRead.StartObject(ref reader))
        {
            return result;
        }

        int expected = 0;
        while (JsonRead.NextMember(ref reader))
        {
            switch (Names.IndexOf(ref reader, ref expected))
            {
                case 0: result.Name = JsonRead.String(ref reader)!; break;
                case 1: result.Count = JsonRead.Int64(ref reader); break;
                case 2: result.Tags = JsonRead.StringList(ref reader); break;
                case 3: result.Parts = JsonRead.ObjectList<ThingPart>(ref reader); break;
                case 4: result.Part = JsonRead.Object<ThingPart>(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return result;
    }

    void IValidatable.Validate(ref RequestValidation validation)
    {
        if (Name is null)
        {
            validation.Missing("Name");
        }

        validation.Range(Count, "Count", 0, 100);
        validation.ObjectList(Parts, "Parts");
        validation.Object(Part, "Part");
    }
}

/// <summary>A type with a member of every kind, and one that differs from another by case only.</summary>
public sealed class ThingPart : IJsonModel<ThingPart>, IValidatable
{
    private static readonly JsonNameTable Names = new(
        "Text", "Integer", "Unsigned", "Number", "Flag", "Texts", "Integers", "Unsigneds", "Numbers", "Flags", "Child", "Children", "Lists", "TEXT");

    private static readonly long[] AllowedIntegers = [1, 2, 3];

    public string? Text { get; set; }

    public long? Integer { get; set; }

    public ulong? Unsigned { get; set; }

    public double? Number { get; set; }

    public bool? Flag { get; set; }

    public IList<string>? Texts { get; set; }

    public IList<long?>? Integers { get; set; }

    public IList<ulong?>? Unsigneds { get; set; }

    public IList<double?>? Numbers { get; set; }

    public IList<bool?>? Flags { get; set; }

    public ThingPart? Child { get; set; }

    public IList<ThingPart>? Children { get; set; }

    public IList<IList<string>>? Lists { get; set; }

    public string? UpperText { get; set; }

    void IJsonModel<ThingPart>.WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        JsonWrite.String(writer, Names[0], Text);
        if (Integer is { } integer)
        {
            writer.WriteNumber(Names[1], integer);
        }

        if (Unsigned is { } unsigned)
        {
            writer.WriteNumber(Names[2], unsigned);
        }

        JsonWrite.Number(writer, Names[3], Number);
        if (Flag is { } flag)
        {
            writer.WriteBoolean(Names[4], flag);
        }

        JsonWrite.StringList(writer, Names[5], Texts);
        JsonWrite.Int64List(writer, Names[6], Integers);
        JsonWrite.UInt64List(writer, Names[7], Unsigneds);
        JsonWrite.DoubleList(writer, Names[8], Numbers);
        JsonWrite.BooleanList(writer, Names[9], Flags);
        JsonWrite.Object(writer, Names[10], Child);
        JsonWrite.ObjectList(writer, Names[11], Children);
        JsonWrite.List(writer, Names[12], Lists, JsonWrite.StringElements);
        JsonWrite.String(writer, Names[13], UpperText);
        writer.WriteEndObject();
    }

    static ThingPart IJsonModel<ThingPart>.ReadJson(ref Utf8JsonReader reader)
    {
        ThingPart result = new();
        if (!JsonRead.StartObject(ref reader))
        {
            return result;
        }

        int expected = 0;
        while (JsonRead.NextMember(ref reader))
        {
            switch (Names.IndexOf(ref reader, ref expected))
            {
                case 0: result.Text = JsonRead.String(ref reader); break;
                case 1: result.Integer = JsonRead.Int64(ref reader); break;
                case 2: result.Unsigned = JsonRead.UInt64(ref reader); break;
                case 3: result.Number = JsonRead.Double(ref reader); break;
                case 4: result.Flag = JsonRead.Boolean(ref reader); break;
                case 5: result.Texts = JsonRead.StringList(ref reader); break;
                case 6: result.Integers = JsonRead.Int64List(ref reader); break;
                case 7: result.Unsigneds = JsonRead.UInt64List(ref reader); break;
                case 8: result.Numbers = JsonRead.DoubleList(ref reader); break;
                case 9: result.Flags = JsonRead.BooleanList(ref reader); break;
                case 10: result.Child = JsonRead.Object<ThingPart>(ref reader); break;
                case 11: result.Children = JsonRead.ObjectList<ThingPart>(ref reader); break;
                case 12: result.Lists = JsonRead.List<IList<string>>(ref reader, JsonRead.StringList); break;
                case 13: result.UpperText = JsonRead.String(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return result;
    }

    void IValidatable.Validate(ref RequestValidation validation)
    {
        validation.Length(Text, "Text", 1, 5);
        validation.Length(Texts, "Texts", 0, 3);
        validation.ItemCount(Texts?.Count, "Texts", 0, 2);
        validation.Range(Integers, "Integers", null, 9);
        validation.Values(Integer, "Integer", AllowedIntegers);
        validation.Object(Child, "Child");
        validation.ObjectList(Children, "Children");
    }
}

public sealed class ThingResponse : IApiResponse<ThingResponse>
{
    private static readonly JsonNameTable Names = new("Data", "RequestId", "Error");
    private ThingPart? _data;

    public ThingPart Data
    {
        get => _data ?? throw JsonModel.MemberNotSent("ThingResponse", "Data", RequestId);
        set => _data = value;
    }

    public string RequestId { get; set; } = "";

    void IJsonModel<ThingResponse>.WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        JsonWrite.Object(writer, Names[0], _data);
        writer.WriteString(Names[1], RequestId);
        writer.WriteEndObject();
    }

    static ThingResponse IJsonModel<ThingResponse>.ReadJson(ref Utf8JsonReader reader)
    {
        ApiErrorBody failure = default;
        return ReadMembers(ref reader, ref failure);
    }

    static ThingResponse IApiResponse<ThingResponse>.ReadResponse(ref Utf8JsonReader reader, ref ApiErrorBody failure) => ReadMembers(ref reader, ref failure);

    private static ThingResponse ReadMembers(ref Utf8JsonReader reader, ref ApiErrorBody failure)
    {
        ThingResponse result = new();
        if (!JsonRead.StartObject(ref reader))
        {
            return result;
        }

        int expected = 0;
        while (JsonRead.NextMember(ref reader))
        {
            switch (Names.IndexOf(ref reader, ref expected))
            {
                case 0: result._data = JsonRead.Object<ThingPart>(ref reader); break;
                case 1: result.RequestId = JsonRead.String(ref reader) ?? ""; break;
                case 2: JsonRead.Error(ref reader, ref failure); break;
                default: reader.Skip(); break;
            }
        }

        return result;
    }
}

/// <summary>A request by whose token the service recognises repetitions.</summary>
public sealed class TokenRequest : IApiRequest<TokenRequest>, IClientTokenRequest
{
    private static readonly JsonNameTable Names = new("Inner", "ClientToken", "Name");

    public ThingPart? Inner { get; set; }

    public string? ClientToken { get; set; }

    public string? Name { get; set; }

    void IJsonModel<TokenRequest>.WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        JsonWrite.Object(writer, Names[0], Inner);
        JsonWrite.String(writer, Names[1], ClientToken);
        JsonWrite.String(writer, Names[2], Name);
        writer.WriteEndObject();
    }

    static TokenRequest IJsonModel<TokenRequest>.ReadJson(ref Utf8JsonReader reader) => throw new NotSupportedException();

    void IValidatable.Validate(ref RequestValidation validation)
    {
    }
}

/// <summary>A request whose body is raw bytes.</summary>
public sealed class UploadRequest : IApiRequest<UploadRequest>, IOctetStreamRequest
{
    public string? TopicId { get; set; }

    public long? Size { get; set; }

    public ReadOnlyMemory<byte> Body { get; set; }

    void IOctetStreamRequest.WriteHeaders(in OctetStreamHeaders headers)
    {
        headers.Add("TopicId", TopicId);
        headers.Add("Size", Size);
    }

    void IJsonModel<UploadRequest>.WriteJson(Utf8JsonWriter writer) => throw new NotSupportedException();

    static UploadRequest IJsonModel<UploadRequest>.ReadJson(ref Utf8JsonReader reader) => throw new NotSupportedException();

    void IValidatable.Validate(ref RequestValidation validation)
    {
    }
}
