using System.Runtime.CompilerServices;

namespace ApiGen.Specs.Syntax.Editing;

/// <summary>Tells nodes apart by what they are instead of what they say, which costs a walk over all that they hold.</summary>
internal sealed class NodeIdentity : IEqualityComparer<SpecNode>
{
    public static NodeIdentity Instance { get; } = new();

    public bool Equals(SpecNode? x, SpecNode? y) => ReferenceEquals(x, y);

    public int GetHashCode(SpecNode obj) => RuntimeHelpers.GetHashCode(obj);
}
