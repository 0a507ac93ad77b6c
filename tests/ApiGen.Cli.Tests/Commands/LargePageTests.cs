using System.Text;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Comparing;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Commands;

/// <summary>Pages and reports are as long as what they are about, and no longer.</summary>
public sealed class LargePageTests
{
    [Theory]
    [InlineData(27, 2)]
    [InlineData(3000, 1)]
    [InlineData(60, 30)]
    public Task An_action_s_page_has_each_member_once_however_its_types_use_each_other(int types, int links) => Bounded.RunAsync(() =>
    {
        StringBuilder spec = new("service: big\nversion: 2020-01-01\nnamespace: Big\nendpoint: b.example\nactions: { Get: { response: { First: T0 } } }\ntypes:\n");
        for (int i = 0; i < types; i++)
        {
            spec.Append("  T").Append(i).Append(": { members: { ").AppendJoin(", ", Enumerable.Range(0, links).Select(link => $"M{link}: T{(i + 1) % types}")).Append(" } }\n");
        }

        ServiceModel service = SpecLoader.Load([new SpecText("s.yaml", spec.ToString())]).Services[0];

        string page = ActionPage.Of(service, service.Actions[0]);

        Assert.InRange(page.Split('\n').Length, Math.Min(types, 27), (types * links) + 20);
        Assert.Contains(types > 30 ? "(deeper than is shown)" : "(see above)", page, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(199_999, "constants are gone or renamed: V199999")]
    [InlineData(1, "constants are gone or renamed: V1, V10, V100, V1000, V10000 and 199994 more")]
    [Long]
    public Task A_change_among_many_allowed_values_is_one_short_line_for_them_and_one_for_their_constants(int left, string constants) => Bounded.RunAsync(() =>
    {
        SpecChange[] changes = [.. SpecComparison.Compare(Values(200_000), Values(left))];

        Assert.Equal(2, changes.Length);
        Assert.All(changes, change => Assert.True(change.IsBreaking && change.Text.Length is > 10 and < 3000));
        Assert.Equal(constants, changes[1].Text);
    });

    private static EquatableArray<ServiceModel> Values(int count) => SpecLoader.Load([new SpecText("s.yaml",
        $"service: big\nversion: 2020-01-01\nnamespace: Big\nendpoint: b.example\nactions: {{ Get: {{ request: {{ A: {{ type: string, values: [{string.Join(", ", Enumerable.Range(0, count).Select(i => "v" + i))}] }} }} }} }}\n")]).Services;
}
