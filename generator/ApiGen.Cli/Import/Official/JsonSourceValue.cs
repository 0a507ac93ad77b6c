using System.Text.Json;

namespace ApiGen.Cli.Import.Official;

/// <summary>A JSON value that knows where it stands, so that a damaged model is reported by file, line and column.</summary>
internal sealed class JsonSourceValue
{
    private static readonly Dictionary<string, JsonSourceValue> NoMembers = [];

    /// <summary>The file that holds the value.</summary>
    public required string Path { get; init; }

    /// <summary>The line of the value's first character, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column of the value's first character, counted from 1 in bytes of UTF-8.</summary>
    public required int Column { get; init; }

    /// <summary>The kind of value.</summary>
    public required JsonValueKind Kind { get; init; }

    /// <summary>The text of a string or the digits of a number; otherwise empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>The elements of an array.</summary>
    public IReadOnlyList<JsonSourceValue> Items { get; init; } = [];

    /// <summary>The members of an object in order.</summary>
    public IReadOnlyDictionary<string, JsonSourceValue> Members { get; init; } = NoMembers;

    /// <summary>The error of this place.</summary>
    public ImportException Error(string message) => new(Path, Line, Column, message);

    /// <summary>The named member, or null when it is missing or null.</summary>
    public JsonSourceValue? Find(string name) =>
        Members.TryGetValue(name, out JsonSourceValue? value) && value.Kind != JsonValueKind.Null ? value : null;

    /// <summary>The named member, which must be an object.</summary>
    public JsonSourceValue Object(string name) => Require(name, JsonValueKind.Object, "an object");

    /// <summary>The named member, which must be an array.</summary>
    public JsonSourceValue Array(string name) => Require(name, JsonValueKind.Array, "an array");

    /// <summary>The text of the named member, which must be a string.</summary>
    public string String(string name) => Require(name, JsonValueKind.String, "a string").Text;

    /// <summary>The text of the named member, or null when it is missing.</summary>
    public string? OptionalString(string name) => Find(name) is null ? null : String(name);

    /// <summary>The value of the named member, or null when it is missing.</summary>
    public bool? OptionalBoolean(string name) => Find(name) switch
    {
        null => null,
        { Kind: JsonValueKind.True } => true,
        { Kind: JsonValueKind.False } => false,
        { } other => throw other.Error($"'{name}' must be true or false, but is {Describe(other.Kind)}."),
    };

    /// <summary>Fails unless the value is an object.</summary>
    public JsonSourceValue AsObject(string what) =>
        Kind == JsonValueKind.Object ? this : throw Error($"{what} must be an object, but is {Describe(Kind)}.");

    private JsonSourceValue Require(string name, JsonValueKind kind, string expected)
    {
        JsonSourceValue value = Find(name) ?? throw Error($"'{name}' is missing; it must be {expected}.");
        return value.Kind == kind ? value : throw value.Error($"'{name}' must be {expected}, but is {Describe(value.Kind)}.");
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
