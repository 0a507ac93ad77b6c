using System.Net;
using System.Text.RegularExpressions;
using ApiGen.Explorer.Hosting;
using ApiGen.Explorer.Search;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Tests.Search;

public sealed class SearchLinkTests
{
    // Read from what a browser gets: the page is there, and the anchor is the id of something in it.
    [Fact]
    [Long]
    public async Task Every_thing_that_can_be_found_in_the_bundled_specs_leads_to_its_place()
    {
        await using ExplorerServer server = await Lab.StartAsync(ApiExplorerSpecs.Bundled());
        using HttpClient http = new() { BaseAddress = server.Address };
        IReadOnlyList<ServiceModel> services = ApiExplorerSpecs.Bundled().Services;
        SearchIndex index = new(services);
        Links links = new("");
        string[] names =
        [
            .. services.Select(static service => service.Name), .. services.SelectMany(static service => service.Types, static (_, type) => type.Name), .. services.SelectMany(static service => service.Types).SelectMany(static type => type.Members, static (_, member) => member.Name),
            .. services.SelectMany(static service => service.Actions).SelectMany(static action => (IEnumerable<string>)[action.Name, .. action.Request.Concat(action.Response).Select(static member => member.Name), .. action.Errors.Select(static error => error.Code)]),
        ];
        string[] places = [.. names.Distinct(StringComparer.Ordinal).SelectMany(name => index.Find(name, SearchIndex.MostCounted).Hits).Select(entry => links.Entry(index, entry)).Distinct(StringComparer.Ordinal)];
        Assert.InRange(places.Length, 1_000, index.Count);

        foreach (IGrouping<string, string> page in places.GroupBy(static place => place.Split('#')[0], StringComparer.Ordinal))
        {
            using HttpResponseMessage response = await http.GetAsync(page.Key, TestContext.Current.CancellationToken);
            string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            HashSet<string> ids = [.. Regex.Matches(text, " id=\"([^\"]+)\"").Select(static match => WebUtility.HtmlDecode(match.Groups[1].Value))];

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal([], page.Where(static place => place.Contains('#', StringComparison.Ordinal)).Where(place => !ids.Contains(Uri.UnescapeDataString(place.Split('#')[1]))));
        }
    }
}
