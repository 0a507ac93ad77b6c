using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.Cli.Import;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Import;

public sealed partial class TcsasSpecTests
{
    private static readonly ServiceModel Service = SpecLoader.LoadDirectory(TestData.Specs).Services.Single(service => service.Name == "tcsas");

    [Fact]
    public void All_151_actions_are_described()
    {
        Assert.Equal(151, Service.Actions.Count);
        Assert.All(Service.Actions, action => Assert.Equal(RegionRequirement.Required, action.Region));
    }

    [Fact]
    public void The_49_documented_limits_are_stated_and_the_others_are_assumed()
    {
        Assert.All(Service.Actions, action => Assert.Equal("20/s", string.Join(", ", action.RateLimits)));
        Assert.Equal(49, Service.Actions.Count(action => !action.RateLimitAssumed));
    }

    [Fact]
    public void Every_action_type_and_member_has_a_summary() => Assert.Empty(Summaries().Where(item => item.Summary.Length < 8).Select(item => item.Place));

    [Fact]
    public void No_summary_is_used_twice() =>
        Assert.Empty(Summaries().GroupBy(item => item.Summary, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => string.Join(", ", group.Select(item => item.Place))));

    [Fact]
    public void Every_error_code_is_explained() =>
        Assert.Empty(Service.Actions.SelectMany(action => action.Errors).Where(error => error.Summary.Length < 8 || error.Summary == error.Code).Select(error => error.Code));

    [Fact]
    public void Every_action_has_an_example_that_conforms() => Assert.All(Service.Actions, action =>
    {
        ExampleModel example = Assert.Single(action.Examples);
        using JsonDocument request = JsonDocument.Parse(example.Request);
        using JsonDocument response = JsonDocument.Parse(example.Response!);
        Assert.Empty(ExampleConformance.CheckRequest(request.RootElement, action, Service.Types));
        Assert.Empty(ExampleConformance.CheckResponse(response.RootElement, action, Service.Types));
    });

    [Fact]
    public void Reads_are_repeatable_and_changes_are_not()
    {
        Assert.All(Service.Actions, action => Assert.Equal(action.Name.StartsWith("Describe", StringComparison.Ordinal) || action.Name.StartsWith("Query", StringComparison.Ordinal), action.Idempotent));
        Assert.Equal(18, Service.Actions.Count(action => action.Paging is { Position: "Offset", Limit: "Limit", Items: "Data.DataList", Total: "Data.TotalCount" }));
    }

    [Fact]
    public void No_sentence_is_taken_over_from_the_vendors_model()
    {
        string? reference = Environment.GetEnvironmentVariable("APIGEN_REFERENCE");
        Assert.SkipWhen(reference is null, "APIGEN_REFERENCE does not name the folder with the vendor's model.");
        using JsonDocument model = JsonDocument.Parse(File.ReadAllText(Path.Combine(reference!, "tcsas", "api.json")));
        HashSet<string> theirs = [.. Documents(model.RootElement).SelectMany(document => Sentences(DocumentText.Plain(document)))];

        string[] taken = [.. Summaries().SelectMany(item => Sentences(item.Summary).Where(theirs.Contains).Select(sentence => $"{item.Place}: {sentence}"))];

        Assert.Empty(taken);
    }

    private static IEnumerable<(string Place, string Summary)> Summaries()
    {
        foreach (ActionModel action in Service.Actions)
        {
            yield return (action.Name, action.Summary);
            foreach (MemberModel member in action.Request.Concat(action.Response))
            {
                yield return ($"{action.Name}.{member.Name}", member.Summary);
            }
        }

        foreach (TypeModel type in Service.Types)
        {
            yield return (type.Name, type.Summary);
            foreach (MemberModel member in type.Members)
            {
                yield return ($"{type.Name}.{member.Name}", member.Summary);
            }
        }
    }

    private static IEnumerable<string> Documents(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                if (property is { Name: "document", Value.ValueKind: JsonValueKind.String })
                {
                    yield return property.Value.GetString()!;
                }

                foreach (string document in Documents(property.Value))
                {
                    yield return document;
                }
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (string document in element.EnumerateArray().SelectMany(Documents))
            {
                yield return document;
            }
        }
    }

    // A sentence of three words or fewer, such as "Platform ID.", can hardly be said otherwise.
    private static IEnumerable<string> Sentences(string text) => SentenceEnd().Split(text)
        .Select(sentence => sentence.Trim(' ', '.', ';').ToUpperInvariant())
        .Where(sentence => sentence.Count(c => c == ' ') >= 3);

    [GeneratedRegex(@"(?<=[.!?;])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
