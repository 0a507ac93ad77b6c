using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>The conditions asked on a path, by their text.</summary>
internal static class Facts
{
    public static readonly ImmutableDictionary<string, Fact> None = ImmutableDictionary<string, Fact>.Empty;

    public static readonly ImmutableHashSet<object> NoRoots = ImmutableHashSet<object>.Empty;

    /// <summary>What is known on both of two paths; the same instance as <paramref name="mine"/> when that adds nothing.</summary>
    public static ImmutableDictionary<string, Fact> Merge(ImmutableDictionary<string, Fact> mine, ImmutableDictionary<string, Fact> theirs)
    {
        ImmutableDictionary<string, Fact> merged = mine;
        foreach (KeyValuePair<string, Fact> fact in mine)
        {
            if (fact.Value.Outcome is not null && !theirs.ContainsKey(fact.Key))
            {
                merged = merged.SetItem(fact.Key, fact.Value with { Outcome = null });
            }
        }

        foreach (KeyValuePair<string, Fact> fact in theirs)
        {
            Fact known = mine.TryGetValue(fact.Key, out Fact? found) ? found : fact.Value with { Outcome = null };
            bool? outcome = known.Outcome == fact.Value.Outcome ? known.Outcome : null;
            bool wasMutated = known.WasMutated || fact.Value.WasMutated;
            if (!ReferenceEquals(known, found) || known.Outcome != outcome || known.WasMutated != wasMutated)
            {
                merged = merged.SetItem(fact.Key, known with { Outcome = outcome, WasMutated = wasMutated });
            }
        }

        return merged;
    }

    /// <summary>Opens the outcome of conditions that depend on something that may have changed.</summary>
    public static ImmutableDictionary<string, Fact> Mutate(ImmutableDictionary<string, Fact> facts, Func<object, bool> mayHaveChanged)
    {
        foreach (KeyValuePair<string, Fact> fact in facts)
        {
            if (fact.Value is { Kind: FactKind.Condition, WasMutated: false } or { Kind: FactKind.Condition, Outcome: not null } && fact.Value.Roots.Any(mayHaveChanged))
            {
                facts = facts.SetItem(fact.Key, fact.Value with { Outcome = null, WasMutated = true });
            }
        }

        return facts;
    }

    /// <summary>Forgets what was asked in a loop's body, because the next pass asks anew.</summary>
    public static ImmutableDictionary<string, Fact> LeavePass(ImmutableDictionary<string, Fact> facts, int first, int last)
    {
        foreach (KeyValuePair<string, Fact> fact in facts)
        {
            bool isOwn = fact.Value.Kind == FactKind.Loop && fact.Value.Block == first;
            if (fact.Value.Block >= first && fact.Value.Block <= last && !isOwn)
            {
                facts = facts.Remove(fact.Key);
            }
        }

        return facts;
    }

    /// <summary>
    /// Whether <paramref name="path"/> differs from <paramref name="other"/> by the outcome of a condition that nothing else on
    /// the path has to do with. Otherwise a connection that is not seen here may rule the path out.
    /// </summary>
    public static bool IsPlausibleApartFrom(ImmutableDictionary<string, Fact> path, ImmutableDictionary<string, Fact> other)
    {
        foreach (KeyValuePair<string, Fact> fact in path)
        {
            bool differs = fact.Value.Kind switch
            {
                FactKind.Condition => other.TryGetValue(fact.Key, out Fact? opposite) && opposite.Outcome is { } theirs && fact.Value.Outcome is { } mine && mine != theirs,
                FactKind.Loop => fact.Value.Outcome == true && other.TryGetValue(fact.Key, out Fact? skipped) && skipped.Outcome == false,
                FactKind.Caught => fact.Value.Outcome == true && !other.ContainsKey(fact.Key),
                _ => false,
            };
            if (differs && !fact.Value.WasMutated && StandsAlone(fact, path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a root is a member, which code elsewhere can change.</summary>
    public static bool IsMember(object root) =>
        root is IFieldSymbol or IPropertySymbol or IMethodSymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };

    private static bool StandsAlone(KeyValuePair<string, Fact> fact, ImmutableDictionary<string, Fact> path)
    {
        foreach (KeyValuePair<string, Fact> other in path)
        {
            // A question of which both answers lead here, and about nothing that has changed since, rules nothing out.
            bool tells = other.Value.Outcome is not null || other.Value.WasMutated;
            if (tells && other.Key != fact.Key && other.Value.Kind != FactKind.Loop && other.Value.Roots.Overlaps(fact.Value.Roots))
            {
                return false;
            }
        }

        return true;
    }
}
