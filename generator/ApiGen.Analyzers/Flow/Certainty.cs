using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>
/// Tells whether a condition surely holds for some input, or surely for none. Questions that have nothing to do with each other
/// can come out in any way; of those that have, only questions about one value can be told.
/// </summary>
internal sealed class Certainty(Body body)
{
    private const int MostWays = 64;

    private readonly Dictionary<int, bool> _certain = [];
    private readonly Dictionary<int, bool> _impossible = [];

    /// <summary>Whether the condition surely holds for some input.</summary>
    public bool IsPossible(int condition)
    {
        if (!_certain.TryGetValue(condition, out bool known))
        {
            _certain[condition] = known = condition == Conditions.Always
                || body.Conditions.Ways(condition, MostWays).Any(way => IsPossible(Shortened(way, condition)));
        }

        return known;
    }

    /// <summary>Whether the condition surely holds for no input.</summary>
    public bool IsImpossible(int condition)
    {
        if (!_impossible.TryGetValue(condition, out bool known))
        {
            int ways = 0;
            known = true;
            foreach (List<(int Question, bool Answer)> way in body.Conditions.Ways(condition, MostWays))
            {
                known = known && ++ways < MostWays && Contradicts(way.ConvertAll(Literal));
            }

            _impossible[condition] = known;
        }

        return known;
    }

    private (Question Question, bool Answer) Literal((int Question, bool Answer) literal) => (body.Question(literal.Question), literal.Answer);

    /// <summary>The way without the answers that do not matter to it.</summary>
    private List<(int Question, bool Answer)> Shortened(List<(int Question, bool Answer)> way, int condition)
    {
        if (way.Count is 1 or > 30)
        {
            return way;
        }

        int opposite = body.Conditions.Not(condition);
        for (int index = way.Count - 1; index >= 0; index--)
        {
            int rest = Conditions.Always;
            for (int other = way.Count - 1; other >= 0; other--)
            {
                if (other != index)
                {
                    int question = body.Conditions.Of(way[other].Question);
                    rest = body.Conditions.And(rest, way[other].Answer ? question : body.Conditions.Not(question));
                }
            }

            if (body.Conditions.And(rest, opposite) == Conditions.Never)
            {
                way.RemoveAt(index);
            }
        }

        return way;
    }

    private bool IsPossible(List<(int Question, bool Answer)> way)
    {
        List<(Question Question, bool Answer)> literals = way.ConvertAll(Literal);
        if (literals.Exists(static literal => literal.Question.Doubtful == literal.Answer || literal.Question is { Kind: QuestionKind.Either } or { Term.IsSettled: true }))
        {
            return false;
        }

        // That a value is not null whose type says so, goes without saying.
        literals.RemoveAll(static literal => literal is { Answer: false, Question: { Kind: QuestionKind.IsNull, Term.IsHardlyNull: true } });
        literals.RemoveAll(literal => GoesWithout(literal, literals));
        while (literals.Count > 0)
        {
            if (!IsPossibleTogether(TakeRelated(literals)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether an answer is no more than what the other questions take for granted: that the value is not null whose parts they
    /// are about, or of the type that has them, that the list is long enough, that the call came back whose result they are about.
    /// </summary>
    private static bool GoesWithout((Question Question, bool Answer) literal, List<(Question Question, bool Answer)> all)
    {
        if (RestsOn(CallsOf(literal), literal.Question, all))
        {
            return true;
        }

        Question question = literal.Question;
        bool isGround = question.Kind switch
        {
            QuestionKind.IsNull => !literal.Answer,
            QuestionKind.AtMost or QuestionKind.Equals => !literal.Answer && question is { Term: { IsSize: true, Parts.Length: > 0 }, Constant: long and >= 0 },
            QuestionKind.IsTrue => literal.Answer && question.Term is { IsNext: true },
            QuestionKind.IsOfType => literal.Answer && all.TrueForAll(other => other.Question == question || other.Question.Term != question.Term),
            _ => false,
        };
        if (!isGround)
        {
            return false;
        }

        bool carries = false;
        foreach ((Question other, _) in all)
        {
            if (other != question && AreRelated(question.Roots, other.Roots))
            {
                bool rests = question.Kind switch
                {
                    QuestionKind.AtMost or QuestionKind.Equals or QuestionKind.IsTrue => other.Term is { IsNext: false } element && element.IsFrom(question.Term!.Parts[0]) && !(element.IsSize && element.Parts.Contains(question.Term.Parts[0])),
                    _ => other.Term?.IsFrom(question.Term!) == true,
                };
                carries |= rests;
            }
        }

        return carries;
    }

    /// <summary>The calls, as roots, that came back if an answer says no more than that one did, or met what one demands.</summary>
    private static HashSet<int> CallsOf((Question Question, bool Answer) literal) =>
        literal is { Answer: true, Question: { Kind: QuestionKind.CameBack, Call: > 0 and var call } } ? [call] : literal.Answer ? [] : literal.Question.DemandedNotBy;

    /// <summary>Whether all else that has to do with a question is about what one of the calls gave back, but for other calls that came back.</summary>
    private static bool RestsOn(HashSet<int> calls, Question question, List<(Question Question, bool Answer)> all)
    {
        bool carries = false;
        foreach ((Question Question, bool Answer) other in all)
        {
            if (other.Question != question && AreRelated(question.Roots, other.Question.Roots) && CallsOf(other).Count == 0)
            {
                if (other.Question.Term is not { } term || !calls.Any(term.IsOfCall))
                {
                    return false;
                }

                carries = true;
            }
        }

        return carries;
    }

    private static List<(Question Question, bool Answer)> TakeRelated(List<(Question Question, bool Answer)> literals)
    {
        List<(Question Question, bool Answer)> group = [literals[^1]];
        literals.RemoveAt(literals.Count - 1);
        for (int index = 0; index < group.Count; index++)
        {
            for (int other = literals.Count - 1; other >= 0; other--)
            {
                if (AreRelated(group[index].Question.Roots, literals[other].Question.Roots))
                {
                    group.Add(literals[other]);
                    literals.RemoveAt(other);
                }
            }
        }

        return group;
    }

    private static bool AreRelated(int[] left, int[] right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return false;
        }

        if (left[0] == Body.Everything || right[0] == Body.Everything)
        {
            return true;
        }

        for (int mine = 0, theirs = 0; mine < left.Length && theirs < right.Length;)
        {
            if (left[mine] == right[theirs])
            {
                return true;
            }

            if (left[mine] < right[theirs])
            {
                mine++;
            }
            else
            {
                theirs++;
            }
        }

        return false;
    }

    private static bool IsPossibleTogether(List<(Question Question, bool Answer)> group)
    {
        // That calls come back, one after another, which have to do with the same thing, is what mostly happens; each with what it demands.
        if ((group.Count == 1 && group[0].Question.Term is null)
            || group.TrueForAll(static literal => literal is { Answer: true, Question.Kind: QuestionKind.CameBack } or { Question.Kind: QuestionKind.Thrown } or { Answer: false, Question.DemandedNotBy.Count: > 0 }))
        {
            return true;
        }

        Term? subject = Subject(group[0].Question);
        return subject is not null
            ? group.TrueForAll(literal => Subject(literal.Question) == subject) && Range.Of(subject, group) == RangeOutcome.Some
            : group.Count == 1;
    }

    private static bool Contradicts(List<(Question Question, bool Answer)> way)
    {
        if (way.Exists(next => next is { Answer: true, Question.Term: { IsNext: true, Parts: [{ Parts: [var list] }] } } && way.Exists(size => IsEmpty(size, list))))
        {
            return true;
        }

        foreach (IGrouping<Term?, (Question Question, bool Answer)> about in way.GroupBy(static literal => Subject(literal.Question)))
        {
            if (about.Key is { } subject && Range.Of(subject, [.. about]) == RangeOutcome.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an answer says that a list is empty.</summary>
    private static bool IsEmpty((Question Question, bool Answer) size, Term list) =>
        size is { Answer: true, Question: { Kind: QuestionKind.Equals or QuestionKind.AtMost, Constant: 0L, Term: { IsSize: true, Parts: [var counted] } } } && counted == list;

    /// <summary>The value that a question is about; for the length of a text, the text.</summary>
    private static Term? Subject(Question question) =>
        question.Term is { IsSize: true, Parts: { Length: 1 } parts } && parts[0].Type?.SpecialType == SpecialType.System_String ? parts[0] : question.Term;
}
