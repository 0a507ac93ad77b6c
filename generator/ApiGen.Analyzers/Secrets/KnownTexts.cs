using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Secrets;

/// <summary>Finds the texts that a value may be, as far as the source writes them out.</summary>
internal static class KnownTexts
{
    /// <summary>The values that are chosen from are looked at one by one; more than this are nobody's credentials.</summary>
    private const int Most = 64;

    public static IEnumerable<string> Of(IOperation value)
    {
        Stack<IOperation> rest = new([value]);
        for (int steps = 0; rest.Count > 0 && steps < Most; steps++)
        {
            IOperation operation = rest.Pop();
            switch (operation)
            {
                case { ConstantValue: { HasValue: true, Value: string text } }:
                    yield return text;
                    break;
                case IConversionOperation { OperatorMethod: null } conversion:
                    rest.Push(conversion.Operand);
                    break;
                case ICoalesceOperation coalesce:
                    rest.Push(coalesce.WhenNull);
                    rest.Push(coalesce.Value);
                    break;
                case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                    rest.Push(whenFalse);
                    rest.Push(conditional.WhenTrue);
                    break;
                case ISwitchExpressionOperation choice:
                    foreach (ISwitchExpressionArmOperation arm in choice.Arms)
                    {
                        rest.Push(arm.Value);
                    }

                    break;
                case IInvocationOperation { TargetMethod: { Name: "Trim", Parameters.IsEmpty: true }, Instance: { } trimmed }:
                    rest.Push(trimmed);
                    break;
                case IBinaryOperation or IInterpolatedStringOperation when Joined(operation) is { } joined:
                    yield return joined;
                    break;
                case ILocalReferenceOperation local when VariableUses.Around(operation).DeclaredValue(local.Local) is { } declared:
                    rest.Push(declared);
                    break;
                case IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true, ExplicitDefaultValue: string given } }:
                    yield return given;
                    break;
                case IFieldReferenceOperation { Field: { } field } when field.IsReadOnly && Written(field) is { } text:
                    yield return text;
                    break;
                case IPropertyReferenceOperation { Property: { } property } when Written(property) is { } text:
                    yield return text;
                    break;
            }
        }
    }

    /// <summary>A text that is put together of parts that are all written out; null when one is not.</summary>
    private static string? Joined(IOperation operation)
    {
        List<string> parts = [];
        Stack<IOperation> rest = new([operation]);
        for (int steps = 0; rest.Count > 0; steps++)
        {
            IOperation part = rest.Pop();
            switch (part)
            {
                case { ConstantValue: { HasValue: true, Value: string text } }:
                    parts.Add(text);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                    rest.Push(sum.RightOperand);
                    rest.Push(sum.LeftOperand);
                    break;
                case IInterpolatedStringOperation interpolated:
                    foreach (IInterpolatedStringContentOperation content in interpolated.Parts.Reverse())
                    {
                        rest.Push(content);
                    }

                    break;
                case IInterpolatedStringTextOperation text:
                    rest.Push(text.Text);
                    break;
                case IInterpolationOperation { FormatString: null, Alignment: null } interpolation:
                    rest.Push(interpolation.Expression);
                    break;
                case IConversionOperation { OperatorMethod: null } conversion:
                    rest.Push(conversion.Operand);
                    break;
                case ILocalReferenceOperation local when VariableUses.Around(part).DeclaredValue(local.Local)?.ConstantValue is { HasValue: true, Value: string known }:
                    parts.Add(known);
                    break;
                case IFieldReferenceOperation { Field: { } field } when field.IsReadOnly && Written(field) is { } known:
                    parts.Add(known);
                    break;
                case IPropertyReferenceOperation { Property: { } property } when Written(property) is { } known:
                    parts.Add(known);
                    break;
                default:
                    return null;
            }

            if (steps > Most)
            {
                return null;
            }
        }

        return string.Concat(parts);
    }

    /// <summary>The text that a field or a property is declared with.</summary>
    private static string? Written(ISymbol member)
    {
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            ExpressionSyntax? value = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax field => field.Initializer?.Value,
                PropertyDeclarationSyntax { ExpressionBody.Expression: { } body } => body,
                PropertyDeclarationSyntax { Initializer.Value: { } initial, AccessorList.Accessors: [{ Body: null, ExpressionBody: null }] } => initial,
                PropertyDeclarationSyntax { AccessorList.Accessors: [{ ExpressionBody.Expression: { } body }] } => body,
                PropertyDeclarationSyntax { AccessorList.Accessors: [{ Body.Statements: [ReturnStatementSyntax { Expression: { } returned }] }] } => returned,
                _ => null,
            };
            if (value is not null && Literals(value) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>Literals, perhaps joined by <c>+</c>.</summary>
    private static string? Literals(ExpressionSyntax value)
    {
        List<string> parts = [];
        Stack<ExpressionSyntax> rest = new([value]);
        while (rest.Count > 0)
        {
            switch (rest.Pop())
            {
                case LiteralExpressionSyntax { Token.Value: string text }:
                    parts.Add(text);
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                    rest.Push(sum.Right);
                    rest.Push(sum.Left);
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    rest.Push(parenthesized.Expression);
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    rest.Push(suppressed.Operand);
                    break;
                default:
                    return null;
            }
        }

        return string.Concat(parts);
    }
}
