namespace ApiGen.Explorer.Hosting;

/// <summary>An explorer as one caller sees it.</summary>
/// <param name="Site">What it knows and holds.</param>
/// <param name="Links">Where its pages are for the caller.</param>
internal sealed record ExplorerView(ExplorerSite Site, Links Links);
