namespace ApiGen.Cli.Comparing;

/// <summary>Writes changes for people.</summary>
internal static class ChangeText
{
    /// <summary>A change on one line: a sign, the place, the words.</summary>
    public static string Line(SpecChange change) =>
        $"{Sign(change.Kind)} {change.Place}: {change.Text}{(change.IsBreaking ? " (breaking)" : "")}";

    private static string Sign(SpecChangeKind kind) => kind switch
    {
        SpecChangeKind.Added => "+",
        SpecChangeKind.Removed => "-",
        _ => "~",
    };
}
