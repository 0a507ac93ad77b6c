using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApiGen.Generator.Tests.Harness;
using ApiGen.Specs.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace ApiGen.Generator.Tests.Naming;

/// <summary>
/// An API may call its things as the templates and the language call theirs: every word of both is tried in every place, with warnings as errors.
/// The quick form tries each word in one of the two kinds of code, and a quarter of them as clients.
/// </summary>
public partial class TemplateNameTests
{
    // What hides what an expression of the templates means, and what every object has.
    private static readonly string[] Others =
    [
        "_", "__", "_client", "System", "ApiGen", "Microsoft", "global", "Task", "String", "Object", "Nullable", "Attribute", "Exception", "Environment", "Action", "Func", "Range", "Index",
        "Equals", "GetHashCode", "ToString", "GetType", "Finalize", "MemberwiseClone", "ReferenceEquals", "value", "field", "result", "reader", "writer", "members", "ahead", "failure",
        "construction", "request", "options", "cancellationToken", "position", "pageSize", "copy", "page", "cancellation", "inner", "list", "name", "code", "client", "services",
        "configuration", "key", "configure", "credentials", "region", "json", "headers", "validation", "RequestId", "Error", "ClientToken", "Body", "BodyContent", "Instance", "Unknown",
    ];

    private static readonly string[][] Rounds = [.. Words()
        .Distinct(StringComparer.Ordinal)
        .GroupBy(word => word, StringComparer.OrdinalIgnoreCase)
        .SelectMany(group => group.Order(StringComparer.Ordinal).Select((word, index) => (word, index)))
        .GroupBy(pair => pair.index, pair => pair.word)
        .Select(group => group.ToArray())];

    [Theory]
    [InlineData("attribute", "public")]
    [InlineData("keyword", "internal")]
    [Long]
    public void Members_types_and_actions_of_every_such_name_compile(string required, string visibility)
    {
        foreach (string[] names in Rounds)
        {
            StringBuilder spec = new("types:\n");
            foreach (string name in names.Where(name => name is not ("string" or "double" or "bool" or "list" or "int64" or "uint64") && !name.StartsWith('_')))
            {
                spec.Append(CultureInfo.InvariantCulture, $"  {name}: {{ members: {{ '{name}': {{ type: string, required: true, values: [{name}, a] }}, Other: 'list<{name}>' }} }}\n");
            }

            spec.Append("actions:\n");
            foreach (string name in names.Where(name => !name.StartsWith('_')))
            {
                spec.Append(CultureInfo.InvariantCulture, $"  {name}:\n    request: {{ '{name}': {{ type: string, required: true, minLength: 1, values: [{name}] }}, List: list<string> }}\n    response: {{ '{name}': {{ type: string, required: true, format: date-time }} }}\n    errors: {{ '{name}': x }}\n");
            }

            string members = string.Concat(names.Where(name => name is not ("RequestId" or "Offset" or "Limit" or "Items" or "Total")).Select(name => $"      '{name}': {{ type: string, format: base64, required: true, pattern: '^.$', values: [a] }}\n"));
            string sent = members.Replace(", pattern: '^.$', values: [a]", "", StringComparison.Ordinal);
            spec.Append(CultureInfo.InvariantCulture, $"  AllOfThem:\n    request:\n      Offset: int64\n      Limit: int64\n{members}    response:\n      Items: list<string>\n      Total: int64\n{sent}    paging: {{ position: Offset, limit: Limit, items: Items, total: Total }}\n");
            spec.Append(CultureInfo.InvariantCulture, $"  AllAsHeaders:\n    requestBody: octet-stream\n    request:\n{members}    response:\n{sent}");

            AssertCompiles([Spec.Service(spec.ToString())], required, visibility);
        }
    }

    [Fact]
    public void Clients_of_every_such_name_compile()
    {
        List<SpecFileText> specs = [.. Some([.. Rounds.SelectMany(names => names)]).Select((name, index) => new SpecFileText(
            $"specs/s{index}.yaml",
            $"service: s{index}\nversion: 2025-01-06\nnamespace: Acme.S{index}\nendpoint: s.example.com\nclient: {name}\nactions:\n  {(name.StartsWith('_') ? "Act" : name)}: {{ request: {{ '{name}': string }}, response: {{ '{name}': string }}, errors: {{ A: x }} }}\n"))];

        AssertCompiles(specs, "", "");
    }

    private static string[] Some(string[] words) => FullRun.IsWanted ? words : [.. words.Where((_, index) => index % 4 == 0)];

    private static void AssertCompiles(List<SpecFileText> specs, string required, string visibility)
    {
        GeneratorHost host = new(specs, items: ItemsFile.For(specs, visibility, required));
        GeneratorRunResult run = host.Run();

        // What the language of specs refuses by name is told; what it takes compiles.
        Assert.True(run.Exception is null, run.Exception?.ToString());
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Id.StartsWith("APIGEN01", StringComparison.Ordinal));
        Assert.True(run.GeneratedSources.Length > 3, string.Join('\n', run.Diagnostics.Take(5)));
        Assert.Empty(host.CompilerDiagnostics());
    }

    private static IEnumerable<string> Words()
    {
        foreach (string resource in typeof(SpecGenerator).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".scriban-cs", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(typeof(SpecGenerator).Assembly.GetManifestResourceStream(resource)!);
            foreach (Match word in Word().Matches(Comment().Replace(reader.ReadToEnd(), "")))
            {
                yield return word.Value;
            }
        }

        foreach (string word in CSharpKeywords.All.Concat(SyntaxFacts.GetContextualKeywordKinds().Select(SyntaxFacts.GetText)).Concat(Others))
        {
            yield return word;
        }
    }

    [GeneratedRegex(@"[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();
}
