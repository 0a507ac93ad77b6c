using ApiGen.Specs.Model;

namespace ApiGen.Specs.Syntax;

/// <summary>A node of a spec file's YAML, with its place.</summary>
/// <param name="Span">Where the node stands; a collection is represented by its first line.</param>
public abstract record SpecNode(SourceSpan Span)
{
    /// <summary>The offset just past the node's last character, on whichever line that stands; comments behind it are not part of it.</summary>
    public int End { get; init; }
}

/// <summary>A YAML scalar.</summary>
/// <param name="Value">The text after unescaping and folding.</param>
/// <param name="IsPlain">Whether the text stands without quotes, so that the YAML 1.2 core schema gives it a type.</param>
/// <param name="Span">Where the scalar stands.</param>
public sealed record ScalarNode(string Value, bool IsPlain, SourceSpan Span) : SpecNode(Span)
{
    /// <summary>Where a part of the text stands; the whole scalar when escapes or folding make the part's place unknown.</summary>
    internal SourceSpan PartSpan(int offset, int length)
    {
        int quotes = IsPlain ? 0 : 1;
        return Span.Length == Value.Length + (2 * quotes) ? Span.Part(offset + quotes, length) : Span;
    }
}

/// <summary>A YAML sequence.</summary>
/// <param name="Items">The items in file order.</param>
/// <param name="Span">Where the sequence starts.</param>
public sealed record SequenceNode(EquatableArray<SpecNode> Items, SourceSpan Span) : SpecNode(Span);

/// <summary>A YAML mapping with text keys.</summary>
/// <param name="Entries">The entries in file order, duplicates included.</param>
/// <param name="Span">Where the mapping starts.</param>
public sealed record MappingNode(EquatableArray<MappingEntry> Entries, SourceSpan Span) : SpecNode(Span);

/// <summary>A key and its value.</summary>
/// <param name="Key">The key's text.</param>
/// <param name="KeySpan">Where the key stands.</param>
/// <param name="Value">The value; an empty plain scalar when nothing follows the key.</param>
public sealed record MappingEntry(string Key, SourceSpan KeySpan, SpecNode Value)
{
    /// <summary>The offset just past the key, quotes included.</summary>
    public int KeyEnd { get; init; }

    /// <summary>The offset where this entry's value starts: that of the alias when <see cref="IsAlias"/>, whose <see cref="Value"/> stands elsewhere.</summary>
    public int ValueStart { get; init; }

    /// <summary>The offset just past this entry's value.</summary>
    public int ValueEnd { get; init; }

    /// <summary>Whether the file only refers to the value, which stands at an anchor before it.</summary>
    public bool IsAlias { get; init; }
}
