using System.Collections.Immutable;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
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
                start.RegisterOperationBlockAction(block => Analyze(block, symbols));
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, ApiSymbols symbols)
    {
        foreach (IOperation body in context.OperationBlocks)
        {
            TokenUses uses = new(body, symbols);
            foreach ((IInvocationOperation call, IParameterSymbol parameter) in uses.CallsWithoutToken)
            {
                if (!SetUps.Contains(call)
                    && !ExpressionTrees.Contains(call)
                    && TokenScope.TokenAt(call, context.OwningSymbol, uses, symbols) is { } token
                    && WaitedCalls.Contains(call, token, uses, symbols)
                    && !uses.IsRegistered(token)
                    && !uses.Checks.Settle(call.Syntax, token)
                    && !uses.Doubts.Concern(call, token.ContainingSymbol)
                    && TokenScope.IsKnownAt(call, token))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Rules.CancellationNotPassed,
                        MemberName.Of(call.Syntax).GetLocation(),
                        ImmutableDictionary<string, string?>.Empty.Add(TokenKey, token.Name).Add(ParameterKey, parameter.Name),
                        call.TargetMethod.Name,
                        token.Name));
                }
            }
        }
    }
}
