using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>What a method surely demands of its arguments: it ends in an exception when one of them is not met.</summary>
/// <param name="all">The demands.</param>
/// <param name="isWhole">Whether there is no other reason for an exception.</param>
internal sealed class Demands(ImmutableArray<Demand> all, bool isWhole)
{
    public static readonly Demands None = new(ImmutableArray<Demand>.Empty, isWhole: false);

    public ImmutableArray<Demand> All { get; } = all;

    /// <summary>Whether there are demands, and no other reason for an exception.</summary>
    public bool IsWhole { get; } = isWhole && !all.IsEmpty;

    /// <summary>Reads the statements with which a method of the project begins.</summary>
    /// <param name="method">The method.</param>
    /// <param name="body">Its body.</param>
    /// <param name="demandsOf">Tells what a method demands that is called there.</param>
    /// <param name="isEnd">Tells whether nothing is run after an operation.</param>
    /// <param name="isQuiet">Tells whether an operation cannot end in an exception.</param>
    public static Demands In(IMethodSymbol method, IOperation body, Func<IMethodSymbol, Demands> demandsOf, Func<IOperation, bool> isEnd, Func<IOperation, bool> isQuiet)
    {
        ImmutableArray<IOperation> statements = Statements(body);
        ImmutableArray<Demand>.Builder all = ImmutableArray.CreateBuilder<Demand>();
        bool isWhole = !statements.IsEmpty;
        bool isBeginning = true;
        Reader reader = new(method, all, demandsOf, isEnd);
        foreach (IOperation statement in statements)
        {
            isBeginning = isBeginning && reader.Add(statement, ref isWhole);
            isWhole &= isBeginning || isQuiet(statement);
        }

        return all.Count == 0 ? None : new Demands(all.ToImmutable(), isWhole);
    }

    private static ImmutableArray<IOperation> Statements(IOperation body) => body switch
    {
        IMethodBodyOperation method => (method.BlockBody ?? method.ExpressionBody)?.Operations ?? ImmutableArray<IOperation>.Empty,
        IConstructorBodyOperation { Initializer: null } constructor => (constructor.BlockBody ?? constructor.ExpressionBody)?.Operations ?? ImmutableArray<IOperation>.Empty,
        ILocalFunctionOperation local => local.Body?.Operations ?? ImmutableArray<IOperation>.Empty,
        _ => ImmutableArray<IOperation>.Empty,
    };

    /// <summary>Reads one statement after another.</summary>
    private sealed class Reader(IMethodSymbol method, ImmutableArray<Demand>.Builder all, Func<IMethodSymbol, Demands> demandsOf, Func<IOperation, bool> isEnd)
    {
        /// <returns>Whether the statement is a demand and nothing else.</returns>
        public bool Add(IOperation statement, ref bool isWhole)
        {
            switch (statement)
            {
                case IConditionalOperation { WhenFalse: null } guard when isEnd(guard.WhenTrue):
                    return AddRefused(guard.Condition);
                case IExpressionStatementOperation { Operation: var expression }:
                    return AddExpression(expression, ref isWhole);
                case IReturnOperation { ReturnedValue: { } value }:
                    return value is IParameterReferenceOperation || AddExpression(value, ref isWhole);
                case IReturnOperation:
                    return true;
                default:
                    return false;
            }
        }

        private bool AddExpression(IOperation expression, ref bool isWhole)
        {
            switch (expression.WithoutConversions())
            {
                case ISimpleAssignmentOperation { Target: IDiscardOperation or IMemberReferenceOperation or IParameterReferenceOperation, Value: var value }:
                    return AddExpression(value, ref isWhole);
                case ICoalesceOperation { Value: var value, WhenNull: var otherwise } when otherwise.WithoutConversions() is IThrowOperation && Parameter(value) is { } parameter:
                    all.Add(new Demand(parameter, DemandKind.Something));
                    return true;
                case IInvocationOperation call when demandsOf(call.TargetMethod) is { All.IsEmpty: false } demands:
                    isWhole &= demands.IsWhole;
                    foreach (Demand demand in demands.All)
                    {
                        if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == demand.Parameter)?.Value is { } argument && Parameter(argument) is { } handed)
                        {
                            all.Add(new Demand(handed, demand.Kind));
                        }
                        else
                        {
                            isWhole = false;
                        }
                    }

                    return true;
                default:
                    return false;
            }
        }

        /// <summary>Adds what must not be when a condition ends the method.</summary>
        private bool AddRefused(IOperation condition)
        {
            // As long as somebody has written it, and on its left side as deep.
            bool isRead = true;
            Stack<IOperation> rest = new([condition]);
            while (rest.Count > 0)
            {
                if (rest.Pop() is var part && part is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either)
                {
                    rest.Push(either.RightOperand);
                    rest.Push(either.LeftOperand);
                }
                else
                {
                    isRead &= AddOneRefused(part);
                }
            }

            return isRead;
        }

        private bool AddOneRefused(IOperation condition)
        {
            switch (condition)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal:
                    return AddRefused(equal.LeftOperand, equal.RightOperand) || AddRefused(equal.RightOperand, equal.LeftOperand);
                case IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } match:
                    return AddRefused(match.Value, constant);
                case IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String, Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" } method, Arguments: [{ Value: var text }] } when Parameter(text) is { } parameter:
                    all.Add(new Demand(parameter, method.Name == "IsNullOrEmpty" ? DemandKind.NotEmpty : DemandKind.NotBlank));
                    return true;
                default:
                    return false;
            }
        }

        private bool AddRefused(IOperation value, IOperation constant)
        {
            if (Parameter(value) is not { } parameter || constant.WithoutConversions().ConstantValue is not { HasValue: true, Value: null })
            {
                return false;
            }

            all.Add(new Demand(parameter, DemandKind.Something));
            return true;
        }

        private int? Parameter(IOperation value) =>
            value.WithoutConversions() is IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter }
            && (SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method) || SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method.PartialImplementationPart))
                ? parameter.Ordinal
                : null;
    }
}
