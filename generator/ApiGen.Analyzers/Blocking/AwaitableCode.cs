using System.Reflection;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Blocking;

/// <summary>Tells where in a member <c>await</c> could stand, with no more than a word changed around it.</summary>
/// <param name="owner">The member.</param>
/// <param name="compilation">The compilation.</param>
/// <param name="symbols">What is known of the runtime.</param>
internal sealed class AwaitableCode(ISymbol owner, Compilation compilation, ApiSymbols symbols)
{
    private readonly Dictionary<IOperation, ThreadBoundCode> _functions = [];
    private readonly HeldReferences _held = new();

    /// <summary>Whether an operation could be awaited where it stands.</summary>
    /// <param name="operation">What blocks.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public bool Contains(IOperation operation, CancellationToken cancellation)
    {
        IOperation body = operation;
        for (IOperation? parent = operation; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is ILockOperation || (parent.Parent is ICatchClauseOperation { Filter: { } filter } && filter == parent))
            {
                return false;
            }

            body = parent;
        }

        if (operation.EnclosingMethod(owner) is not { } method || !(method.IsAsync || CouldBeAsync(method, cancellation)) || IsUnsafe(operation.Syntax))
        {
            return false;
        }

        if (!_functions.TryGetValue(body, out ThreadBoundCode code))
        {
            _functions[body] = code = new ThreadBoundCode(body, method);
        }

        return !code.IsAround(operation) && !_held.AreAround(operation);
    }

    private bool CouldBeAsync(IMethodSymbol method, CancellationToken cancellation) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.LocalFunction or MethodKind.AnonymousFunction
        && !CannotBeAsync(method)
        && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType && parameter.Type.TypeKind != TypeKind.Pointer)
        && (symbols.IsTask(method.ReturnType)
            || (SymbolEqualityComparer.Default.Equals(Whole(method), Whole(compilation.GetEntryPoint(cancellation)))
                && !method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == nameof(STAThreadAttribute))));

    /// <summary>A method that may be written in two parts, of which one has the body.</summary>
    private static IMethodSymbol? Whole(IMethodSymbol? method) => method?.PartialDefinitionPart ?? method;

    /// <summary>Whether the compiler refuses `async`: what is said of the method, or of its type, does not go with going on elsewhere.</summary>
    private static bool CannotBeAsync(IMethodSymbol method)
    {
        bool hasRefLikeThis = method is { IsStatic: false, MethodKind: not (MethodKind.LocalFunction or MethodKind.AnonymousFunction), ContainingType.IsRefLikeType: true };
        if (hasRefLikeThis || method.IsVararg || (method.MethodImplementationFlags & MethodImplAttributes.Synchronized) != 0 || IsCritical(method))
        {
            return true;
        }

        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (IsCritical(type))
            {
                return true;
            }
        }

        return false;

        static bool IsCritical(ISymbol symbol) => symbol.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "SecurityCriticalAttribute" or "SecuritySafeCriticalAttribute", ContainingNamespace.Name: "Security" });
    }

    private static bool IsUnsafe(SyntaxNode syntax) =>
        syntax.Ancestors().Any(static ancestor => ancestor switch
        {
            UnsafeStatementSyntax or FixedStatementSyntax => true,
            MemberDeclarationSyntax member => member.Modifiers.Any(SyntaxKind.UnsafeKeyword),
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.UnsafeKeyword),
            _ => false,
        });
}
