using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>A value of which nothing is known but where it comes from: two values that are surely the same are one term.</summary>
/// <param name="id">A number of its own.</param>
/// <param name="type">Its type, where that is known.</param>
/// <param name="roots">What it depends on; see <see cref="Roots"/>.</param>
/// <param name="parts">The terms that it is computed from.</param>
/// <param name="birth">When the youngest of the things that it is made of came to be.</param>
internal sealed class Term(int id, ITypeSymbol? type, int[] roots, Term[] parts, int birth)
{
    /// <summary>Of so many calls at most it is known that a value is a result of theirs, and so many terms are looked at for them.</summary>
    public const int MostCalls = 24;

    public int Id { get; } = id;

    public ITypeSymbol? Type { get; } = type;

    /// <summary>Variables, calls and the like, by number. Two terms without a common root have nothing to do with each other.</summary>
    public int[] Roots { get; } = roots;

    public Term[] Parts { get; } = parts;

    public int Birth { get; } = birth;

    /// <summary>Whether it is surely not null.</summary>
    public bool IsSomething { get; set; }

    /// <summary>Whether its type says that it is not null. Whoever asks all the same may be careful for nothing.</summary>
    public bool IsHardlyNull { get; set; }

    /// <summary>Whether it tells how long or how many.</summary>
    public bool IsSize { get; set; }

    /// <summary>
    /// Whether it is read from something that the body itself has changed, or that another function may change at any time: what it
    /// comes to may be settled by that.
    /// </summary>
    public bool IsSettled { get; set; }

    /// <summary>Whether it tells that a list has one more item; the item is computed from the same part.</summary>
    public bool IsNext { get; set; }

    /// <summary>Whether it stands for what differs from one pass of a loop to the next.</summary>
    public bool IsWidened { get; set; }

    /// <summary>
    /// Whether it is a count that may come to more numbers than are told apart. What it comes to on one path and on another is not told apart
    /// any more either: each test of it would have to be asked of each of them.
    /// </summary>
    public bool IsBlurred { get; set; }

    /// <summary>Whether it may be null and refused at an earlier call.</summary>
    public bool WasRefused { get; set; }

    /// <summary>The followed objects that it may be.</summary>
    public int[] MayBe { get; set; } = [];

    /// <summary>The calls that it is a result of, as roots: the one that gave it back, and those whose results that one was given.</summary>
    public int[] Calls { get; set; } = [];

    /// <summary>The lambda that it is; null for none.</summary>
    public SyntaxNode? Function { get; set; }

    /// <summary>What the members of a record are that was made in the body and that nothing can change.</summary>
    public Dictionary<ISymbol, Value>? Members { get; set; }

    public bool CanBeNull => !IsSomething && (Type is null or { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } or { TypeKind: TypeKind.TypeParameter });

    /// <summary>Adds objects that it may be.</summary>
    /// <returns>Whether any were added.</returns>
    public bool AddMayBe(IEnumerable<int> ids)
    {
        int[] added = [.. ids.Except(MayBe)];
        MayBe = [.. MayBe, .. added];
        return added.Length > 0;
    }

    /// <summary>The followed objects that it, or what it is computed from, may be.</summary>
    public IEnumerable<int> Objects() => MayBe.Length == 0 && Parts.Length == 0 ? [] : WithParts().SelectMany(static part => part.MayBe);

    /// <summary>Whether another term is among those that it is computed from, at whatever distance.</summary>
    public bool IsFrom(Term other) => other != this && WithParts().Contains(other);

    /// <summary>Whether it is a result of a call, or computed from one.</summary>
    public bool IsOfCall(int call) => WithParts().Any(part => part.Calls.Contains(call));

    /// <summary>The calls that it, or what it is computed from, is a result of.</summary>
    public IEnumerable<int> AllCalls() => Calls.Length == 0 && Parts.Length == 0 ? [] : WithParts().Take(MostCalls).SelectMany(static part => part.Calls);

    private IEnumerable<Term> WithParts()
    {
        HashSet<Term> seen = [this];
        Stack<Term> open = new(seen);
        while (open.Count > 0)
        {
            Term part = open.Pop();
            yield return part;
            foreach (Term inner in part.Parts)
            {
                if (seen.Add(inner))
                {
                    open.Push(inner);
                }
            }
        }
    }
}
