using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Secrets;

/// <summary>Finds the texts that a value may be, as far as the source writes them out.</summary>
/// <param name="source">What the project's members are declared with.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class KnownTexts(MethodSource source, CancellationToken cancellation)
{
    /// <summary>The values that are chosen from, and the names they go by, are looked at one by one; more than this are nobody's credentials.</summary>
    private const int Most = 64;

    public IEnumerable<string> Of(IOperation value)
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
                case IBinaryOperation or IInterpolatedStringOperation when Joined(operation) is { } joined:
                    yield return joined;
                    break;
                case IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true, ExplicitDefaultValue: string given } }:
                    yield return given;
                    break;
                default:
                    foreach (IOperation origin in Origins(operation))
                    {
                        rest.Push(origin);
                    }

                    break;
            }
        }
    }

    /// <summary>A text that is put together of parts that are all written out; null when one is not.</summary>
    private string? Joined(IOperation operation)
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
                default:
                    if (Origins(part) is not [var origin])
                    {
                        return null;
                    }

                    rest.Push(origin);
                    break;
            }

            if (steps > Most)
            {
                return null;
            }
        }

        return string.Concat(parts);
    }

    /// <summary>Where a value comes from that has another name there: what a local, a read-only field or a property is declared with, or what its getter returns.</summary>
    private IReadOnlyList<IOperation> Origins(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null, Operand: { } operand } => [operand],
        IInvocationOperation { TargetMethod: { Name: "Trim", Parameters.IsEmpty: true }, Instance: { } trimmed } => [trimmed],
        ILocalReferenceOperation { Local: var local } when VariableUses.Around(value).DeclaredValue(local) is { } declared => [declared],
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } when source.Initializer(field, cancellation) is { } initial => [initial],
        IPropertyReferenceOperation { Property: { SetMethod: null } property } when source.Initializer(property, cancellation) is { } initial => [initial],
        IPropertyReferenceOperation { Property: { SetMethod: null, GetMethod: { } getter } } when source.Body(getter, cancellation) is { } body =>
            [.. body.WithParts().OfType<IReturnOperation>().Where(returned => returned.IsOf(body)).Select(static returned => returned.ReturnedValue).OfType<IOperation>()],
        _ => [],
    };
}
