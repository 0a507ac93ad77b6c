using System.Text.Json;

namespace ApiGen.Conformance.Tests;

/// <summary>A value for a member of <c>conformance.yaml</c>, and what is wrong with it.</summary>
/// <param name="Member">The member.</param>
/// <param name="Value">The value.</param>
/// <param name="Verdict">The kind and path of each violation; empty when the value conforms.</param>
internal sealed record ConformanceVector(string Member, JsonElement Value, IReadOnlyList<(string Kind, string Path)> Verdict)
{
    private static readonly string[] OfTheReader = ["WrongType", "UnknownMember", "DuplicateMember"];

    /// <summary>The folder beside the tests with the spec and the vectors.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Conformance");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ConformanceVector> All { get; } = Read();

    /// <summary>What no message may show of the values of sensitive members.</summary>
    public static IReadOnlyList<string> Secrets { get; } = ["hunter2", "753"];

    /// <summary>The request that holds the value.</summary>
    public string Request => $$"""{"{{Member}}":{{Value.GetRawText()}}}""";

    /// <summary>Whether typed code can hold the value at all.</summary>
    public bool IsTyped => !Verdict.Any(fault => OfTheReader.Contains(fault.Kind));

    public override string ToString() => Request;

    /// <summary>A request with so many objects and lists inside each other, itself counted.</summary>
    public static string Nested(int levels)
    {
        string text = levels % 2 == 0 ? """{"Name":"a"}""" : "[]";
        for (int level = levels - 1; level > 1; level--)
        {
            text = level % 2 == 0 ? $$"""{"Name":"a","Parts":{{text}}}""" : $"[{text}]";
        }

        return $$"""{"Item":{{text}}}""";
    }

    private static List<ConformanceVector> Read()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "vectors.json")));
        return
        [
            .. document.RootElement.EnumerateArray().Select(vector => new ConformanceVector(
                vector.GetProperty("member").GetString()!,
                vector.GetProperty("value").Clone(),
                [.. vector.GetProperty("verdict").EnumerateArray().Select(fault => (fault.GetProperty("kind").GetString()!, fault.GetProperty("path").GetString()!))])),
        ];
    }
}
