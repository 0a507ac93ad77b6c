using System.Collections.Concurrent;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ClientLifetime;

/// <summary>What a class gives its read-only fields and properties when it is made.</summary>
internal sealed class KeptValues(MethodSource source)
{
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<IOperation>?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>All values that a member may have got; null when it can get others, or it is not seen what it gets.</summary>
    public IReadOnlyList<IOperation>? Of(ISymbol member, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(member, out IReadOnlyList<IOperation>? values))
        {
            _known[member] = values = Find(member, cancellation);
        }

        return values;
    }

    private List<IOperation>? Find(ISymbol member, CancellationToken cancellation)
    {
        if (member is not (IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null, IsIndexer: false }) || member.DeclaringSyntaxReferences.IsEmpty)
        {
            return null;
        }

        List<IOperation> values = [];
        if (source.Initializer(member, cancellation) is { } initial)
        {
            values.Add(initial);
        }

        foreach (IMethodSymbol constructor in member.ContainingType.InstanceConstructors)
        {
            foreach (IOperation reference in source.Body(constructor, cancellation)?.WithParts() ?? [])
            {
                if (reference is not IMemberReferenceOperation { Member: var referred, Parent: { } user } || !SymbolEqualityComparer.Default.Equals(referred, member))
                {
                    continue;
                }

                switch (user)
                {
                    case ISimpleAssignmentOperation assignment when assignment.Target == reference:
                        values.Add(assignment.Value);
                        break;
                    case ITupleOperation { Parent: IDeconstructionAssignmentOperation { Value: var value, Target: var target } } tuple when target == tuple:
                        if (value.WithoutConversions() is not ITupleOperation given)
                        {
                            return null;
                        }

                        values.Add(given.Elements[tuple.Elements.IndexOf(reference)]);
                        break;
                    case ITupleOperation { Parent: ITupleOperation or IDeconstructionAssignmentOperation }:
                    case IAssignmentOperation changed when changed.Target == reference:
                    case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                        return null;
                }
            }
        }

        return values.Count == 0 ? null : values;
    }
}
