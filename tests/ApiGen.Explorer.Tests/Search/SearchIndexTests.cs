using ApiGen.Explorer.Search;

namespace ApiGen.Explorer.Tests.Search;

public sealed class SearchIndexTests
{
    private static readonly SearchIndex Index = new(ApiExplorerSpecs.Bundled().Services);

    [Theory]
    [InlineData("createmnp", "Action CreateMNP")]
    [InlineData("tcsas", "Service tcsas")]
    [InlineData("MNPI18NSyncDto", "Type MNPI18NSyncDto")]
    [InlineData("platformid", "Member PlatformId")]
    [InlineData("InvalidParameterValue.InvalidMNPName", "Error InvalidParameterValue.InvalidMNPName")]
    [InlineData("tcsas create mnp version", "Action CreateMNPVersion")]
    [InlineData("sts assume saml", "Action AssumeRoleWithSAML")]
    [InlineData("invalid mnp name", "Error InvalidParameterValue.InvalidMNPName")]
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
