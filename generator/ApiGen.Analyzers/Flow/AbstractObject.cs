using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>
/// An object that was made in the method, with what its members hold. A member that is not listed is null. An object of a
/// list, too, is one: its elements are listed then.
/// </summary>
/// <param name="model">The object's type; null for a list of objects.</param>
/// <param name="creation">Where it was made.</param>
internal sealed class AbstractObject(ApiModel? model, SyntaxNode creation)
{
    public ApiModel? Model { get; } = model;

    public SyntaxNode Creation { get; } = creation;

    public ImmutableDictionary<string, AbstractValue> Members { get; private init; } = ImmutableDictionary<string, AbstractValue>.Empty;

    /// <summary>The numbers of the elements, each once, in ascending order.</summary>
    public int[] Elements { get; private init; } = [];

    public AbstractValue Member(string name) => Members.TryGetValue(name, out AbstractValue? value) ? value : AbstractValue.Null;

    public AbstractObject WithMember(string name, AbstractValue value) =>
        With(value.Kind == AbstractValueKind.Null ? Members.Remove(name) : Members.SetItem(name, value), Elements);

    public AbstractObject WithElement(int id) => WithElements([id]);

    public AbstractObject WithElements(IEnumerable<int> ids) => With(Members, Sorted(Elements, ids));

    /// <summary>The objects that this one refers to.</summary>
    public List<int> References()
    {
        List<int> references = [.. Elements];
        foreach (KeyValuePair<string, AbstractValue> member in Members)
        {
            if (member.Value.Kind == AbstractValueKind.Object)
            {
                references.Add(member.Value.Id);
            }
        }

        return references;
    }

    /// <summary>The same object, referring to other objects under their new numbers; objects without one are forgotten.</summary>
    public AbstractObject Renumber(Func<int, int?> number)
    {
        ImmutableDictionary<string, AbstractValue> members = Members;
        foreach (KeyValuePair<string, AbstractValue> member in Members)
        {
            if (member.Value.Kind == AbstractValueKind.Object)
            {
                members = members.SetItem(member.Key, number(member.Value.Id) is { } id ? AbstractValue.Object(id) : AbstractValue.Unknown);
            }
        }

        List<int> elements = [];
        foreach (int element in Elements)
        {
            if (number(element) is { } id)
            {
                elements.Add(id);
            }
        }

        return With(members, Sorted([], elements));
    }

    /// <summary>Two told as one.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="missingInEither">
    /// Whether both exist side by side, so that one missing member is enough; otherwise it is one object on two paths, and what
    /// differs is unknown.
    /// </param>
    public AbstractObject Merge(AbstractObject other, bool missingInEither)
    {
        ImmutableDictionary<string, AbstractValue> members = ImmutableDictionary<string, AbstractValue>.Empty;
        foreach (string name in Members.Keys.Union(other.Members.Keys))
        {
            AbstractValue mine = Member(name);
            AbstractValue theirs = other.Member(name);
            if (mine == theirs)
            {
                members = members.SetItem(name, mine);
            }
            else if (!missingInEither || (mine.Kind != AbstractValueKind.Null && theirs.Kind != AbstractValueKind.Null))
            {
                members = members.SetItem(name, AbstractValue.Unknown);
            }
        }

        return With(members, missingInEither ? Sorted(Elements, other.Elements) : Array.FindAll(Elements, id => Array.IndexOf(other.Elements, id) >= 0));
    }

    public bool SameAs(AbstractObject other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (Creation != other.Creation || Members.Count != other.Members.Count || !SameElements(Elements, other.Elements))
        {
            return false;
        }

        foreach (KeyValuePair<string, AbstractValue> member in Members)
        {
            if (!other.Members.TryGetValue(member.Key, out AbstractValue? value) || value != member.Value)
            {
                return false;
            }
        }

        return true;
    }

    private static int[] Sorted(int[] known, IEnumerable<int> added)
    {
        List<int> all = [.. known];
        foreach (int id in added)
        {
            if (!all.Contains(id))
            {
                all.Add(id);
            }
        }

        all.Sort();
        return all.ToArray();
    }

    private static bool SameElements(int[] mine, int[] theirs)
    {
        for (int index = 0; index < mine.Length && index < theirs.Length; index++)
        {
            if (mine[index] != theirs[index])
            {
                return false;
            }
        }

        return mine.Length == theirs.Length;
    }

    private AbstractObject With(ImmutableDictionary<string, AbstractValue> members, int[] elements) =>
        new(Model, Creation) { Members = members, Elements = elements };
}
