using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.Generator.Options;

/// <summary>A namespace that a project gives the service of a file in place of the declared one.</summary>
/// <param name="LogicalPath">The file.</param>
/// <param name="Namespace">The namespace as it was written.</param>
internal sealed record ChosenNamespace(string LogicalPath, string Namespace)
{
    /// <summary>The namespaces that the items of a project choose; of several for one file the first that can be one counts.</summary>
    public static IEnumerable<ChosenNamespace> In(ProjectItems items) =>
        from file in items.Files
        let item = items.Of(file).FirstOrDefault(static item => IsNamespace(item.Namespace))
        where item is not null
        select new ChosenNamespace(file.Logical, item.Namespace);

    /// <summary>Whether a text can be a namespace of C#.</summary>
    public static bool IsNamespace(string text) =>
        text.Split('.').All(static part => SyntaxFacts.IsValidIdentifier(part) && SyntaxFacts.GetKeywordKind(part) == SyntaxKind.None);
}
