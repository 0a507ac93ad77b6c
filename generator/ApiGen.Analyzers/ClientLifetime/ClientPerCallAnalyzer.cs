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
                start.RegisterOperationAction(operation => Analyze(operation, symbols), OperationKind.ObjectCreation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, ApiSymbols symbols)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (!symbols.IsClient(creation.Type) || !StaysLocal(creation) || ExpressionTrees.Contains(creation))
        {
            return;
        }

        IOperation? loop = EnclosingLoop(creation);
        string? where =
            loop is not null ? DependsOn(creation, symbol => IsDeclaredIn(symbol, loop)) ? null : "in each pass of the loop"
            : RequestHandlers.Is(creation, context.ContainingSymbol) && !DependsOn(creation, IsOfRequest) ? "for each request"
            : null;
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

    /// <summary>A primary constructor's parameter is the same for all requests that its object serves.</summary>
    private static bool IsOfRequest(ISymbol symbol) =>
        symbol is IParameterSymbol { ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.Constructor } };

    private static bool IsDeclaredIn(ISymbol symbol, IOperation loop) =>
        symbol is ILocalSymbol && symbol.DeclaringSyntaxReferences.Any(reference => loop.Syntax.Span.Contains(reference.Span));

    /// <summary>Whether a client's arguments depend on a variable, also by way of the locals that they were computed from.</summary>
    private static bool DependsOn(IObjectCreationOperation creation, Func<ISymbol, bool> isVariable)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        IOperation root = creation.Root();
        return creation.Arguments.Any(argument => Depends(argument.Value));

        bool Depends(IOperation value)
        {
            foreach (IOperation part in value.DescendantsAndSelf())
            {
                ISymbol? symbol = part switch
                {
                    ILocalReferenceOperation local => local.Local,
                    IParameterReferenceOperation parameter => parameter.Parameter,
                    _ => null,
                };
                if (symbol is not null && (isVariable(symbol) || (seen.Add(symbol) && IsComputed(symbol))))
                {
                    return true;
                }
            }

            return false;
        }

        bool IsComputed(ISymbol symbol)
        {
            if (symbol is not ILocalSymbol local)
            {
                return false;
            }

            // A local without a value of its own is set elsewhere: by a pattern, an out argument, an assignment.
            return root.DeclaredValue(local) is not { } value || Depends(value);
        }
    }
}
