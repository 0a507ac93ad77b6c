using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.CodeFixes;

/// <summary>
/// Finds those who read a member of an object: <c>request.Name ??= name</c>. They do something else when the member has a value, so that a
/// placeholder would go where they had put the right one.
/// </summary>
/// <param name="edit">The document in which the object is made.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class MemberReaders(DocumentEdit edit, CancellationToken cancellation)
{
    /// <summary>Where members are read, by solution: a fix of many places asks for the same ones again and again.</summary>
    private static readonly ConditionalWeakTable<Solution, ConcurrentDictionary<ISymbol, SyntaxNode[]>> Known = new();

    private Solution Solution => edit.Document.Project.Solution;

    /// <summary>Whether somebody who may have an object reads one of its members: where it is made or, once it leaves, anywhere in the solution.</summary>
    /// <param name="creation">Where the object is made.</param>
    /// <param name="members">The members.</param>
    public async Task<bool> AnyAsync(BaseObjectCreationExpressionSyntax creation, IEnumerable<IPropertySymbol> members)
    {
        SyntaxNode own = creation.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not GlobalStatementSyntax ? member : edit.Root;
        List<SyntaxNode> reads = [];
        foreach (IPropertySymbol property in members)
        {
            reads.AddRange(await ReadsAsync(property).ConfigureAwait(false));
        }

        return reads.Exists(read => read.SyntaxTree.FilePath == own.SyntaxTree.FilePath && own.Span.Contains(read.Span))
            || (reads.Count > 0 && await LeavesAsync(creation, own).ConfigureAwait(false));
    }

    private async Task<SyntaxNode[]> ReadsAsync(IPropertySymbol property)
    {
        ConcurrentDictionary<ISymbol, SyntaxNode[]> known = Known.GetValue(Solution, static _ => new(SymbolEqualityComparer.Default));
        if (!known.TryGetValue(property, out SyntaxNode[] reads))
        {
            known[property] = reads = [.. (await NamedPlaces.OfAsync(property, Solution, cancellation).ConfigureAwait(false))
                .Select(static place => place.Name)
                .Where(name => !IsGenerated(name.SyntaxTree) && new MemberUse(property, name).IsRead)];
        }

        return reads;
    }

    /// <summary>Whether others than the member that makes an object may get hold of it. What is done with it is looked at until that is certain.</summary>
    private async Task<bool> LeavesAsync(SyntaxNode creation, SyntaxNode own)
    {
        HashSet<ISymbol> kept = new(SymbolEqualityComparer.Default);
        Stack<IOperation?> rest = new([edit.Model.GetOperation(creation, cancellation)]);
        while (rest.Count > 0)
        {
            IOperation? value = rest.Pop();
            while (value?.Parent is IConversionOperation { OperatorMethod: null } conversion)
            {
                value = conversion;
            }

            switch (value?.Parent)
            {
                case IExpressionStatementOperation:
                case ISimpleAssignmentOperation assignment when assignment.Target == value:
                case IPropertyReferenceOperation { Type: { IsValueType: true } or { SpecialType: SpecialType.System_String }, Property: var read } when IsOfSpec(read):
                case IArgumentOperation { Parent: IInvocationOperation call } when IsOfSpec(call.TargetMethod) && !await HasOwnAsync(call).ConfigureAwait(false):
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var declared } }:
                    Keep(declared);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var assigned } } assignment:
                    Keep(assigned);
                    rest.Push(assignment);
                    break;
                case ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: var whole } }:
                    rest.Push(whole);
                    break;
                case IArgumentOperation { Parent: IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: var list } } }:
                    rest.Push(list);
                    break;
                case IPropertyReferenceOperation { Property: var part } holder when IsOfSpec(part):
                    rest.Push(holder);
                    break;
                case IArrayInitializerOperation or IArrayCreationOperation or IConditionalOperation or ICoalesceOperation or { Syntax: CollectionExpressionSyntax }:
                    rest.Push(value.Parent);
                    break;
                default:
                    return true;
            }
        }

        return false;

        void Keep(ILocalSymbol local)
        {
            if (kept.Add(local))
            {
                foreach (SyntaxNode name in own.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == local.Name))
                {
                    if (SymbolEqualityComparer.Default.Equals(edit.Model.GetSymbolInfo(name, cancellation).Symbol, local))
                    {
                        rest.Push(edit.Model.GetOperation(name, cancellation));
                    }
                }
            }
        }
    }

    /// <summary>Whether somebody stands in for the client of a call in the solution: what they do with a request is theirs.</summary>
    private async Task<bool> HasOwnAsync(IInvocationOperation call)
    {
        IOperation? client = call.Instance ?? call.Arguments[0].Value;
        while (client is IConversionOperation conversion)
        {
            client = conversion.Operand;
        }

        return client.Type is not INamedTypeSymbol type
            || (type.TypeKind == TypeKind.Interface
                && (await SymbolFinder.FindImplementationsAsync(type, Solution, cancellationToken: cancellation).ConfigureAwait(false))
                    .Any(static own => own.DeclaringSyntaxReferences.Any(static declaration => !IsGenerated(declaration.SyntaxTree))));
    }

    /// <summary>Whether the generator made a member, and not somebody in a part of the class of their own.</summary>
    private static bool IsOfSpec(ISymbol member) =>
        member.ContainingType.GetAttributes().Concat(member.GetAttributes()).Any(static attribute => attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == "ApiGen.Runtime.Annotations")
        && member.DeclaringSyntaxReferences.All(static declaration => IsGenerated(declaration.SyntaxTree));

    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);
}
