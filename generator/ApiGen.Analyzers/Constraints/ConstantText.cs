using System.Globalization;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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

    /// <summary>A constant as a message shows it, on one line.</summary>
    public static string Display(IOperation value)
    {
        string text = value.Constant() switch
        {
            string literal => SymbolDisplay.FormatLiteral(literal, quote: true),
            char character => SymbolDisplay.FormatLiteral(character, quote: true),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => string.Join(" ", value.Syntax.ToString().Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries)),
        };
        return text.Length <= LongestShown ? text : text.Substring(0, LongestShown - 1) + "…";
    }

    /// <summary>Cuts a text into its parts; a part that is not constant is null.</summary>
    private static void Split(IOperation whole, List<string?> parts)
    {
        // A text of thousands of pieces is deep on its left side, deeper than a thread's stack.
        Stack<IOperation> rest = new([whole]);
        while (rest.Count > 0)
        {
            switch (rest.Pop())
            {
                case { ConstantValue: { HasValue: true, Value: string text } }:
                    parts.Add(text);
                    break;
                case { ConstantValue: { HasValue: true, Value: char character } }:
                    parts.Add(character.ToString());
                    break;
                case IFieldReferenceOperation { Field: { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String } }:
                    parts.Add("");
                    break;
                case IInterpolatedStringOperation interpolated:
                    foreach (IInterpolatedStringContentOperation part in interpolated.Parts.Reverse())
                    {
                        rest.Push(part is IInterpolatedStringTextOperation text ? text.Text : part);
                    }

                    break;
                case IInterpolationOperation { FormatString: null, Alignment: null, Expression: { } expression } when expression.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Char:
                    rest.Push(expression);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } concatenation:
                    rest.Push(concatenation.RightOperand);
                    rest.Push(concatenation.LeftOperand);
                    break;
                case IConversionOperation { OperatorMethod: null } conversion when conversion.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Object:
                    rest.Push(conversion.Operand);
                    break;
                default:
                    parts.Add(null);
                    break;
            }
        }
    }
}
