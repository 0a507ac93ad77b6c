using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.Generator.Options;

/// <summary>A namespace that a project gives the service of a file in place of the declared one.</summary>
/// <param name="LogicalPath">The file.</param>
/// <param name="Item">The item of the project file that has it.</param>
/// <param name="Namespace">The namespace as it was written.</param>
internal sealed record ChosenNamespace(string LogicalPath, string Item, string Namespace)
{
    /// <summary>Whether it can be a namespace.</summary>
    public bool IsValid => Namespace.Split('.').All(static part => SyntaxFacts.IsValidIdentifier(part) && SyntaxFacts.GetKeywordKind(part) == SyntaxKind.None);

    /// <summary>What a project says of a file; null when it leaves the declared namespace.</summary>
    public static ChosenNamespace? Of(SpecInput input) =>
        input.Namespace.Length > 0 ? new ChosenNamespace(input.LogicalPath, input.ProjectItem, input.Namespace) : null;
}
