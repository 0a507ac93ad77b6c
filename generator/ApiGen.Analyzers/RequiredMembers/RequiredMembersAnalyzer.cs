using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.RequiredMembers;

/// <summary>APIGEN1001: a request reaches a call while members that the service demands are not set.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequiredMembersAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.RequiredMembers);

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
        if (symbols.Method(invocation.TargetMethod) is null)
        {
            return;
        }

        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Value is IObjectCreationOperation creation && symbols.Model(creation.Type) is { } model && ApiModel.StartsEmpty(creation.Constructor))
            {
                Report(context, invocation, creation, model);
            }
        }
    }

    private static void Report(OperationAnalysisContext context, IInvocationOperation invocation, IObjectCreationOperation creation, ApiModel model)
    {
        HashSet<string> set = [];
        foreach (IOperation initializer in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target })
            {
                set.Add(target.Property.Name);
            }
        }

        string missing = string.Join(", ", model.Required.Where(property => !set.Contains(property.Name)).Select(static property => property.Name));
        if (missing.Length > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.RequiredMembers, CreationLocation.Of(creation.Syntax), model.Type.Name, invocation.TargetMethod.Name, missing, ""));
        }
    }
}
