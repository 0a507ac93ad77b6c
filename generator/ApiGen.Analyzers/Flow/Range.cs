using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>The values that a term can have after the answers to some questions about it.</summary>
internal sealed class Range
{
    private readonly HashSet<object> _excluded = [];
    private bool? _isNull;
    private bool? _isBlank;
    private object? _equal;
    private long _least = long.MinValue;
    private long _most = long.MaxValue;
    private bool _isContradictory;
    private readonly TypeTests _types = new();

    private Range(Term term)
    {
        _isNull = term.CanBeNull ? null : false;
        switch (Underlying(term.Type))
        {
            case SpecialType.System_Boolean:
                (_least, _most) = (0, 1);
                break;
            case SpecialType.System_Byte:
                (_least, _most) = (byte.MinValue, byte.MaxValue);
                break;
            case SpecialType.System_Int16:
                (_least, _most) = (short.MinValue, short.MaxValue);
                break;
            case SpecialType.System_Int32:
                (_least, _most) = (int.MinValue, int.MaxValue);
                break;
            case SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64:
                _least = 0;
                break;
            case SpecialType.System_String:
                (_least, _most) = (0, int.MaxValue);
                break;
        }

        if (term.IsSize)
        {
            _least = 0;
        }
    }

    /// <param name="subject">The term.</param>
    /// <param name="literals">The answers, to questions about the term or its length.</param>
    public static RangeOutcome Of(Term subject, List<(Question Question, bool Answer)> literals)
    {
        Range range = new(subject);
        foreach ((Question question, bool answer) in literals)
        {
            range.Learn(question, answer);
        }

        return range.Outcome(subject);
    }

    private static SpecialType Underlying(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0].SpecialType : type?.SpecialType ?? SpecialType.None;

    private void Learn(Question question, bool answer)
    {
        switch (question.Kind)
        {
            case QuestionKind.IsNull:
                Settle(ref _isNull, answer);
                break;
            case QuestionKind.IsBlank:
                Settle(ref _isBlank, answer);
                Require(!answer);
                break;
            case QuestionKind.IsOfType when question.Constant is ITypeSymbol type:
                _types.Add(type, answer);
                if (answer)
                {
                    Settle(ref _isNull, false);
                }

                break;
            case QuestionKind.IsTrue:
                LearnEqual(1L, answer);
                break;
            case QuestionKind.Equals when question.Constant is { } constant:
                LearnEqual(constant is bool truth ? truth ? 1L : 0L : constant, answer);
                break;
            case QuestionKind.AtMost when question.Constant is long limit:
                Require(true);
                if (answer)
                {
                    _most = Math.Min(_most, limit);
                }
                else
                {
                    _least = Math.Max(_least, limit == long.MaxValue ? limit : limit + 1);
                }

                break;
        }
    }

    private void LearnEqual(object constant, bool answer)
    {
        if (!answer)
        {
            _excluded.Add(constant);
            return;
        }

        Settle(ref _isNull, false);
        _isContradictory |= _equal is not null && !_equal.Equals(constant);
        _equal = constant;
    }

    /// <summary>A comparison that came out so tells that there is something to compare.</summary>
    private void Require(bool isSomething)
    {
        if (isSomething && _isNull is null)
        {
            _isNull = false;
        }
    }

    private void Settle(ref bool? known, bool answer)
    {
        _isContradictory |= known is { } other && other != answer;
        known = answer;
    }

    private RangeOutcome Outcome(Term subject)
    {
        if (_isContradictory)
        {
            return RangeOutcome.None;
        }

        if (!_types.IsEmpty)
        {
            RangeOutcome ofTypes = _types.Outcome();
            bool isOther = _equal is not null || _excluded.Count > 0 || _isBlank is not null;
            return ofTypes == RangeOutcome.Some && isOther ? RangeOutcome.Doubtful : ofTypes;
        }

        if (_isNull == true)
        {
            return _equal is null ? RangeOutcome.Some : RangeOutcome.None;
        }

        if (_equal is not null)
        {
            return Allows(_equal) ? RangeOutcome.Some : RangeOutcome.None;
        }

        if (_least > _most)
        {
            return RangeOutcome.None;
        }

        bool isText = Underlying(subject.Type) == SpecialType.System_String;
        if (isText)
        {
            long least = _excluded.Contains("") || _isBlank == false ? Math.Max(_least, 1) : _least;
            return least > _most ? RangeOutcome.None : _excluded.Count(static text => text is not "") > 1 ? RangeOutcome.Doubtful : RangeOutcome.Some;
        }

        // Where few values are left, each is looked at: a truth value has two.
        if (_most - (decimal)_least < 64)
        {
            bool isAny = false;
            for (long value = _least; value <= _most; value++)
            {
                isAny |= !_excluded.Contains(value);
            }

            if (!isAny)
            {
                return _isNull is null ? RangeOutcome.Some : RangeOutcome.None;
            }

            return RangeOutcome.Some;
        }

        // Who asks for several values by name may know that there are no others.
        return _excluded.Count > 1 ? RangeOutcome.Doubtful : RangeOutcome.Some;
    }

    private bool Allows(object constant)
    {
        if (_excluded.Contains(constant))
        {
            return false;
        }

        return constant switch
        {
            long number => number >= _least && number <= _most,
            string text => text.Length >= _least && text.Length <= _most && (_isBlank is null || _isBlank == string.IsNullOrWhiteSpace(text)),
            _ => true,
        };
    }
}
