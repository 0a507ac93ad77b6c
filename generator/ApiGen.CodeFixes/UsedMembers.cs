using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace ApiGen.CodeFixes;

/// <summary>Goes through code and what it uses in the solution, to see whether any of it does something. Other libraries are known by name.</summary>
/// <param name="solution">The solution.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class UsedMembers(Solution solution, CancellationToken cancellation)
{
    /// <summary>How many members are looked at; beyond, anything is possible.</summary>
    private const int Most = 1_000;

    private readonly HashSet<SyntaxNode> _seen = [];
    private readonly Queue<UsingCode> _rest = new();

    /// <summary>Whether code does something, by itself or by a member that it uses.</summary>
    /// <param name="code">The code.</param>
    /// <param name="does">Whether code does it by itself, with what it uses.</param>
    public async Task<bool> AnyAsync(IEnumerable<UsingCode> code, Func<UsingCode, IReadOnlyList<MemberUse>, bool> does)
    {
        foreach (UsingCode first in code.Where(first => _seen.Add(first.Syntax)))
        {
            _rest.Enqueue(first);
        }

        while (_rest.Count > 0)
        {
            UsingCode next = _rest.Dequeue();
            MemberUse[] uses = [.. next.Uses(cancellation)];
            if (_seen.Count > Most || does(next, uses))
            {
                return true;
            }

            foreach (ISymbol member in new HashSet<ISymbol>(uses.Select(static use => use.Member), SymbolEqualityComparer.Default))
            {
                await FollowAsync(member, next.Model.Compilation).ConfigureAwait(false);
            }
        }

        return false;
    }

    /// <summary>Looks at a member of the solution later; at those of its name in types of its kind, too, where they may stand in for it.</summary>
    private async Task FollowAsync(ISymbol member, Compilation compilation)
    {
        IEnumerable<ISymbol> all = member.IsAbstract || member.IsVirtual || member.IsOverride
            ? [member, .. compilation.GetSymbolsWithName(member.Name, SymbolFilter.Member, cancellation).Where(other => IsKindOf(other.ContainingType, member.ContainingType)), .. await ElsewhereAsync(member).ConfigureAwait(false)]
            : member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? [member, .. Making(member.ContainingType)]
            : [member];
        foreach (SyntaxReference declaration in all.SelectMany(static one => one.DeclaringSyntaxReferences))
        {
            if (await declaration.GetSyntaxAsync(cancellation).ConfigureAwait(false) is var code && HasCode(code) && _seen.Add(code))
            {
                if (compilation.ContainsSyntaxTree(declaration.SyntaxTree))
                {
                    _rest.Enqueue(new UsingCode(code, compilation.GetSemanticModel(declaration.SyntaxTree), IsFollowed: true));
                }
                else if (solution.GetDocument(declaration.SyntaxTree) is { } document && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model)
                {
                    _rest.Enqueue(new UsingCode(code, model, IsFollowed: true));
                }
            }
        }
    }

    /// <summary>What stands in for a member in other projects of the solution.</summary>
    private async Task<IEnumerable<ISymbol>> ElsewhereAsync(ISymbol member) => solution.ProjectIds.Count == 1
        ? []
        : [
            .. await SymbolFinder.FindImplementationsAsync(member, solution, cancellationToken: cancellation).ConfigureAwait(false),
            .. await SymbolFinder.FindOverridesAsync(member, solution, cancellationToken: cancellation).ConfigureAwait(false)];

    private static bool IsKindOf(INamedTypeSymbol? type, INamedTypeSymbol kind)
    {
        if (kind.TypeKind == TypeKind.Interface && type?.AllInterfaces.Any(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, kind.OriginalDefinition)) == true)
        {
            return true;
        }

        INamedTypeSymbol? part = type;
        while (part is not null && !SymbolEqualityComparer.Default.Equals(part.OriginalDefinition, kind.OriginalDefinition))
        {
            part = part.BaseType;
        }

        return part is not null;
    }

    /// <summary>What else happens when an object is made: what its members begin with, and the constructors below.</summary>
    private static IEnumerable<ISymbol> Making(INamedTypeSymbol made)
    {
        for (INamedTypeSymbol? type = made; type is { DeclaringSyntaxReferences.IsEmpty: false }; type = type.BaseType)
        {
            yield return type;
            foreach (IMethodSymbol constructor in type.InstanceConstructors.Where(_ => !SymbolEqualityComparer.Default.Equals(type, made)))
            {
                yield return constructor;
            }
        }
    }

    /// <summary>Whether a member does something that may be felt outside of it when it is used: a field that holds a delegate, say.</summary>
    private static bool HasCode(SyntaxNode member) => member switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value is AnonymousFunctionExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax,
        PropertyDeclarationSyntax { ExpressionBody: null, Initializer: null, AccessorList.Accessors: var accessors } => accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null),
        EnumMemberDeclarationSyntax => false,
        _ => true,
    };
}
