namespace ApiGen.Explorer.Search;

/// <summary>What a search found.</summary>
/// <param name="Hits">The best ones, the best first.</param>
/// <param name="Total">How many there are in all, counted up to a bound.</param>
/// <param name="IsMore">Whether there are more than were counted.</param>
internal sealed record SearchResults(IReadOnlyList<SearchEntry> Hits, int Total, bool IsMore);
