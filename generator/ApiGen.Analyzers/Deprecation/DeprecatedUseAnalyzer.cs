using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Deprecation;

/// <summary>APIGEN1004: a member or an action is used that should not be used any more.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeprecatedUseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.Deprecated);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ApiSymbols.Of(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(
                    operation => Analyze(operation, symbols),
                    OperationKind.PropertyReference,
                    OperationKind.Invocation,
                    OperationKind.MethodReference);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, ApiSymbols symbols)
    {
        ISymbol used = context.Operation switch
        {
            IPropertyReferenceOperation property => property.Property,
            IInvocationOperation invocation => invocation.TargetMethod,
            IMethodReferenceOperation method => method.Method,
            _ => throw new InvalidOperationException(),
        };
        if (symbols.Obsolescence(used) is not { } mark || context.Operation.Parent is INameOfOperation || IsOwn(used, context.ContainingSymbol))
        {
            return;
        }

        bool isDisabled = SymbolEqualityComparer.Default.Equals(mark.AttributeClass, symbols.Disabled);
        string message = mark.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        context.ReportDiagnostic(Diagnostic.Create(
            Rules.Deprecated,
            MemberName.Of(context.Operation.Syntax).GetLocation(),
            used.Name,
            isDisabled ? "disabled" : "deprecated",
            message.Length == 0 ? "" : ": " + message));
    }

    /// <summary>A user's part of a generated class may use what the class has.</summary>
    private static bool IsOwn(ISymbol used, ISymbol user) => SymbolEqualityComparer.Default.Equals(used.ContainingType, user.ContainingType);
}
