using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>Finds the constants that a value is compared with, letter by letter.</summary>
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
                return Constants([binary.LeftOperand.WithoutConversions() == value ? binary.RightOperand : binary.LeftOperand]);
            case IInvocationOperation { TargetMethod.Name: "Equals" } equals when equals.Instance?.WithoutConversions() == value:
                return Others(equals, value);
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Equals" } equals }:
                return Others(equals, value);
            case IIsPatternOperation pattern:
                return Constants([pattern.Pattern]);
            case IPropertySubpatternOperation subpattern:
                return Constants([subpattern.Pattern]);
            case ISwitchOperation statement:
                return Constants(statement.Cases.SelectMany(static section => section.Clauses));
            case ISwitchExpressionOperation expression when expression.Value.WithoutConversions() == value:
                return Constants(expression.Arms.Select(static arm => arm.Pattern));
            default:
                return [];
        }
    }

    private static IEnumerable<IOperation> Others(IInvocationOperation equals, IOperation value) =>
        Constants(Parts(equals).Where(operand => operand.WithoutConversions() != value));

    /// <summary>What <c>Equals</c> compares; nothing when it is told how, and that is another way than letter by letter.</summary>
    private static List<IOperation> Parts(IInvocationOperation equals)
    {
        if (equals.TargetMethod.ContainingType.SpecialType is not (SpecialType.System_String or SpecialType.System_Object or SpecialType.System_Enum)
            && !IsOrdinal(equals.Instance))
        {
            return [];
        }

        List<IOperation> parts = equals.Instance is { } instance && equals.TargetMethod.ContainingType.Name != "StringComparer" ? [instance] : [];
        foreach (IArgumentOperation argument in equals.Arguments)
        {
            if (argument.Parameter?.Type.Name != nameof(StringComparison))
            {
                parts.Add(argument.Value);
            }
            else if (argument.Value.ConstantValue is not { HasValue: true, Value: (int)StringComparison.Ordinal })
            {
                return [];
            }
        }

        return parts;
    }

    private static bool IsOrdinal(IOperation? comparer) =>
        comparer?.WithoutConversions() is IPropertyReferenceOperation { Property: { Name: "Ordinal", ContainingType.Name: "StringComparer" } };

    private static IEnumerable<IOperation> Constants(IEnumerable<IOperation> operations)
    {
        Stack<IOperation> rest = new(operations.Reverse());
        while (rest.Count > 0)
        {
            IOperation operation = rest.Pop();
            switch (operation)
            {
                case { ConstantValue: { HasValue: true, Value: not null } }:
                    yield return operation;
                    break;
                case IConversionOperation conversion:
                    rest.Push(conversion.Operand);
                    break;
                case IConstantPatternOperation constant:
                    rest.Push(constant.Value);
                    break;
                case INegatedPatternOperation negated:
                    rest.Push(negated.Pattern);
                    break;
                case IBinaryPatternOperation both:
                    rest.Push(both.RightPattern);
                    rest.Push(both.LeftPattern);
                    break;
                case ISingleValueCaseClauseOperation single:
                    rest.Push(single.Value);
                    break;
                case IPatternCaseClauseOperation pattern:
                    rest.Push(pattern.Pattern);
                    break;
            }
        }
    }
}
