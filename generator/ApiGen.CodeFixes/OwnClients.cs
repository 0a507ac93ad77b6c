using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.CodeFixes;

/// <summary>Tells what the generator has made from what somebody in the solution has put in its place: a decorator, a stand-in for tests.</summary>
internal static class OwnClients
{
    /// <summary>Whether somebody's own class may stand in for the client of a call: what it does with a request, and how it fails, is theirs.</summary>
    /// <param name="call">A call of an action.</param>
    /// <param name="solution">The solution.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static async Task<bool> MayBeCalledAsync(IInvocationOperation call, Solution solution, CancellationToken cancellation)
    {
        IOperation? client = call.Instance ?? call.Arguments[0].Value;
        while (client is IConversionOperation conversion)
        {
            client = conversion.Operand;
        }

        return client.Type is not INamedTypeSymbol type
            || (type.TypeKind == TypeKind.Interface
                && (await SymbolFinder.FindImplementationsAsync(type, solution, cancellationToken: cancellation).ConfigureAwait(false))
                    .Any(static own => own.DeclaringSyntaxReferences.Any(static declaration => !IsGenerated(declaration.SyntaxTree))));
    }

    /// <summary>Whether the generator made a member, and not somebody in a part of the class of their own.</summary>
    /// <param name="member">The member.</param>
    public static bool IsOfSpec(ISymbol member) =>
        member.ContainingType.GetAttributes().Concat(member.GetAttributes()).Any(static attribute => attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == "ApiGen.Runtime.Annotations")
        && member.DeclaringSyntaxReferences.All(static declaration => IsGenerated(declaration.SyntaxTree));

    /// <summary>Whether a file is the generator's.</summary>
    /// <param name="tree">The file.</param>
    public static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);
}
