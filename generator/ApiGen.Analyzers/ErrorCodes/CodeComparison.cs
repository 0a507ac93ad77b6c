using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>A comparison of a property with constants, letter by letter, in any of the ways in which C# compares.</summary>
public sealed class CodeComparison
{
    private CodeComparison(IPropertyReferenceOperation code, ImmutableArray<IOperation> constants, bool hasOthers, bool isConditional) =>
        (Code, Constants, HasOthers, IsConditional) = (code, constants, hasOthers, isConditional);

    /// <summary>What is compared.</summary>
    public IPropertyReferenceOperation Code { get; }

    /// <summary>The constants that it is compared with, in the order of the source.</summary>
    public ImmutableArray<IOperation> Constants { get; }

    /// <summary>Whether it is compared with something else, too: another value, null, a type, a name, a part of it.</summary>
    public bool HasOthers { get; }

    /// <summary>Whether it is read, or compared, only where there is something: behind <c>?.</c>.</summary>
    public bool IsConditional { get; }

    /// <summary>The comparisons that an operation makes: none for most, two when it compares two properties.</summary>
    /// <param name="operation">Any operation.</param>
    public static IEnumerable<CodeComparison> In(IOperation operation)
    {
        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                return OfAll([binary.LeftOperand, binary.RightOperand]);
            case IInvocationOperation { TargetMethod.Name: "Equals" } equals:
                return OfAll(Parts(equals));
            case IIsPatternOperation pattern:
                return Of(pattern.Value, [pattern.Pattern]);
            case IPropertySubpatternOperation subpattern:
                return Of(subpattern.Member, [subpattern.Pattern]);
            case ISwitchOperation statement:
                return Of(statement.Value, statement.Cases.SelectMany(static section => section.Clauses));
            case ISwitchExpressionOperation expression:
                return Of(expression.Value, expression.Arms.Select(static arm => arm.Pattern));
            default:
                return [];
        }
    }

    private static IEnumerable<CodeComparison> OfAll(IReadOnlyList<IOperation> operands) =>
        operands.SelectMany(operand => Of(operand, operands.Where(other => other != operand)));

    private static IEnumerable<CodeComparison> Of(IOperation value, IEnumerable<IOperation> others)
    {
        IOperation plain = value.Receiver();
        bool isConditional = plain != value.WithoutConversions();
        while (plain is IConditionalAccessOperation access)
        {
            plain = access.WhenNotNull.WithoutConversions();
            isConditional = true;
        }

        if (plain is not IPropertyReferenceOperation code)
        {
            yield break;
        }

        ImmutableArray<IOperation>.Builder constants = ImmutableArray.CreateBuilder<IOperation>();
        bool hasOthers = false;
        Stack<IOperation> rest = new(others.Reverse());
        while (rest.Count > 0)
        {
            switch (rest.Pop())
            {
                case { ConstantValue: { HasValue: true, Value: not null } } constant:
                    constants.Add(constant);
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
                case IDiscardPatternOperation or IDefaultCaseClauseOperation:
                    break;
                default:
                    hasOthers = true;
                    break;
            }
        }

        if (constants.Count > 0)
        {
            yield return new CodeComparison(code, constants.ToImmutable(), hasOthers, isConditional || code.Instance is IConditionalAccessInstanceOperation);
        }
    }

    /// <summary>What <c>Equals</c> compares; nothing when it is told how, and that is another way than letter by letter.</summary>
    private static List<IOperation> Parts(IInvocationOperation equals)
    {
        bool isOfComparer = equals.Instance?.WithoutConversions() is IPropertyReferenceOperation { Property: { Name: "Ordinal", ContainingType.Name: nameof(StringComparer) } };
        if (!isOfComparer && equals.TargetMethod.ContainingType.SpecialType is not (SpecialType.System_String or SpecialType.System_Object or SpecialType.System_Enum))
        {
            return [];
        }

        List<IOperation> parts = equals.Instance is { } instance && !isOfComparer ? [instance] : [];
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
}
