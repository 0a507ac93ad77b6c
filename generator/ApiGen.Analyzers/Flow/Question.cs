namespace ApiGen.Analyzers.Flow;

/// <summary>A yes-or-no question that a path was asked.</summary>
/// <param name="number">Its number in <see cref="Conditions"/>.</param>
/// <param name="kind">What is asked.</param>
/// <param name="term">Of what; null when it is not about a value.</param>
/// <param name="constant">What it is compared with.</param>
/// <param name="roots">What the outcome depends on.</param>
/// <param name="birth">When the youngest of the things that it depends on came to be.</param>
internal sealed class Question(int number, QuestionKind kind, Term? term, object? constant, int[] roots, int birth)
{
    public int Number { get; } = number;

    public QuestionKind Kind { get; } = kind;

    public Term? Term { get; } = term;

    public object? Constant { get; } = constant;

    /// <summary>What the outcome depends on; of an exception, whatever any of the calls depends on that may throw it.</summary>
    public int[] Roots { get; set; } = roots;

    public int Birth { get; } = birth;

    /// <summary>The call whose coming back is asked for, as a root; 0 for other questions.</summary>
    public int Call { get; set; }

    /// <summary>The calls, as roots, that come back only when the answer is no.</summary>
    public HashSet<int> DemandedNotBy { get; } = [];

    /// <summary>
    /// The answer of which nobody knows whether it ever occurs: that a loop is not entered at all, that a value is null whose type says
    /// that it is not, that a call comes back which may refuse what it is given.
    /// </summary>
    public bool? Doubtful { get; set; }
}
