using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Options;

/// <summary>An item or a property as it stands in a project file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsProperty">Whether it is a property; otherwise it is an item.</param>
/// <param name="IsCertain">Whether it is there in every build: neither it nor what it stands in has a condition, and no target makes it.</param>
/// <param name="IsUpdate">Whether an item adds to what other items include.</param>
/// <param name="Subject">What an item includes or updates; the text of a property.</param>
/// <param name="Excluded">What an item leaves out of its own, or removes from others; empty for nothing.</param>
/// <param name="Place">Where the name stands.</param>
/// <param name="Metadata">The item's metadata.</param>
internal sealed record ProjectElement(string Name, bool IsProperty, bool IsCertain, bool IsUpdate, string Subject, string Excluded, SpecLocation Place, EquatableArray<WrittenMetadata> Metadata)
{
    /// <summary>Whether an item only takes away from what other items include.</summary>
    public bool IsRemoval => Excluded.Length > 0 && Subject.Length == 0;

    /// <summary>Whether it has the given name, in any case of letters, as MSBuild compares.</summary>
    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Metadata of an item as it stands in a project file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its text.</param>
/// <param name="Place">Where the name stands.</param>
/// <param name="TextPlace">Where the text of an element starts; null for an attribute, which stands behind its name.</param>
internal sealed record WrittenMetadata(string Name, string Value, SpecLocation Place, SpecLocation? TextPlace)
{
    /// <summary>Where a value stands in the text, as the whole of it or between separators; -1 when it does not. A part of another name is not it.</summary>
    public int IndexOf(string part)
    {
        for (int index = Value.IndexOf(part, StringComparison.Ordinal); index >= 0; index = index < Value.Length ? Value.IndexOf(part, index + 1, StringComparison.Ordinal) : -1)
        {
            if (part.Length == 0 || (IsEnd(index - 1) && IsEnd(index + part.Length)))
            {
                return index;
            }
        }

        return -1;
    }

    private bool IsEnd(int index) => index < 0 || index >= Value.Length || NamePattern.Separators.Contains(Value[index]);

    /// <summary>Where a part of the value stands.</summary>
    public SpecLocation PlaceOf(string part)
    {
        int index = IndexOf(part);
        if (TextPlace is not { } text || part.Length == 0 || index < 0)
        {
            return Place;
        }

        string before = Value.Substring(0, index);
        int line = text.Line + before.Count(static c => c == '\n');
        int column = line == text.Line ? text.Column + index : index - before.LastIndexOf('\n') - 1;
        return new SpecLocation(text.Path, text.Start + index, part.Length, line, column, line, column + part.Length);
    }
}
