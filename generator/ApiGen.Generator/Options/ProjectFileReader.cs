using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Options;

/// <summary>
/// Reads what a project file says of ApiGen as it is written there. The build knows names and values, but not their places, nothing of names
/// that nobody asks for, and nothing of wildcards without a match.
/// </summary>
internal static class ProjectFileReader
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Include", "Exclude", "Remove", "Update", "Condition", "Label", "KeepDuplicates", "KeepMetadata", "RemoveMetadata", "MatchOnMetadata", "MatchOnMetadataOptions",
    };

    private static readonly Regex Use = new(@"[$@%]\(\s*(\w+)", RegexOptions.CultureInvariant);

    // As %(Name), %(Item.Name), and in item functions such as HasMetadata('Name').
    private static readonly Regex Question = new(@"(?:%\(\s*(?:\w+\.)?|Metadata\w*\(\s*')(\w+)", RegexOptions.CultureInvariant);

    /// <summary>What a file says of ApiGen; nothing when the text is not XML.</summary>
    public static ProjectSource Read(string path, string text) => new(
        Elements(path, text).ToEquatableArray(),
        Names(Use, text).Where(static name => name.StartsWith("Api", StringComparison.OrdinalIgnoreCase)).ToEquatableArray(),
        Names(Question, text).ToEquatableArray());

    private static IEnumerable<string> Names(Regex form, string text) => form.Matches(text).Cast<Match>().Select(static match => match.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase);

    // The items and properties whose names are ApiGen's or look like it, the version of the language and the references to the package, in the file's order.
    private static IEnumerable<ProjectElement> Elements(string path, string text)
    {
        XDocument document;
        try
        {
            document = XDocument.Parse(text, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            // The build says so itself.
            return [];
        }

        int[] lines = [0, .. text.Select(static (c, index) => (c, index)).Where(static one => one.c == '\n').Select(static one => one.index + 1)];
        return document.Descendants()
            .Where(static element => element.Parent is { } parent && Group(parent) is { } group && (KnownNames.LooksLikeOurs(element.Name.LocalName, group == "PropertyGroup") || IsReference(element) || element.Name.LocalName == ProjectPlace.Language.Name))
            .Select(element => Element(element, Group(element.Parent!) == "PropertyGroup", (place, length) => Locate(path, lines, place, length)));
    }

    private static bool IsReference(XElement element) =>
        element.Name.LocalName == ProjectPlace.Reference && string.Equals(Subject(element).Trim(), ProjectPlace.Package, StringComparison.OrdinalIgnoreCase);

    private static string Subject(XElement item) => (string?)item.Attribute("Include") ?? (string?)item.Attribute("Update") ?? "";

    private static string? Group(XElement element) => element.Name.LocalName is "PropertyGroup" or "ItemGroup" or "ItemDefinitionGroup" ? element.Name.LocalName : null;

    private static ProjectElement Element(XElement element, bool isProperty, Func<IXmlLineInfo, int, SpecLocation> locate) => new(
        element.Name.LocalName,
        isProperty,
        element.AncestorsAndSelf().All(static one => one.Attribute("Condition") is null && one.Name.LocalName is not ("Target" or "When" or "Otherwise")),
        element.Attribute("Update") is not null,
        isProperty ? element.Value.Trim() : Subject(element),
        isProperty ? "" : (string?)element.Attribute("Exclude") ?? (string?)element.Attribute("Remove") ?? "",
        locate(element, element.Name.LocalName.Length),
        isProperty ? EquatableArray<WrittenMetadata>.Empty : Metadata(element, locate).ToEquatableArray());

    private static IEnumerable<WrittenMetadata> Metadata(XElement element, Func<IXmlLineInfo, int, SpecLocation> locate) => element.Attributes()
        .Where(static attribute => !attribute.IsNamespaceDeclaration && !Reserved.Contains(attribute.Name.LocalName))
        .Select(attribute => new WrittenMetadata(attribute.Name.LocalName, attribute.Value, locate(attribute, attribute.Name.LocalName.Length), null))
        .Concat(element.Elements().Select(child => new WrittenMetadata(
            child.Name.LocalName, child.Value, locate(child, child.Name.LocalName.Length), child.FirstNode is XText text ? locate(text, 0) : null)));

    private static SpecLocation Locate(string path, int[] lines, IXmlLineInfo place, int length)
    {
        int line = Math.Max(0, Math.Min(lines.Length, place.LineNumber) - 1);
        int column = Math.Max(0, place.LinePosition - 1);
        return new SpecLocation(path, lines[line] + column, length, line, column, line, column + length);
    }
}
