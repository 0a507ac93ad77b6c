using System.Collections.Immutable;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Secrets;

/// <summary>APIGEN1003: a SecretId, a SecretKey or a token stands in the source.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretInSourceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.SecretInSource);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ApiSymbols.Of(start.Compilation) is not null)
            {
                MethodSource source = new(start.Compilation);
                start.RegisterOperationAction(context => AnalyzeArguments(context, source), OperationKind.ObjectCreation, OperationKind.Invocation);
                start.RegisterOperationAction(context => AnalyzeAssignment(context, source), OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
            }
        });
    }

    private static void AnalyzeArguments(OperationAnalysisContext context, MethodSource source)
    {
        (IMethodSymbol? method, ImmutableArray<IArgumentOperation> arguments) = context.Operation switch
        {
            IObjectCreationOperation creation => (creation.Constructor, creation.Arguments),
            IInvocationOperation invocation => (invocation.TargetMethod, invocation.Arguments),
            _ => (null, ImmutableArray<IArgumentOperation>.Empty),
        };
        if (method is null || arguments.IsEmpty || !IsOfRuntime(method.ContainingType))
        {
            return;
        }

        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter is { } parameter && Part(parameter.Name) is { } part)
            {
                Check(context, source, argument.Value, part);
            }
        }
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, MethodSource source)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property: { } property } && Part(property.Name) is { } part && IsOfRuntime(property.ContainingType))
        {
            Check(context, source, assignment.Value, part);
        }
    }

    private static void Check(OperationAnalysisContext context, MethodSource source, IOperation value, string part)
    {
        if (new KnownTexts(source, context.CancellationToken).Of(value).Any(SecretText.IsSecret))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.SecretInSource, value.Syntax.GetLocation(), part));
        }
    }

    private static string? Part(string name) =>
        name.Equals("SecretId", StringComparison.OrdinalIgnoreCase) ? "SecretId"
        : name.Equals("SecretKey", StringComparison.OrdinalIgnoreCase) ? "SecretKey"
        : name.Equals("Token", StringComparison.OrdinalIgnoreCase) ? "Token"
        : null;

    private static bool IsOfRuntime(INamedTypeSymbol? type)
    {
        for (INamespaceSymbol? current = type?.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (current is { Name: "Runtime", ContainingNamespace: { Name: "ApiGen", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }
}
