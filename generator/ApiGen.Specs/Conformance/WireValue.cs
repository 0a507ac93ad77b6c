using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Conformance;

/// <summary>A JSON value as it goes over the wire, from whatever reader: a spec's example, a request at the gateway, the vendor's own example.</summary>
public sealed class WireValue
{
    internal WireValue(WireKind kind, string text = "", IReadOnlyList<WireValue>? elements = null, IReadOnlyList<WireMember>? members = null)
    {
        Kind = kind;
        Content = text;
        Elements = elements ?? [];
        Members = members ?? [];
    }

    /// <summary>What kind of value it is.</summary>
    public WireKind Kind { get; }

    /// <summary>The text, the number's JSON text, <c>true</c> or <c>false</c>; empty for the other kinds.</summary>
    public string Content { get; }

    /// <summary>The elements of a list; empty for the other kinds.</summary>
    public IReadOnlyList<WireValue> Elements { get; }

    /// <summary>The members of an object; empty for the other kinds.</summary>
    public IReadOnlyList<WireMember> Members { get; }

    /// <summary>Where the value stands in its spec file; nowhere for a value from elsewhere.</summary>
    internal SourceSpan Span { get; init; }

    /// <summary>The scalar in the spec file that the value was read from; null for collections and values from elsewhere.</summary>
    internal ScalarNode? Source { get; init; }

    /// <summary>Where a message about something that is not in the value points: its key, or its first member in a list.</summary>
    internal SourceSpan OwnerSpan { get; init; }

    /// <summary>Null.</summary>
    public static WireValue OfNull() => new(WireKind.Null);

    /// <summary>True or false.</summary>
    public static WireValue Of(bool value) => new(WireKind.Bool, value ? "true" : "false");

    /// <summary>Text.</summary>
    public static WireValue OfText(string text) => new(WireKind.Text, text);

    /// <summary>A number.</summary>
    /// <param name="json">Its JSON text (RFC 8259, section 6).</param>
    public static WireValue OfNumber(string json) => new(WireKind.Number, json);

    /// <summary>A list.</summary>
    public static WireValue OfList(IReadOnlyList<WireValue> elements) => new(WireKind.List, elements: elements);

    /// <summary>An object.</summary>
    public static WireValue OfObject(IReadOnlyList<WireMember> members) => new(WireKind.Object, members: members);
}
