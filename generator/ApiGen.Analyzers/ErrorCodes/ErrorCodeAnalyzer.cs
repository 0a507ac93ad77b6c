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

                // The comparison is registered, not the member: an editor asks again for the place of a report alone.
                start.RegisterOperationAction(
                    operation => Analyze(operation, symbols, enums),
                    OperationKind.Binary,
                    OperationKind.Invocation,
                    OperationKind.IsPattern,
                    OperationKind.PropertySubpattern,
                    OperationKind.Switch,
                    OperationKind.SwitchExpression);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, ApiSymbols symbols, ConcurrentDictionary<ITypeSymbol, ErrorCodeEnum?> enums)
    {
        foreach (IOperation operand in ComparedCodes.Operands(context.Operation))
        {
            if (operand.WithoutConversions() is not IPropertyReferenceOperation property)
            {
                continue;
            }

            if (property.Property.Name == "Code" && Same(property.Property.ContainingType, symbols.ServiceException))
            {
                AnalyzeText(context, property, symbols, enums);
            }
            else if (property.Property.Name == "ErrorCode" && Same(property.Property.ContainingType.OriginalDefinition, symbols.TypedException))
            {
                AnalyzeEnum(context, property, symbols);
            }
        }
    }

    private static void AnalyzeText(OperationAnalysisContext context, IPropertyReferenceOperation property, ApiSymbols symbols, ConcurrentDictionary<ITypeSymbol, ErrorCodeEnum?> enums)
    {
        IOperation[] compared = [.. ComparedCodes.With(property)];
        if (compared.Length == 0)
        {
            return;
        }

        bool isTyped = EnumOf(property.Instance?.Type, symbols) is not null;
        GuardedCalls? calls = isTyped
            ? new GuardedCalls([EnumOf(property.Instance?.Type, symbols)!], true)
            : Exception(property) is { } exception ? GuardedCalls.Of(exception, symbols) : null;
        if (calls is null)
        {
            return;
        }

        ErrorCodeEnum[] known = [.. calls.ErrorCodes.Select(type => ErrorCodeEnum.Of(type, symbols, enums)).OfType<ErrorCodeEnum>()];
        bool isComplete = calls.IsComplete && known.Length == calls.ErrorCodes.Count && known.Length > 0 && !IsKnownToBeNew(context.Operation);
        foreach (IOperation constant in compared)
        {
            if (constant.ConstantValue.Value is string code)
            {
                Report(context, constant, code, known, isComplete, isTyped, common => CommonCodes.Contains(common, symbols, enums));
            }
        }
    }

    private static void Report(OperationAnalysisContext context, IOperation constant, string code, ErrorCodeEnum[] known, bool isComplete, bool isTyped, Func<string, bool> isCommon)
    {
        ErrorCodeEnum[] having = [.. known.Where(codes => codes.Members.ContainsKey(code))];
        if (having.Length == 1 && (isTyped || known.Length == 1 || !isCommon(code)))
        {
            string member = having[0].Members[code];
            ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty
                .Add(MemberKey, member)
                .Add(EnumKey, having[0].Type.ContainingNamespace.ToDisplayString() + "." + having[0].Type.MetadataName);
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.ErrorCodeAsString,
                constant.Syntax.GetLocation(),
                isTyped ? properties.Add(TypedKey, "") : properties,
                $"The code \"{code}\" is compared as a string; compare with {having[0].Type.Name}.{member}"));
        }
        else if (having.Length == 0 && isComplete && !isCommon(code))
        {
            string hint = known.Select(codes => codes.Nearest(code)).FirstOrDefault(static near => near is not null) is { } near ? $"; did you mean \"{near}\"?" : "";
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.ErrorCodeAsString,
                constant.Syntax.GetLocation(),
                $"The code \"{code}\" is never returned: {string.Join(", ", known.Select(static codes => codes.Type.Name))} does not list it, nor is it one of the common codes{hint}"));
        }
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

        return instance as ILocalReferenceOperation;
    }

    /// <summary>Whether a comparison asks first whether the enum knows the code: this is how one is caught that the service has had since.</summary>
    private static bool IsKnownToBeNew(IOperation comparison)
    {
        IOperation child = comparison;
        for (IOperation? parent = comparison.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); child = parent, parent = parent.Parent)
        {
            IEnumerable<IOperation> conditions = parent switch
            {
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both => [both],
                IConditionalOperation choice when choice.Condition != child => [choice.Condition],
                IRecursivePatternOperation pattern => [pattern],
                IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => [both],
                ICatchClauseOperation { Filter: { } filter } when filter != child => [filter],
                ISwitchOperation choice when choice.Value != child => [choice.Value],
                ISwitchExpressionOperation choice when choice.Value != child => [choice.Value],
                ISwitchExpressionArmOperation arm => arm.Guard is null ? [arm.Pattern] : [arm.Pattern, arm.Guard],
                _ => [],
            };
            if (conditions.Any(static condition => condition.DescendantsAndSelf().Any(static part => part is IPropertyReferenceOperation { Property.Name: "ErrorCode" } or IFieldReferenceOperation { Field.Name: "Unknown" })))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The handler's enum is of an action that the try block does not call.</summary>
    private static void AnalyzeEnum(OperationAnalysisContext context, IPropertyReferenceOperation property, ApiSymbols symbols)
    {
        if (Exception(property) is not { } exception
            || EnumOf(property.Instance?.Type, symbols) is not { } type
            || GuardedCalls.Of(exception, symbols) is not { IsComplete: true } calls
            || calls.ErrorCodes.Any(called => Same(called, type)))
        {
            return;
        }

        foreach (IOperation constant in ComparedCodes.With(property))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.ErrorCodeAsString,
                constant.Syntax.GetLocation(),
                $"{type.Name} is not the enum of any action that is called here; their errors come as {string.Join(", ", calls.ErrorCodes.Select(static called => called.Name))}"));
        }
    }

    private static ITypeSymbol? EnumOf(ITypeSymbol? exception, ApiSymbols symbols) =>
        exception is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } named && Same(named.OriginalDefinition, symbols.TypedException) && arguments[0].TypeKind == TypeKind.Enum
            ? arguments[0]
            : null;

    private static bool Same(ISymbol symbol, ISymbol? other) => SymbolEqualityComparer.Default.Equals(symbol, other);
}
