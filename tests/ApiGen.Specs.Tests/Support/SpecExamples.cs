using System.Text.RegularExpressions;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Specs.Tests.Support;

/// <summary>Finds the spec files in the YAML blocks of documentation pages.</summary>
internal static partial class SpecExamples
{
    private const string Folder = "specs/shop/2025-01-06/";

    /// <summary>The service that the pages' single actions and types belong to.</summary>
    private static readonly SpecText Service = new(
        Folder + "service.yaml",
        "service: shop\nversion: 2025-01-06\nnamespace: Example.Shop\nendpoint: shop.example.com\n");

    /// <summary>Files beyond the size, or in an encoding, that a page can show.</summary>
    public static bool CannotBePrinted(string id) =>
        id == SpecDiagnostics.NotUnicode.Id || id == SpecDiagnostics.Unreadable.Id || id == SpecDiagnostics.FileTooLarge.Id || id == SpecDiagnostics.NestedTooDeep.Id || id == SpecDiagnostics.AliasesTooLarge.Id || id == SpecDiagnostics.TooManyDiagnostics.Id;

    /// <summary>The YAML blocks of a page as files. A comment <c># path</c> on the first line names the file.</summary>
    public static SpecText[] Files(string page) =>
        [.. Block().Matches(page).Select((block, index) => new SpecText(PathOf(block.Groups[1].Value, index), block.Groups[1].Value.Replace("→", "\t", StringComparison.Ordinal)))];

    /// <summary>The files with the pages' service, unless they declare one or belong elsewhere.</summary>
    public static SpecText[] WithService(SpecText[] files) =>
        files.Any(file => file.Text.Contains("namespace:", StringComparison.Ordinal) || file.Path.StartsWith("elsewhere/", StringComparison.Ordinal)) ? files : [Service, .. files];

    private static string PathOf(string text, int index)
    {
        Match path = Path().Match(text);
        return path.Success ? path.Groups[1].Value : $"{Folder}file{index}.yaml";
    }

    [GeneratedRegex(@"^```yaml\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\A# (\S+\.yaml)\n")]
    private static partial Regex Path();
}
