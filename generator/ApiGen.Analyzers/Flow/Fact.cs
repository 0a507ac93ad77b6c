using System.Collections.Immutable;

namespace ApiGen.Analyzers.Flow;

/// <summary>A condition that was asked on the path taken so far.</summary>
/// <param name="Outcome">What it came to; null when that is open again, or differs among the paths told as one.</param>
/// <param name="WasMutated">Whether something that it depends on has changed since it was first asked.</param>
/// <param name="Block">The block that asked.</param>
/// <param name="Kind">What the outcome tells.</param>
/// <param name="Roots">The variables and members that the condition depends on.</param>
internal sealed record Fact(bool? Outcome, bool WasMutated, int Block, FactKind Kind, ImmutableHashSet<object> Roots);
