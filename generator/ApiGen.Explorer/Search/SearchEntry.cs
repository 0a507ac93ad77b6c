namespace ApiGen.Explorer.Search;

/// <summary>One thing that a search may find. What it is called stands in the model; here are the places in it, so that 300,000 entries stay small.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Service">The index of its service.</param>
/// <param name="Owner">The index of its action or type in the service; -1 for a service.</param>
/// <param name="Place">The index of the member or code in its list; -1 for anything else.</param>
/// <param name="List">The list of the member.</param>
internal readonly record struct SearchEntry(SearchKind Kind, int Service, int Owner, int Place, MemberList List);
