using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>A condition in a form in which two ways of asking the same thing are equal.</summary>
/// <param name="Key">The question as text.</param>
/// <param name="IsNegated">Whether the source asks for the opposite.</param>
/// <param name="NullTested">The operand whose being null is asked for; null for other questions.</param>
internal readonly record struct Condition(string Key, bool IsNegated, IOperation? NullTested)
{
    /// <summary>The question that a discard pattern asks.</summary>
    public static readonly Condition Always = new("", false, null);

    public static Condition Of(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                return Of(conversion.Operand);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Negate(Of(not.Operand));
            case IIsNullOperation isNull:
                return Null(isNull.Operand);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                return Comparison(binary);
            case IIsPatternOperation pattern:
                return Pattern(pattern, pattern.Pattern);
            default:
                return new Condition(Text(operation), false, null);
        }
    }

    private static Condition Pattern(IIsPatternOperation operation, IPatternOperation pattern) => pattern switch
    {
        IDiscardPatternOperation => Always,
        INegatedPatternOperation negated => Negate(Pattern(operation, negated.Pattern)),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => Null(operation.Value),
        IConstantPatternOperation constant => new Condition(Text(operation.Value) + "==" + Text(constant.Value), false, null),
        _ => new Condition(Text(operation), false, null),
    };

    private static Condition Comparison(IBinaryOperation binary)
    {
        Condition equal = IsNullLiteral(binary.RightOperand) ? Null(binary.LeftOperand)
            : IsNullLiteral(binary.LeftOperand) ? Null(binary.RightOperand)
            : new Condition(Text(binary.LeftOperand) + "==" + Text(binary.RightOperand), false, null);
        return binary.OperatorKind == BinaryOperatorKind.Equals ? equal : Negate(equal);
    }

    private static Condition Null(IOperation operand) => new("null:" + Text(operand), false, operand);

    private static Condition Negate(Condition condition) => condition with { IsNegated = !condition.IsNegated };

    private static bool IsNullLiteral(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: null };

    private static string Text(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation.Syntax.ToString();
    }
}
