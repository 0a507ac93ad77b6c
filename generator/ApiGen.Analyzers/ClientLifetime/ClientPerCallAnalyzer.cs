using System.Collections.Immutable;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ClientLifetime;

/// <summary>APIGEN1006: a client is created in each pass of a loop or for each request, though one would do for all.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClientPerCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.ClientPerCall);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ApiSymbols.Of(start.Compilation) is { } symbols)
            {
                RequestHandlers handlers = new(start.Compilation);
                start.RegisterOperationAction(operation => Analyze(operation, symbols, handlers), OperationKind.ObjectCreation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, ApiSymbols symbols, RequestHandlers handlers)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (!symbols.IsClient(creation.Type) || !StaysLocal(creation) || ExpressionTrees.Contains(creation))
        {
            return;
        }

        IOperation root = creation.Root();
        string? where =
            EnclosingLoop(creation) is { } loop
                ? new SteadyValue(loop, root).Of(creation) && Repetition.IsPossible(creation, context.GetControlFlowGraph()) ? "in each pass of the loop" : null
                : creation.EnclosingFunction() is IAnonymousFunctionOperation lambda && IsLoopBody(lambda) ? new SteadyValue(lambda, root).Of(creation) ? "in each pass of the loop" : null
                : handlers.Around(creation, context.ContainingSymbol) is { } handler && new SteadyValue(handler, root).Of(creation) ? "for each request" : null;
        if (where is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ClientPerCall, RequiredMembers.CreationLocation.Of(creation.Syntax), creation.Type!.Name, where));
        }
    }

    /// <summary>
    /// Whether the client serves only the code around it: it is called at once, or held by a local that is only called. One that
    /// is kept, returned or passed on may well be shared.
    /// </summary>
    private static bool StaysLocal(IObjectCreationOperation creation)
    {
        switch (creation.User())
        {
            case IInvocationOperation invocation:
                return invocation.Instance is { } instance && instance.WithoutConversions() == creation;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return creation.Root().References(declarator.Symbol).All(static reference => reference.User() is IInvocationOperation { Instance: { } receiver } && receiver.WithoutConversions() == reference);
            case IUsingOperation:
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a lambda is the body of <c>Parallel.ForEachAsync</c> and its kin.</summary>
    private static bool IsLoopBody(IAnonymousFunctionOperation lambda)
    {
        IOperation? user = lambda.Parent;
        while (user is IConversionOperation or IDelegateCreationOperation)
        {
            user = user.Parent;
        }

        return user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: var name, ContainingType: { } type } } }
            && ((type is { Name: "Parallel", ContainingNamespace.Name: "Tasks" } && name is "For" or "ForEach" or "ForAsync" or "ForEachAsync")
                || (name == "ForEach" && type is { Name: "List" or "Array" }));
    }

    /// <summary>The innermost loop around an operation in the same function.</summary>
    private static IOperation? EnclosingLoop(IOperation operation)
    {
        IOperation child = operation;
        for (IOperation? parent = operation.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); child = parent, parent = parent.Parent)
        {
            if (parent is ILoopOperation loop && loop.Body == child)
            {
                return loop;
            }
        }

        return null;
    }
}
