using ApiGen.Explorer.Search;

namespace ApiGen.Explorer.Tests.Search;

public sealed class SearchIndexTests
{
    private static readonly SearchIndex Index = new(ApiExplorerSpecs.Bundled().Services);

    // 60 services of 10 actions with 15 codes, and 20 types of 13 members: more codes and members than are counted.
    private static readonly Lazy<SearchIndex> Many = new(static () => new SearchIndex(Lab.Read([.. Enumerable.Range(0, 60).Select(ServiceOf)]).Services));

    [Theory]
    [InlineData("createmnp", "Action CreateMNP")]
    [InlineData("tcsas", "Service tcsas")]
    [InlineData("MNPI18NSyncDto", "Type MNPI18NSyncDto")]
    [InlineData("platformid", "Member PlatformId")]
    [InlineData("InvalidParameterValue.InvalidMNPName", "Error InvalidParameterValue.InvalidMNPName")]
    [InlineData("tcsas create mnp version", "Action CreateMNPVersion")]
    [InlineData("sts assume saml", "Action AssumeRoleWithSAML")]
    [InlineData("invalid mnp name", "Error InvalidParameterValue.InvalidMNPName")]
    [InlineData("create", "Action CreateMNG")]
    [InlineData("DescribeMNP platformid", "Member PlatformId")]
    [InlineData("Creates a mini program on the platform", "Action CreateMNP")]
    public void The_best_fit_comes_first(string query, string expected)
    {
        SearchEntry first = Index.Find(query, 10).Hits[0];

        Assert.Equal(expected, $"{first.Kind} {Index.NameOf(first)}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData("nothing-is-called-so")]
    [InlineData("createmnp nothing-is-called-so")]
    [InlineData("\n")]
    public void What_is_not_there_is_not_found(string query) => Assert.Empty(Index.Find(query, 10).Hits);

    private static string ServiceOf(int number)
    {
        string types = string.Concat(Enumerable.Range(0, 20).Select(type => $"  Type{type}:\n    members:\n" + string.Concat(Enumerable.Range(0, 13).Select(member => $"      Member{member}x: {{ type: string }}\n"))));
        string actions = string.Concat(Enumerable.Range(0, 10).Select(action =>
            $"  Act{action}:\n    request:\n" + string.Concat(Enumerable.Range(0, 20).Select(type => $"      In{type}: {{ type: Type{type} }}\n"))
            + "    errors:\n" + string.Concat(Enumerable.Range(0, 15).Select(code => $"      InvalidValue.Code{code}: Wrong.\n"))));
        return FormattableString.Invariant($"service: svc{number}\nversion: 2026-01-01\nnamespace: Example.Svc{number}\nendpoint: svc{number}.example.com\ntypes:\n{types}actions:\n{actions}");
    }

    [Fact]
    public void Of_members_and_error_codes_5000_are_counted_and_of_all_else_everything()
    {
        string members = string.Concat(Enumerable.Range(0, 5_500).Select(static i => FormattableString.Invariant($"      Thing{i}: {{ type: string }}\n")));
        string spec = $"service: wide\nversion: 2026-01-01\nnamespace: Example.Wide\nendpoint: wide.example.com\nactions:\n  ThingAct:\n    request:\n{members}  ThingMore: {{}}\n";
        SearchResults found = new SearchIndex(Lab.Read(spec).Services).Find("thing", 10);

        Assert.True(found.IsMore);
        Assert.InRange(found.Total - 2, 4_990, 5_000);
        Assert.Equal([0, 1], found.Hits.Take(2).Select(static hit => hit.Kind == SearchKind.Action ? hit.Owner : -1));
    }

    // A common word beside a rare one: it is the rare one that decides how many there are, whatever comes first and wherever the service stands.
    [Theory]
    [InlineData("svc59 InvalidValue Code14", 10)]
    [InlineData("InvalidValue Code14 svc59", 10)]
    [InlineData("svc59 Code14", 10)]
    [InlineData("svc3 Code14", 110)]
    [InlineData("svc59 InvalidValue", 150)]
    [InlineData("svc59 Act7 InvalidValue", 15)]
    [InlineData("Member3 svc59", 20)]
    [InlineData("svc59 Type19 Member3", 1)]
    [InlineData("svc59 Type19", 1)]
    [InlineData("svc59 InvalidValue Code14 nowhere", 0)]
    public void More_words_narrow_down_however_many_things_one_of_them_names(string query, int expected)
    {
        SearchResults found = Many.Value.Find(query, 40);

        Assert.Equal((expected, false), (found.Total, found.IsMore));
        Assert.Equal(Math.Min(expected, 40), found.Hits.Count);
    }

    [Fact]
    [Long]
    public void More_than_are_counted_is_told_of_several_words_too()
    {
        SearchResults found = Many.Value.Find("InvalidValue Code", 40);

        Assert.Equal((5_000, true), (found.Total, found.IsMore));
    }

    [Fact]
    public void Everything_is_found_by_its_own_name()
    {
        foreach (Specs.Model.ServiceModel service in ApiExplorerSpecs.Bundled().Services)
        {
            Assert.All(service.Actions, action => Assert.Contains(Index.Find(action.Name, 200).Hits, hit => hit.Kind == SearchKind.Action && Index.NameOf(hit) == action.Name));
            Assert.All(service.Types, type => Assert.Contains(Index.Find(type.Name, 200).Hits, hit => hit.Kind == SearchKind.Type && Index.NameOf(hit) == type.Name));
        }
    }
}
