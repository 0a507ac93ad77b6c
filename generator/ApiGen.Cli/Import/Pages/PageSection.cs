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
/// <param name="Number">Its number, counted from 1.</param>
/// <param name="Text">Its text.</param>
internal sealed record PageLine(int Number, string Text);
