namespace ApiGen.Explorer.Search;

/// <summary>One result as the page shows it.</summary>
/// <param name="Kind">What it is, in lower case.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Place">What it belongs to, such as <c>tcsas 2025-01-06 CreateMNP</c>.</param>
/// <param name="Summary">What it means; may be empty.</param>
/// <param name="Url">Where it is shown.</param>
internal sealed record SearchHit(string Kind, string Name, string Place, string Summary, string Url);
