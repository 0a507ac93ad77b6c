namespace ApiGen.Specs.Binding;

/// <summary>Brings files into an order that does not depend on the order in which they were given.</summary>
internal sealed class DocumentOrder : IComparer<SpecDocument>
{
    private static readonly DocumentOrder Instance = new();

    /// <summary>Orders by path, and files of one path by what they declare.</summary>
    public static SpecDocument[] Sort(IEnumerable<SpecDocument> documents) => [.. documents.OrderBy(static document => document, Instance)];

    public int Compare(SpecDocument x, SpecDocument y)
    {
        int byPath = string.CompareOrdinal(x.Path, y.Path);

        // Rarely are there two of one path.
        return byPath != 0 || ReferenceEquals(x, y) ? byPath : string.CompareOrdinal(Content(x), Content(y));
    }

    private static string Content(SpecDocument document)
    {
        IEnumerable<string> types = document.Types.Select(static type => type.Model.Name);
        IEnumerable<string> actions = document.Actions.Select(static action => action.Model.Name);
        return string.Join("\n", [document.Service?.Name?.Text ?? "", document.Service?.Version ?? "", .. types, .. actions]);
    }
}
