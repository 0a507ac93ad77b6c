namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>What a random method is given, and what the world does to it.</summary>
/// <param name="A">The first truth value.</param>
/// <param name="B">The second one.</param>
/// <param name="C">The third one.</param>
/// <param name="Ready">What a field says.</param>
/// <param name="Number">A number.</param>
/// <param name="Maybe">A text that may be null.</param>
/// <param name="Path">A text that may not.</param>
/// <param name="Texts">A list.</param>
/// <param name="IsDenied">Whether a file that cannot be read is one that must not be read.</param>
internal sealed record Inputs(bool A, bool B, bool C, bool Ready, int Number, string? Maybe, string Path, string[] Texts, bool IsDenied)
{
    private static readonly bool[] Truths = [false, true];

    /// <summary>All combinations of the values that a method can tell apart.</summary>
    /// <param name="asked">What it asks of its inputs; the others are of no account.</param>
    public static IEnumerable<Inputs> Of(Asked asked) =>
        from a in Any(asked, Asked.A, Truths)
        from b in Any(asked, Asked.B, Truths)
        from c in Any(asked, Asked.C, Truths)
        from ready in Any(asked, Asked.Ready, Truths)
        from number in Any(asked, Asked.Number, 2, 0, 1, 3, 6)
        from maybe in Any(asked, Asked.Maybe, "ab", null, "", "z", "abcd", "wxyz")
        from path in Any(asked, Asked.Path, "path", "", "x")
        from texts in Any(asked, Asked.Texts, (string[])["y", "x"], [], ["x", "yy"])
        from isDenied in Any(asked, Asked.File, Truths)
        select new Inputs(a, b, c, ready, number, maybe, path, texts, isDenied);

    private static T[] Any<T>(Asked asked, Asked what, params T[] values) => asked.HasFlag(what) ? values : values[..1];
}
