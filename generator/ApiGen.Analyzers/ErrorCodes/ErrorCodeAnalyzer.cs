using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>APIGEN1008: an error code is compared as a string though an enum has it, or with a code that never comes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ErrorCodeAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a report that names the enum's member.</summary>
    public const string MemberKey = "member";

    /// <summary>The property of a report that names the enum, in full.</summary>
    public const string EnumKey = "enum";

    /// <summary>The property of a report that is there when the exception's static type has the enum.</summary>
    public const string TypedKey = "typed";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.ErrorCodeAsString);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ApiSymbols.Of(start.Compilation) is { ServiceException: not null, TypedException: not null } symbols)
            {
                ConcurrentDictionary<ITypeSymbol, ErrorCodeEnum?> enums = new(SymbolEqualityComparer.Default);
                start.RegisterOperationBlockStartAction(block => Watch(block, symbols, enums));
            }
        });
    }

    /// <summary>Only a member that compares codes is looked at whole.</summary>
    private static void Watch(OperationBlockStartAnalysisContext context, ApiSymbols symbols, ConcurrentDictionary<ITypeSymbol, ErrorCodeEnum?> enums)
    {
        ConcurrentQueue<(IOperation Operation, CodeComparison Comparison)> found = new();
        context.RegisterOperationAction(
            operation =>
            {
                foreach (CodeComparison comparison in CodeComparison.In(operation.Operation))
                {
                    if (IsText(comparison, symbols) || IsEnum(comparison, symbols))
                    {
                        found.Enqueue((operation.Operation, comparison));
                    }
                }
            },
            OperationKind.Binary,
            OperationKind.TupleBinary,
            OperationKind.Invocation,
            OperationKind.IsPattern,
            OperationKind.PropertySubpattern,
            OperationKind.Switch,
            OperationKind.SwitchExpression);
        context.RegisterOperationBlockEndAction(end =>
        {
            MemberCalls? calls = found.IsEmpty ? null : new MemberCalls(end.OperationBlocks, symbols);
            foreach ((IOperation operation, CodeComparison comparison) in found)
            {
                IEnumerable<Diagnostic> reports = IsText(comparison, symbols) ? OfText(operation, comparison, calls!, symbols, enums) : OfEnum(comparison, calls!, symbols);
                foreach (Diagnostic report in reports)
                {
                    end.ReportDiagnostic(report);
                }
            }
        });
    }

    private static bool IsText(CodeComparison comparison, ApiSymbols symbols) =>
        comparison.Code.Property is { Name: "Code", ContainingType: var type } && Same(type, symbols.ServiceException);

    private static bool IsEnum(CodeComparison comparison, ApiSymbols symbols) =>
        comparison.Code.Property is { Name: "ErrorCode", ContainingType: var type } && Same(type.OriginalDefinition, symbols.TypedException);

    private static IEnumerable<Diagnostic> OfText(IOperation operation, CodeComparison comparison, MemberCalls member, ApiSymbols symbols, ConcurrentDictionary<ITypeSymbol, ErrorCodeEnum?> enums)
    {
        ITypeSymbol? type = EnumOf(comparison.Code.Instance?.Type, symbols);
        GuardedCalls? calls = type is not null ? GuardedCalls.Of(type) : Exception(comparison.Code) is { } exception ? member.Handled(exception) : null;
        if (calls is null)
        {
            yield break;
        }

        ErrorCodeEnum[] known = [.. calls.ErrorCodes.Select(codes => ErrorCodeEnum.Of(codes, symbols, enums)).OfType<ErrorCodeEnum>()];
        bool isComplete = calls.IsComplete && known.Length == calls.ErrorCodes.Count && known.Length > 0;
        bool isEnumAsked = member.IsEnumAsked(operation);
        foreach (IOperation constant in comparison.Constants)
        {
            if (constant.ConstantValue.Value is string code
                && Report(constant, code, known, isComplete, isEnumAsked, type is not null, !comparison.IsConditional, common => CommonCodes.Contains(common, symbols, enums)) is { } report)
            {
                yield return report;
            }
        }
    }

    private static Diagnostic? Report(IOperation constant, string code, ErrorCodeEnum[] known, bool isComplete, bool isEnumAsked, bool isTyped, bool isFixable, Func<string, bool> isCommon)
    {
        ErrorCodeEnum[] having = [.. known.Where(codes => codes.Members.ContainsKey(code))];
        if (having.Length == 1 && (isTyped || known.Length == 1 || !isCommon(code)))
        {
            string member = having[0].Members[code];
            ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;

            // Where other code may fail with the same code, its exception has another type.
            if (isComplete && isFixable)
            {
                properties = properties
                    .Add(MemberKey, member)
                    .Add(EnumKey, having[0].Type.ContainingNamespace.ToDisplayString() + "." + having[0].Type.MetadataName);
            }

            return Diagnostic.Create(
                Rules.ErrorCodeAsString,
                constant.Syntax.GetLocation(),
                isTyped ? properties.Add(TypedKey, "") : properties,
                $"The code \"{code}\" is compared as a string; compare with {having[0].Type.Name}.{member}");
        }

        if (having.Length > 0 || !isComplete || isEnumAsked || isCommon(code))
        {
            return null;
        }

        string hint = known.Select(codes => codes.Nearest(code)).FirstOrDefault(static near => near is not null) is { } near ? $"; did you mean \"{near}\"?" : "";
        return Diagnostic.Create(
            Rules.ErrorCodeAsString,
            constant.Syntax.GetLocation(),
            $"The code \"{code}\" is never returned: {string.Join(", ", known.Select(static codes => codes.Type.Name))} does not list it, nor is it one of the common codes{hint}");
    }

    /// <summary>The variable that holds the exception whose code is looked at, in a property pattern, too.</summary>
    private static ILocalReferenceOperation? Exception(IPropertyReferenceOperation property)
    {
        IOperation? instance = property.Instance?.WithoutConversions();
        if (instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput })
        {
            for (IOperation? parent = property.Parent; parent is not null; parent = parent.Parent)
            {
                switch (parent)
                {
                    case IPropertySubpatternOperation subpattern when subpattern.Member != property:
                        return null;
                    case IIsPatternOperation test:
                        return test.Value.WithoutConversions() as ILocalReferenceOperation;
                    case ISwitchExpressionOperation choice:
                        return choice.Value.WithoutConversions() as ILocalReferenceOperation;
                    case ISwitchOperation choice:
                        return choice.Value.WithoutConversions() as ILocalReferenceOperation;
                    case IListPatternOperation:
                        return null;
                }
            }
        }

        return instance?.Receiver() as ILocalReferenceOperation;
    }

    /// <summary>The handler's enum is of an action that the try block does not call.</summary>
    private static IEnumerable<Diagnostic> OfEnum(CodeComparison comparison, MemberCalls member, ApiSymbols symbols)
    {
        if (Exception(comparison.Code) is not { } exception
            || EnumOf(comparison.Code.Instance?.Type, symbols) is not { } type
            || member.Handled(exception) is not { IsComplete: true } calls
            || calls.ErrorCodes.Any(called => Same(called, type)))
        {
            yield break;
        }

        foreach (IOperation constant in comparison.Constants)
        {
            yield return Diagnostic.Create(
                Rules.ErrorCodeAsString,
                constant.Syntax.GetLocation(),
                $"{type.Name} is not the enum of any action that is called here; their errors come as {string.Join(", ", calls.ErrorCodes.Select(static called => called.Name))}");
        }
    }

    private static ITypeSymbol? EnumOf(ITypeSymbol? exception, ApiSymbols symbols) =>
        exception is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } named && Same(named.OriginalDefinition, symbols.TypedException) && arguments[0].TypeKind == TypeKind.Enum
            ? arguments[0]
            : null;

    private static bool Same(ISymbol symbol, ISymbol? other) => SymbolEqualityComparer.Default.Equals(symbol, other);
}
