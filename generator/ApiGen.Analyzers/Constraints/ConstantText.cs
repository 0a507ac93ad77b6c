using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Constraints;

/// <summary>What is known of a text that the source puts together: how it begins, how it ends, and how long it is at least.</summary>
/// <param name="Prefix">How it begins.</param>
/// <param name="Suffix">How it ends.</param>
/// <param name="LeastLength">How long it is at least.</param>
/// <param name="IsWhole">Whether the prefix is the whole text.</param>
internal sealed record ConstantText(string Prefix, string Suffix, int LeastLength, bool IsWhole)
{
    private const int LongestShown = 40;

    /// <summary>What is known of a text; null when that is nothing.</summary>
    public static ConstantText? Of(IOperation operation)
    {
        List<string?> parts = [];
        Split(operation, parts);
        if (parts.TrueForAll(static part => part is null))
        {
            return null;
        }

        if (parts.TrueForAll(static part => part is not null))
        {
            string whole = string.Concat(parts);
            return new ConstantText(whole, whole, whole.Length, true);
        }

        return new ConstantText(
            string.Concat(parts.TakeWhile(static part => part is not null)),
            string.Concat(parts.AsEnumerable().Reverse().TakeWhile(static part => part is not null).Reverse()),
            parts.Sum(static part => part?.Length ?? 0),
            false);
    }

    /// <summary>Whether the text can be <paramref name="value"/>.</summary>
    public bool CanBe(string value) =>
        IsWhole
            ? value == Prefix
            : value.Length >= LeastLength && value.StartsWith(Prefix, StringComparison.Ordinal) && value.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>A constant as a message shows it.</summary>
    public static string Display(IOperation plain, IOperation value)
    {
        object? constant = plain.ConstantValue is { HasValue: true, Value: { } own } ? own : value.ConstantValue is { HasValue: true, Value: { } converted } ? converted : null;
        string text = constant switch
        {
            string literal => "\"" + literal + "\"",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.Syntax.ToString(),
        };
        return text.Length <= LongestShown ? text : text.Substring(0, LongestShown - 1) + "…";
    }

    /// <summary>Cuts a text into its parts; a part that is not constant is null.</summary>
    private static void Split(IOperation operation, List<string?> parts)
    {
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: string text } }:
                parts.Add(text);
                break;
            case { ConstantValue: { HasValue: true, Value: char character } }:
                parts.Add(character.ToString());
                break;
            case IInterpolatedStringOperation interpolated:
                foreach (IInterpolatedStringContentOperation part in interpolated.Parts)
                {
                    Split(part is IInterpolatedStringTextOperation text ? text.Text : part, parts);
                }

                break;
            case IInterpolationOperation { FormatString: null, Alignment: null, Expression: { } expression } when expression.ConstantValue is { HasValue: true, Value: string or char }:
                Split(expression, parts);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } concatenation:
                SplitOperands(concatenation, parts);
                break;
            case IConversionOperation { OperatorMethod: null } conversion:
                Split(conversion.Operand, parts);
                break;
            default:
                parts.Add(null);
                break;
        }
    }

    /// <summary>A text of thousands of pieces is deep on its left side, deeper than a stack.</summary>
    private static void SplitOperands(IBinaryOperation concatenation, List<string?> parts)
    {
        Stack<IOperation> right = new();
        IOperation left = concatenation;
        while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } inner)
        {
            right.Push(inner.RightOperand);
            left = inner.LeftOperand;
        }

        Split(left, parts);
        while (right.Count > 0)
        {
            Split(right.Pop(), parts);
        }
    }
}
