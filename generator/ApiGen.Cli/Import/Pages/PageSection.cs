namespace ApiGen.Cli.Import.Pages;

/// <summary>The parts that every action's page has.</summary>
internal enum PageSection
{
    /// <summary>What stands before the first heading.</summary>
    Head,

    /// <summary>The host, what the action does, and its limit.</summary>
    Description,

    /// <summary>The table of parameters.</summary>
    Input,

    /// <summary>The table of the response's fields.</summary>
    Output,

    /// <summary>Example calls.</summary>
    Examples,

    /// <summary>The table of error codes.</summary>
    Errors,

    /// <summary>Parts that carry no facts.</summary>
    Other,

    /// <summary>The site's own text under the page.</summary>
    Footer,
}

/// <summary>A line of a page.</summary>
/// <param name="Number">Its number in the file, counted from 1.</param>
/// <param name="Text">Its text.</param>
/// <param name="Cells">The cells of a table's row that tabs, bars or HTML divide; null for any other line, such as a row whose cells are joined by blanks. Empty where a table of HTML ends.</param>
internal sealed record PageLine(int Number, string Text, IReadOnlyList<string>? Cells = null)
{
    /// <summary>Whether it is a row that readers of the page do not see, or not all of it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether the line says anything.</summary>
    public bool IsFilled => Cells is not null || Text.Trim().Length > 0;
}

/// <summary>Something of a page that could not be read, or that was taken for what it may not be.</summary>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="What">What it is, such as <c>the row 'X'</c>.</param>
/// <param name="Why">What became of it.</param>
internal sealed record PageGap(int Line, string What, string Why)
{
    /// <summary>What became of a row that is none.</summary>
    public const string Missing = "could not be read and is not imported";
}
