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
                return OfPair(binary.LeftOperand, binary.RightOperand);
            case ITupleBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary when Elements(binary.LeftOperand) is { } left && Elements(binary.RightOperand) is { } right:
                return left.Zip(right, OfPair).SelectMany(static pair => pair);
            case IInvocationOperation { TargetMethod.Name: "Equals" } equals:
                return OfAll(Compared(equals));
            case IInvocationOperation { TargetMethod: { Name: "CompareOrdinal", Parameters.Length: 2, ContainingType.SpecialType: SpecialType.System_String } } compare:
                return OfAll([.. compare.Arguments.Select(static argument => argument.Value)]);
            case IInvocationOperation { TargetMethod: { Name: "Contains", Parameters.Length: 2, ContainingType.Name: "Enumerable" or "MemoryExtensions" }, Arguments: [{ Value: var list }, { Value: var value }] }:
                return Of(value, Listed(list));
            case IIsPatternOperation pattern when Elements(pattern.Value) is { } elements:
                return OfTuple(elements, [pattern.Pattern]);
            case IIsPatternOperation pattern:
                return Of(pattern.Value, [pattern.Pattern]);
            case IPropertySubpatternOperation subpattern:
                return Of(subpattern.Member, [subpattern.Pattern]);
            case ISwitchOperation statement when Elements(statement.Value) is { } elements:
                return OfTuple(elements, statement.Cases.SelectMany(static section => section.Clauses));
            case ISwitchExpressionOperation expression when Elements(expression.Value) is { } elements:
                return OfTuple(elements, expression.Arms.Select(static arm => arm.Pattern));
            case ISwitchOperation statement:
                return Of(statement.Value, statement.Cases.SelectMany(static section => section.Clauses));
            case ISwitchExpressionOperation expression:
                return Of(expression.Value, expression.Arms.Select(static arm => arm.Pattern));
            default:
                return [];
        }
    }

    /// <summary>What a tuple that is written out is made of; null for anything else.</summary>
    private static ImmutableArray<IOperation>? Elements(IOperation value) => value.WithoutConversions() is ITupleOperation tuple ? tuple.Elements : null;

    /// <summary>The elements of an array or a collection that is written out; none of anything else.</summary>
    private static ImmutableArray<IOperation> Listed(IOperation list)
    {
        IOperation written = list.WithoutConversions();
        while (written is IConversionOperation or IInvocationOperation { IsImplicit: true, Arguments.Length: 1 })
        {
            written = written is IConversionOperation conversion ? conversion.Operand : ((IInvocationOperation)written).Arguments[0].Value;
        }

        return written is IArrayCreationOperation { Initializer: { } initializer } ? initializer.ElementValues : ImmutableArray<IOperation>.Empty;
    }

    /// <summary>Each element of a tuple with what the patterns say of it.</summary>
    private static IEnumerable<CodeComparison> OfTuple(IReadOnlyList<IOperation> elements, IEnumerable<IOperation> patterns)
    {
        List<IOperation>[] parts = [.. elements.Select(static _ => new List<IOperation>())];
        foreach (IOperation part in Parts(patterns))
        {
            if (part is IRecursivePatternOperation { DeconstructionSubpatterns: var of } && of.Length == parts.Length)
            {
                for (int index = 0; index < parts.Length; index++)
                {
                    parts[index].Add(of[index]);
                }
            }
        }

        return elements.Zip(parts, static (element, part) => Of(element, part)).SelectMany(static comparisons => comparisons);
    }

    /// <summary>What <c>==</c> compares; nothing when that is whether both are the same object, as it is of everything that is cast to <c>object</c>.</summary>
    private static IEnumerable<CodeComparison> OfPair(IOperation one, IOperation other) => IsText(one) && IsText(other) ? OfAll([one, other]) : [];

    /// <summary>Whether a value is a text or no object at all, such as an enum's.</summary>
    private static bool IsText(IOperation value) => value.Type is not { IsReferenceType: true, SpecialType: not SpecialType.System_String };

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
        foreach (IOperation part in Parts(others))
        {
            if (part.ConstantValue is { HasValue: true, Value: not null })
            {
                constants.Add(part);
            }
            else
            {
                hasOthers |= part is not (IDiscardPatternOperation or IDefaultCaseClauseOperation);
            }
        }

        if (constants.Count > 0)
        {
            yield return new CodeComparison(code, constants.ToImmutable(), hasOthers, isConditional || code.Instance is IConditionalAccessInstanceOperation);
        }
    }

    /// <summary>What values, patterns and cases come down to, in the order of the source: without <c>not</c>, <c>and</c>, <c>or</c> and what only wraps.</summary>
    private static IEnumerable<IOperation> Parts(IEnumerable<IOperation> whole)
    {
        Stack<IOperation> rest = new(whole.Reverse());
        while (rest.Count > 0)
        {
            switch (rest.Pop())
            {
                case { ConstantValue: { HasValue: true, Value: not null } } constant:
                    yield return constant;
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
                case IPatternCaseClauseOperation clause:
                    rest.Push(clause.Pattern);
                    break;
                case var part:
                    yield return part;
                    break;
            }
        }
    }

    /// <summary>What <c>Equals</c> compares; nothing when it is told how, and that is another way than letter by letter.</summary>
    private static List<IOperation> Compared(IInvocationOperation equals)
    {
        bool isOfComparer = equals.Instance?.WithoutConversions() is IPropertyReferenceOperation
        { Property: { Name: "Ordinal", ContainingType.Name: nameof(StringComparer) } or { Name: "Default", ContainingType.Name: "EqualityComparer" } };
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
