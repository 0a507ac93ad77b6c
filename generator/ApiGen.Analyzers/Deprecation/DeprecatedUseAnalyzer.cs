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
        if (symbols.Obsolescence(used) is not { } mark || IsNamed(context.Operation) || IsOwn(used, context.ContainingSymbol) || IsForwarded(used, context.ContainingSymbol) || IsObsolete(context.Operation, context.ContainingSymbol))
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

    /// <summary>Whether only the name of the member is asked for.</summary>
    private static bool IsNamed(IOperation use)
    {
        IOperation? parent = use.Parent;
        while (parent is IPropertyReferenceOperation or IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is INameOfOperation;
    }

    /// <summary>Code that is itself on its way out goes with what it uses, as the compiler has it for <see cref="ObsoleteAttribute"/>.</summary>
    private static bool IsObsolete(IOperation use, ISymbol user)
    {
        for (IOperation? function = use.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            if (function is ILocalFunctionOperation local && IsMarked(local.Symbol))
            {
                return true;
            }
        }

        for (ISymbol? symbol = user; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            if (IsMarked(symbol) || (symbol is IMethodSymbol { AssociatedSymbol: { } member } && IsMarked(member)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMarked(ISymbol symbol) =>
        symbol.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: nameof(ObsoleteAttribute), ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    /// <summary>Who implements the client's interface, to count or to log its calls, has to have the action, and hands it on.</summary>
    private static bool IsForwarded(ISymbol used, ISymbol user)
    {
        if (user is not IMethodSymbol method || method.Name.Substring(method.Name.LastIndexOf('.') + 1) != used.Name)
        {
            return false;
        }

        return method.ContainingType.AllInterfaces.Any(client =>
            (SymbolEqualityComparer.Default.Equals(client, used.ContainingType) || used.ContainingType.AllInterfaces.Contains(client, SymbolEqualityComparer.Default))
            && client.GetMembers(used.Name).Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)));
    }

    /// <summary>A user's part of a generated class may use what the class has.</summary>
    private static bool IsOwn(ISymbol used, ISymbol user) => SymbolEqualityComparer.Default.Equals(used.ContainingType, user.ContainingType);
}
