using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <content>Comparing and matching.</content>
internal sealed partial class Interpreter
{
    /// <summary>More pairs of cases than these are not compared one by one.</summary>
    private const int MostPairs = 64;

    private Value EvaluateBinary(IBinaryOperation binary)
    {
        if (binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            int equal = AreEqual(Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand), binary.OperatorMethod);
            return _body.Of(binary.OperatorKind == BinaryOperatorKind.Equals ? equal : _conditions.Not(equal));
        }

        if (binary.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual)
        {
            return _body.Of(Compare(binary.OperatorKind, Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand)));
        }

        // A long chain, such as a text put together of thousands of pieces, is deep on its left side, deeper than a stack.
        Stack<IBinaryOperation> chain = new();
        IOperation left = binary;
        while (left is IBinaryOperation { OperatorKind: not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual) } inner && !inner.ConstantValue.HasValue)
        {
            chain.Push(inner);
            left = inner.LeftOperand;
        }

        bool isLong = chain.Count > 16;
        int[] roots = [];
        Value value = Evaluate(left);
        while (chain.Count > 0)
        {
            IBinaryOperation next = chain.Pop();
            Value right = Evaluate(next.RightOperand);
            if (isLong)
            {
                roots = Body.Union(Body.Union(roots, _body.Roots(value)), _body.Roots(right));
                value = right;
                continue;
            }

            value = next is { OperatorMethod: null, Type.SpecialType: SpecialType.System_Boolean }
                ? _body.Of(Combine(next.OperatorKind, Truth(value), Truth(right)))
                : Calculate(next.OperatorKind, next.Type, value, right);
        }

        return isLong ? Something(binary.Type, roots) : value;
    }

    private int Combine(BinaryOperatorKind kind, int left, int right) => kind switch
    {
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => _conditions.And(left, right),
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => _conditions.Or(left, right),
        _ => _conditions.Choose(left, _conditions.Not(right), right),
    };

    /// <summary>Counts with constants, so that a counter of errors is known; all else is a term of its operands.</summary>
    private Value Calculate(BinaryOperatorKind kind, ITypeSymbol? type, Value left, Value right)
    {
        if (kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract
            && right.Single is { Constant: long step }
            && left.Cases.All(static one => one.Leaf.Constant is long and > int.MinValue / 2 and < int.MaxValue / 2)
            && step is > -1_000_000 and < 1_000_000)
        {
            return _body.FromCases(left.Cases
                .Select(one => (_body.Constant((long)one.Leaf.Constant! + (kind == BinaryOperatorKind.Add ? step : -step)).Single!, one.When))
                .OrderBy(static one => one.Item1.Order));
        }

        Escape(left);
        Escape(right);
        Term term = _body.Computed("op" + kind, type, [TermOf(left)!, TermOf(right)!], []);
        term.IsSomething |= type?.SpecialType == SpecialType.System_String;
        term.IsBlurred |= left.Single is { Term.IsBlurred: true } && right.Single is { Constant: long };
        return _body.Of(term);
    }

    /// <summary>The condition under which a value is null.</summary>
    public int IsNull(Value value)
    {
        int isNull = Conditions.Never;
        foreach ((Leaf leaf, int when) in value.Cases)
        {
            int mine = leaf.IsNull ? Conditions.Always
                : leaf.Term is { CanBeNull: true } term ? _body.Ask(QuestionKind.IsNull, term)
                : Conditions.Never;
            isNull = _conditions.Or(isNull, _conditions.And(when, mine));
        }

        return isNull;
    }

    private int AreEqual(Value left, Value right, IMethodSymbol? method = null)
    {
        if (left.Cases.Count * right.Cases.Count > MostPairs)
        {
            return _body.Ask(QuestionKind.IsTrue, Bool("==", TermOf(left)!, TermOf(right)!));
        }

        bool isOwn = method is { ContainingType.SpecialType: not SpecialType.System_String };
        int equal = Conditions.Never;
        foreach ((Leaf mine, int when) in left.Cases)
        {
            foreach ((Leaf theirs, int also) in right.Cases)
            {
                int both = _conditions.And(when, also);
                if (both != Conditions.Never)
                {
                    equal = _conditions.Or(equal, _conditions.And(both, AreEqual(mine, theirs, isOwn)));
                }
            }
        }

        return equal;
    }

    private int AreEqual(Leaf left, Leaf right, bool isOwn)
    {
        if (right.IsNull)
        {
            return IsNull(new Value(left));
        }

        if (left.IsNull)
        {
            return IsNull(new Value(right));
        }

        if (left.Constant is { } constant && right.Constant is { } other)
        {
            return constant.Equals(other) ? Conditions.Always : Conditions.Never;
        }

        if (left.Kind == LeafKind.Object && right.Kind == LeafKind.Object)
        {
            return left.Id == right.Id ? Conditions.Always : Conditions.Never;
        }

        if (!isOwn && (left.Term ?? right.Term) is { } term && (left.Constant ?? right.Constant) is { } value)
        {
            return EqualsConstant(term, value);
        }

        (Term one, Term two) = (TermOf(new Value(left))!, TermOf(new Value(right))!);
        return one == two ? Conditions.Always
            : _body.Ask(QuestionKind.IsTrue, one.Id < two.Id ? Bool("==", one, two) : Bool("==", two, one));
    }

    private int EqualsConstant(Term term, object value) => value switch
    {
        bool truth when !term.CanBeNull => truth ? _body.Ask(QuestionKind.IsTrue, term) : _conditions.Not(_body.Ask(QuestionKind.IsTrue, term)),
        long and < 0 when term.IsSize => Conditions.Never,
        0L when IsLengthOfText(term) => _body.Ask(QuestionKind.Equals, term.Parts[0], ""),
        _ => _body.Ask(QuestionKind.Equals, term, value),
    };

    private int Compare(BinaryOperatorKind kind, Value left, Value right)
    {
        if (left.Cases.Count * right.Cases.Count > MostPairs)
        {
            return _body.Ask(QuestionKind.IsTrue, Bool(kind.ToString(), TermOf(left)!, TermOf(right)!));
        }

        int result = Conditions.Never;
        foreach ((Leaf mine, int when) in left.Cases)
        {
            foreach ((Leaf theirs, int also) in right.Cases)
            {
                int both = _conditions.And(when, also);
                if (both != Conditions.Never)
                {
                    result = _conditions.Or(result, _conditions.And(both, Compare(kind, mine, theirs)));
                }
            }
        }

        return result;
    }

    private int Compare(BinaryOperatorKind kind, Leaf left, Leaf right)
    {
        if (left.IsNull || right.IsNull)
        {
            return Conditions.Never;
        }

        if (left.Constant is long one && right.Constant is long two)
        {
            bool holds = kind switch
            {
                BinaryOperatorKind.LessThan => one < two,
                BinaryOperatorKind.LessThanOrEqual => one <= two,
                BinaryOperatorKind.GreaterThan => one > two,
                _ => one >= two,
            };
            return holds ? Conditions.Always : Conditions.Never;
        }

        if (left.Term is { } term && right.Constant is long limit && IsWhole(term))
        {
            return CompareWith(kind, term, limit);
        }

        if (right.Term is { } other && left.Constant is long least && IsWhole(other))
        {
            return CompareWith(Turned(kind), other, least);
        }

        (Term mine, Term theirs) = (TermOf(new Value(left))!, TermOf(new Value(right))!);
        return kind switch
        {
            BinaryOperatorKind.LessThan => _body.Ask(QuestionKind.IsTrue, Bool("<", mine, theirs)),
            BinaryOperatorKind.GreaterThan => _body.Ask(QuestionKind.IsTrue, Bool("<", theirs, mine)),
            BinaryOperatorKind.LessThanOrEqual => _body.Ask(QuestionKind.IsTrue, Bool("<=", mine, theirs)),
            _ => _body.Ask(QuestionKind.IsTrue, Bool("<=", theirs, mine)),
        };
    }

    private int CompareWith(BinaryOperatorKind kind, Term term, long limit) => kind switch
    {
        BinaryOperatorKind.LessThan => AtMost(term, limit - 1),
        BinaryOperatorKind.LessThanOrEqual => AtMost(term, limit),
        BinaryOperatorKind.GreaterThan => MoreThan(term, limit),
        _ => MoreThan(term, limit - 1),
    };

    private int AtMost(Term term, long limit) =>
        term.IsSize && limit < 0 ? Conditions.Never
        : limit == 0 && IsLengthOfText(term) ? _body.Ask(QuestionKind.Equals, term.Parts[0], "")
        : _body.Ask(QuestionKind.AtMost, term, limit);

    /// <summary>A number that may be null is neither more nor less.</summary>
    private int MoreThan(Term term, long limit)
    {
        int more = _conditions.Not(AtMost(term, limit));
        return term.CanBeNull ? _conditions.And(_conditions.Not(_body.Ask(QuestionKind.IsNull, term)), more) : more;
    }

    private static bool IsLengthOfText(Term term) => term is { IsSize: true, Parts.Length: 1 } && term.Parts[0].Type?.SpecialType == SpecialType.System_String;

    private static bool IsWhole(Term term)
    {
        ITypeSymbol? type = term.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : term.Type;
        return type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_Char;
    }

    private static BinaryOperatorKind Turned(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        _ => BinaryOperatorKind.LessThanOrEqual,
    };

    /// <summary>The truth value of a question about one or two others.</summary>
    private Term Bool(string question, params Term[] parts)
    {
        Term term = _body.Computed(question, null, parts, []);
        term.IsSomething = true;
        return term;
    }

    private int IsOfType(Value value, ITypeSymbol? known, ITypeSymbol type)
    {
        int isOf = Conditions.Never;
        bool isSure = known is not null && Inherits(known, type);
        foreach ((Leaf leaf, int when) in value.Cases)
        {
            int mine = leaf.IsNull ? Conditions.Never
                : isSure ? _conditions.Not(IsNull(new Value(leaf)))
                : leaf.Kind == LeafKind.Object && _body.Object(leaf.Id).Model is { } model ? Inherits(model.Type, type) ? Conditions.Always : Conditions.Never
                : _body.Ask(QuestionKind.IsOfType, TermOf(new Value(leaf))!, type);
            isOf = _conditions.Or(isOf, _conditions.And(when, mine));
        }

        return isOf;
    }

    private static bool Inherits(ITypeSymbol type, ITypeSymbol other)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, other))
            {
                return true;
            }
        }

        return type.AllInterfaces.Contains(other, SymbolEqualityComparer.Default);
    }

    private int Matches(Value value, ITypeSymbol? type, IPatternOperation pattern)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Step();
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Conditions.Always;
            case IConstantPatternOperation constant:
                return AreEqual(value, Evaluate(constant.Value));
            case INegatedPatternOperation negated:
                return _conditions.Not(Matches(value, type, negated.Pattern));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return _conditions.And(Matches(value, type, both.LeftPattern), Matches(value, type, both.RightPattern));
            case IBinaryPatternOperation either:
                return _conditions.Or(Matches(value, type, either.LeftPattern), Matches(value, type, either.RightPattern));
            case IRelationalPatternOperation relation:
                return _conditions.And(_conditions.Not(IsNull(value)), Compare(relation.OperatorKind, value, Evaluate(relation.Value)));
            case ITypePatternOperation test:
                return IsOfType(value, type, test.MatchedType);
            case IDeclarationPatternOperation declaration:
                Declare(declaration.DeclaredSymbol, value);
                return declaration.MatchedType is null || declaration.MatchesNull ? Conditions.Always : IsOfType(value, type, declaration.MatchedType);
            case IRecursivePatternOperation recursive:
                return MatchesParts(value, type, recursive);
            default:
                return MatchesOther(value, pattern);
        }
    }

    private int MatchesParts(Value value, ITypeSymbol? type, IRecursivePatternOperation pattern)
    {
        Declare(pattern.DeclaredSymbol, value);
        int matches = IsOfType(value, type, pattern.MatchedType);
        if (!pattern.DeconstructionSubpatterns.IsEmpty)
        {
            matches = _conditions.And(matches, MatchesOther(value, pattern));
        }

        foreach (IPropertySubpatternOperation part in pattern.PropertySubpatterns)
        {
            Value member = part.Member switch
            {
                IPropertyReferenceOperation { Arguments.IsEmpty: true } property => Read(property, value),
                IFieldReferenceOperation field => _body.Of(_body.Computed("." + Body.Text(_body.Number(field.Field)) + Version().Version, field.Type, [TermOf(value)!], Version().Roots, Version().Birth)),
                _ => Unknown(part.Member.Type, _body.Roots(value)),
            };
            matches = _conditions.And(matches, Matches(member, part.Member.Type, part.Pattern));
        }

        return matches;
    }

    /// <summary>A pattern whose outcome is not known, such as one of a list; what it names is a part of the value.</summary>
    private int MatchesOther(Value value, IPatternOperation pattern)
    {
        int[] roots = _body.Roots(value);
        Escape(value);
        foreach (IOperation part in pattern.Descendants())
        {
            ISymbol? declared = part switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                IListPatternOperation list => list.DeclaredSymbol,
                _ => null,
            };
            if (declared is not null)
            {
                AssignVariable(declared, Unknown((declared as ILocalSymbol)?.Type, roots));
            }
        }

        Term outcome = _body.NewTerm(null, roots);
        outcome.IsSomething = true;
        return _body.Ask(QuestionKind.IsTrue, outcome);
    }

    private void Declare(ISymbol? declared, Value value)
    {
        if (declared is not null)
        {
            AssignVariable(declared, value);
        }
    }
}
