using System.Collections.Immutable;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>APIGEN1007: a cancellation token is in scope, but the call does not get it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a report that names the token in scope.</summary>
    public const string TokenKey = "token";

    /// <summary>The property of a report that names the parameter that takes it.</summary>
    public const string ParameterKey = "parameter";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.CancellationNotPassed);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ApiSymbols.Of(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operation => Analyze(operation, symbols), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, ApiSymbols symbols)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (symbols.Method(invocation.TargetMethod)?.Token is not { } parameter
            || !IsLeftOut(invocation, parameter)
            || IsCleaningUp(invocation)
            || IsGivenTokenOtherwise(invocation)
            || ExpressionTrees.Contains(invocation)
            || TokenInScope(context, symbols) is not { } token)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rules.CancellationNotPassed,
            MemberName.Of(invocation.Syntax).GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(TokenKey, token).Add(ParameterKey, parameter.Name),
            invocation.TargetMethod.Name,
            token));
    }

    private static bool IsLeftOut(IInvocationOperation invocation, IParameterSymbol parameter)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter?.Ordinal == parameter.Ordinal)
            {
                return argument.ArgumentKind == ArgumentKind.DefaultValue;
            }
        }

        return false;
    }

    /// <summary>What is undone after a failure or a cancellation must be undone in any case.</summary>
    private static bool IsCleaningUp(IInvocationOperation invocation)
    {
        for (IOperation? parent = invocation; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation || parent.Parent is ITryOperation { Finally: { } block } && block == parent)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An asynchronous sequence may get its token from <c>WithCancellation</c>.</summary>
    private static bool IsGivenTokenOtherwise(IInvocationOperation invocation) =>
        invocation.User() is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "WithCancellation" } }
            or IInvocationOperation { TargetMethod.Name: "WithCancellation" };

    private static string? TokenInScope(OperationAnalysisContext context, ApiSymbols symbols)
    {
        for (IOperation? function = context.Operation.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            IMethodSymbol symbol = function is IAnonymousFunctionOperation lambda ? lambda.Symbol : ((ILocalFunctionOperation)function).Symbol;
            if (TokenOf(symbol, context, symbols, function) is { } token)
            {
                return token;
            }

            if (symbol.IsStatic)
            {
                return null;
            }
        }

        return context.ContainingSymbol is IMethodSymbol method ? TokenOf(method, context, symbols, context.Operation.Root()) : null;
    }

    private static string? TokenOf(IMethodSymbol method, OperationAnalysisContext context, ApiSymbols symbols, IOperation body)
    {
        string? local = null;
        foreach (IVariableDeclaratorOperation declarator in body.Descendants().OfType<IVariableDeclaratorOperation>())
        {
            if (IsToken(declarator.Symbol.Type, symbols)
                && declarator.GetVariableInitializer() is not null
                && declarator.Syntax.Span.End < context.Operation.Syntax.SpanStart
                && IsInScope(declarator, context.Operation))
            {
                local = declarator.Symbol.Name;
            }
        }

        return local ?? method.Parameters.FirstOrDefault(parameter => IsToken(parameter.Type, symbols) && parameter.RefKind == RefKind.None)?.Name;
    }

    /// <summary>Whether a local is of a block that is also around the call.</summary>
    private static bool IsInScope(IVariableDeclaratorOperation declarator, IOperation call)
    {
        SyntaxNode? scope = declarator.Syntax.FirstAncestorOrSelf<SyntaxNode>(static node => node is BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax or ForStatementSyntax or UsingStatementSyntax);
        return scope is not null && scope.Span.Contains(call.Syntax.Span)
            && SymbolEqualityComparer.Default.Equals(declarator.Symbol.ContainingSymbol, call.EnclosingMethod(declarator.Symbol.ContainingSymbol));
    }

    private static bool IsToken(ITypeSymbol type, ApiSymbols symbols) => SymbolEqualityComparer.Default.Equals(type, symbols.CancellationToken);
}
