namespace ApiGen.Specs.Binding;

/// <summary>Brings files into an order that does not depend on the order in which they were given.</summary>
internal static class DocumentOrder
{
    /// <summary>Orders by path, and files of one path by what they declare.</summary>
    public static SpecDocument[] Sort(IEnumerable<SpecDocument> documents) =>
    [
        .. documents.OrderBy(static document => document.Path, StringComparer.Ordinal).ThenBy(Content, StringComparer.Ordinal),
    ];

    private static string Content(SpecDocument document)
    {
        IEnumerable<string> types = document.Types.Select(static type => type.Model.Name);
        IEnumerable<string> actions = document.Actions.Select(static action => action.Model.Name);
        return string.Join("\n", [document.Service?.Name?.Text ?? "", document.Service?.Version ?? "", .. types, .. actions]);
    }
}
