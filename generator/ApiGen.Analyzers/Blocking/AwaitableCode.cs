using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Blocking;

/// <summary>Tells where <c>await</c> could stand, with no more than a word changed around it.</summary>
internal static class AwaitableCode
{
    /// <summary>From this version on, asynchronous functions may have locals of ref-like types.</summary>
    private const int CSharp13 = 1300;

    /// <summary>Locks that belong to a thread: after an <c>await</c> another one would go on, and could not release them.</summary>
    private static readonly ImmutableHashSet<string> ThreadLocks = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Monitor", "Mutex", "ReaderWriterLock", "ReaderWriterLockSlim", "SpinLock", "Lock", "WaitHandle");

    /// <summary>Whether an operation could be awaited where it stands.</summary>
    /// <param name="operation">What blocks.</param>
    /// <param name="containingSymbol">The member around it.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="symbols">What is known of the runtime.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static bool Contains(IOperation operation, ISymbol containingSymbol, Compilation compilation, ApiSymbols symbols, CancellationToken cancellation)
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

        return operation.EnclosingMethod(containingSymbol) is { } method
            && (method.IsAsync || CouldBeAsync(method, compilation, symbols, cancellation))
            && !IsUnsafe(operation.Syntax)
            && !HasLiveReferences(body, operation, method)
            && !HoldsThreadLock(body);
    }

    private static bool CouldBeAsync(IMethodSymbol method, Compilation compilation, ApiSymbols symbols, CancellationToken cancellation) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.LocalFunction or MethodKind.AnonymousFunction
        && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType && parameter.Type.TypeKind != TypeKind.Pointer)
        && (symbols.IsTask(method.ReturnType)
            || (SymbolEqualityComparer.Default.Equals(method, compilation.GetEntryPoint(cancellation))
                && !method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == nameof(STAThreadAttribute))));

    private static bool IsUnsafe(SyntaxNode syntax) =>
        syntax.Ancestors().Any(static ancestor => ancestor switch
        {
            UnsafeStatementSyntax or FixedStatementSyntax => true,
            MemberDeclarationSyntax member => member.Modifiers.Any(SyntaxKind.UnsafeKeyword),
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.UnsafeKeyword),
            _ => false,
        });

    /// <summary>Whether a span, or another reference that cannot outlive an <c>await</c>, is used on its far side.</summary>
    private static bool HasLiveReferences(IOperation body, IOperation operation, IMethodSymbol method)
    {
        SyntaxNode syntax = operation.Syntax;
        SyntaxNode statement = syntax.FirstAncestorOrSelf<StatementSyntax>() ?? syntax;
        bool mayHaveThem = syntax.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: var version } && (int)version >= CSharp13;
        foreach (IOperation used in OfFunction(body))
        {
            if (used is IVariableDeclaratorOperation { Symbol: var declared } && IsReference(declared) && !mayHaveThem)
            {
                return true;
            }

            if (used is ILocalReferenceOperation { Local: var local } reference
                && IsReference(local)
                && SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, method)
                && local.DeclaringSyntaxReferences is [{ Span.End: var declaredAt }, ..]
                && declaredAt <= syntax.Span.End
                && !syntax.Span.Contains(reference.Syntax.Span)
                && (reference.Syntax.SpanStart >= statement.SpanStart || IsRepeated(syntax, reference.Syntax, declaredAt)))
            {
                return true;
            }

            // `using (_lock.EnterScope())` and `foreach` over a span hold one without a name.
            if (IsSpanAround(used, operation))
            {
                return true;
            }
        }

        return false;

        static bool IsReference(ILocalSymbol local) => local.RefKind != RefKind.None || local.Type.IsRefLikeType || local.Type.TypeKind == TypeKind.Pointer;

        static bool IsSpanAround(IOperation holder, IOperation operation) => holder switch
        {
            IUsingOperation { Resources: { } resources, Body: { } body } => resources.WithoutConversions().Type?.IsRefLikeType == true && body.Syntax.Span.Contains(operation.Syntax.Span),
            IForEachLoopOperation { Body: { } body } loop => loop.Collection.WithoutConversions().Type?.IsRefLikeType == true && body.Syntax.Span.Contains(operation.Syntax.Span),
            _ => false,
        };
    }

    /// <summary>Whether a loop that does not declare a variable brings its use around again.</summary>
    private static bool IsRepeated(SyntaxNode blocking, SyntaxNode use, int declaredAt) =>
        blocking.Ancestors().Any(ancestor => ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax && ancestor.Span.Contains(use.Span) && ancestor.SpanStart >= declaredAt);

    private static bool HoldsThreadLock(IOperation body) =>
        OfFunction(body).Any(static operation => operation is IInvocationOperation { TargetMethod: { ContainingType: { } type } method }
            && ThreadLocks.Contains(type.Name)
            && type.ContainingNamespace?.ToDisplayString() == "System.Threading"
            && (method.Name.StartsWith("Enter", StringComparison.Ordinal) || method.Name.StartsWith("TryEnter", StringComparison.Ordinal) || method.Name.StartsWith("Acquire", StringComparison.Ordinal) || (method.Name == "WaitOne" && IsMutex(operation))));

    private static bool IsMutex(IOperation wait) => wait is IInvocationOperation { Instance: { } instance } && instance.WithoutConversions().Type?.Name == "Mutex";

    /// <summary>The operations of a function without those of the functions in it.</summary>
    private static IEnumerable<IOperation> OfFunction(IOperation body)
    {
        Stack<IOperation> rest = new([body]);
        while (rest.Count > 0)
        {
            IOperation operation = rest.Pop();
            yield return operation;
            foreach (IOperation child in operation.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    rest.Push(child);
                }
            }
        }
    }
}
