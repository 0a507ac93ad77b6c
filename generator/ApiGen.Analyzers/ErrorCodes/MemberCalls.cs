using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>
/// What the handlers of a member handle, and where it asks for an enum's value, found in one walk however many comparisons there are.
/// </summary>
internal sealed class MemberCalls
{
    private readonly ApiSymbols _symbols;
    private readonly PlainCode _plain;
    private readonly Dictionary<IOperation, GuardedCalls> _guarded = [];
    private readonly Dictionary<ISymbol, ILocalSymbol> _originals = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IOperation> _asking = [];

    /// <param name="bodies">The member's bodies.</param>
    /// <param name="symbols">What is known of the runtime.</param>
    public MemberCalls(IEnumerable<IOperation> bodies, ApiSymbols symbols)
    {
        _symbols = symbols;
        _plain = new PlainCode(symbols);
        List<(GuardedCalls Inner, GuardedCalls Outer)> nested = [];
        Stack<(IOperation Operation, GuardedCalls? Around)> rest = new(bodies.Select(static body => (body, (GuardedCalls?)null)));
        while (rest.Count > 0)
        {
            (IOperation operation, GuardedCalls? around) = rest.Pop();
            Note(operation, around);
            foreach (IOperation child in operation.ChildOperations)
            {
                GuardedCalls? calls = around;
                if (operation is ITryOperation attempt && attempt.Body == child)
                {
                    _guarded[child] = calls = new GuardedCalls();
                    if (around is not null)
                    {
                        nested.Add((calls, around));
                    }
                }

                rest.Push((child, calls));
            }
        }

        // What is inside was found after what is around it.
        foreach ((GuardedCalls inner, GuardedCalls outer) in Enumerable.Reverse(nested))
        {
            outer.Add(inner);
        }
    }

    /// <summary>The calls in the try block to whose handler an exception variable belongs; null when it belongs to none.</summary>
    public GuardedCalls? Handled(ILocalReferenceOperation exception)
    {
        ILocalSymbol variable = exception.Local;
        HashSet<ISymbol> passed = new(SymbolEqualityComparer.Default);
        while (passed.Add(variable) && _originals.TryGetValue(variable, out ILocalSymbol original))
        {
            variable = original;
        }

        // One that was given another exception holds that of a handler no more, or not on every path.
        if (passed.Overlaps(_written))
        {
            return null;
        }

        for (IOperation? parent = exception; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation { Parent: ITryOperation attempt, ExceptionDeclarationOrExpression: IVariableDeclaratorOperation declarator }
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, variable))
            {
                return _guarded[attempt.Body];
            }
        }

        return null;
    }

    /// <summary>Whether the handler around a comparison, or the member where there is none, asks the enum as well: so a code is caught that the service has had since.</summary>
    public bool IsEnumAsked(IOperation comparison)
    {
        IOperation around = comparison;
        while (around is not ICatchClauseOperation && around.Parent is { } parent)
        {
            around = parent;
        }

        return _asking.Contains(around);
    }

    private void Note(IOperation operation, GuardedCalls? around)
    {
        around?.Add(operation, _symbols, _plain);
        switch (operation)
        {
            case IIsPatternOperation { Value: { } value, Pattern: { } pattern }:
                Name(value, pattern);
                break;
            case ISwitchExpressionOperation { Value: { } value } choice:
                foreach (ISwitchExpressionArmOperation arm in choice.Arms)
                {
                    Name(value, arm.Pattern);
                }

                break;
            case ISwitchOperation { Value: { } value } choice:
                foreach (IPatternCaseClauseOperation clause in choice.Cases.SelectMany(static section => section.Clauses).OfType<IPatternCaseClauseOperation>())
                {
                    Name(value, clause.Pattern);
                }

                break;
            case IAssignmentOperation { Target: { } target }:
                Write(target);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: { } value }:
                Write(value);
                break;
            case IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref, Initializer.Value: { } value }:
                Write(value);
                break;
            case IPropertyReferenceOperation { Property.Name: "ErrorCode" } or IFieldReferenceOperation { Field.Name: "Unknown" }:
                for (IOperation? asking = operation; asking is not null && _asking.Add(asking); asking = asking.Parent)
                {
                }

                break;
        }
    }

    private void Write(IOperation target)
    {
        foreach (ILocalReferenceOperation local in target is ITupleOperation tuple ? tuple.DescendantsAndSelf().OfType<ILocalReferenceOperation>() : [.. new[] { target }.OfType<ILocalReferenceOperation>()])
        {
            _written.Add(local.Local);
        }
    }

    /// <summary>A variable may get another name with another type: <c>catch (Exception e) when (e is ApiServiceException service)</c>.</summary>
    private void Name(IOperation value, IPatternOperation pattern)
    {
        while (pattern is INegatedPatternOperation negated)
        {
            pattern = negated.Pattern;
        }

        ISymbol? name = pattern switch
        {
            IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            _ => null,
        };
        if (name is not null && value.WithoutConversions() is ILocalReferenceOperation original)
        {
            _originals[name] = original.Local;
        }
    }
}
