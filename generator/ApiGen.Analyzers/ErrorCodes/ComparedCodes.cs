using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>Finds the constants that a value is compared with.</summary>
internal static class ComparedCodes
{
    /// <summary>What a comparison compares with constants or other values.</summary>
    public static IEnumerable<IOperation> Operands(IOperation comparison) => comparison switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary => [binary.LeftOperand, binary.RightOperand],
        IInvocationOperation { TargetMethod.Name: "Equals" } equals => Parts(equals),
        IIsPatternOperation pattern => [pattern.Value],
        IPropertySubpatternOperation subpattern => [subpattern.Member],
        ISwitchOperation statement => [statement.Value],
        ISwitchExpressionOperation expression => [expression.Value],
        _ => [],
    };

    /// <summary>The constants, in every way in which C# compares.</summary>
    public static IEnumerable<IOperation> With(IOperation value)
    {
        switch (value.User())
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                return Constants(binary.LeftOperand.WithoutConversions() == value ? binary.RightOperand : binary.LeftOperand);
            case IInvocationOperation { TargetMethod.Name: "Equals", Arguments: { Length: > 0 } arguments } equals when equals.Instance?.WithoutConversions() == value:
                return Constants(arguments[0].Value);
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Equals" } equals }:
                return Others(equals, value);
            case IIsPatternOperation pattern:
                return Constants(pattern.Pattern);
            case IPropertySubpatternOperation subpattern:
                return Constants(subpattern.Pattern);
            case ISwitchOperation statement:
                return statement.Cases.SelectMany(static section => section.Clauses).SelectMany(Constants);
            case ISwitchExpressionOperation expression when expression.Value.WithoutConversions() == value:
                return expression.Arms.SelectMany(static arm => Constants(arm.Pattern));
            default:
                return [];
        }
    }

    private static IEnumerable<IOperation> Others(IInvocationOperation equals, IOperation value) =>
        Parts(equals).Where(operand => operand.WithoutConversions() != value).SelectMany(Constants);

    private static IEnumerable<IOperation> Parts(IInvocationOperation equals)
    {
        IEnumerable<IOperation> arguments = equals.Arguments.Select(static argument => argument.Value);
        return equals.Instance is { } instance ? arguments.Concat([instance]) : arguments;
    }

    private static IEnumerable<IOperation> Constants(IOperation operation)
    {
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: not null } }:
                return [operation];
            case IConversionOperation conversion:
                return Constants(conversion.Operand);
            case IConstantPatternOperation constant:
                return Constants(constant.Value);
            case INegatedPatternOperation negated:
                return Constants(negated.Pattern);
            case IBinaryPatternOperation both:
                return Constants(both.LeftPattern).Concat(Constants(both.RightPattern));
            case ISingleValueCaseClauseOperation single:
                return Constants(single.Value);
            case IPatternCaseClauseOperation pattern:
                return Constants(pattern.Pattern);
            default:
                return [];
        }
    }
}
