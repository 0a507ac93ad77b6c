using System.Text;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Specs.Tests.Conformance;

/// <summary>As much as a file can hold. What is not linear takes many minutes here.</summary>
public sealed class LargeSpecTests
{
    private const int Many = 200_000;

    [Fact]
    public Task Many_allowed_values_are_read_named_and_compared() => Bounded.RunAsync(() =>
    {
        StringBuilder values = new();
        for (int i = 0; i < Many; i++)
        {
            values.Append(i == 0 ? "" : ", ").Append("value").Append(i);
        }

        MemberModel member = Spec.Member($"{{ type: list<string>, values: [{values}] }}");
        WireValue all = WireValue.OfList([.. member.Constraint!.Values.Select(WireValue.OfText)]);

        Assert.Equal(Many, member.Constraint.Values.Count);
        Assert.Equal(Many, ValueNames.Of(member.Constraint.Values, "Choice").Values.Distinct().Count());
        Assert.Empty(Check.OfMember(all, member));
    });

    [Fact]
    public Task Many_values_that_all_want_one_name_get_numbers() => Bounded.RunAsync(() =>
    {
        string[] values = [.. Enumerable.Range(0, Many).Select(i => new string('+', (i % 400) + 1) + new string('-', i / 400))];

        Assert.Equal(Many, ValueNames.Of(values, "Choice").Values.Distinct().Count());
    });

    [Fact]
    public Task Many_values_that_are_not_allowed_are_told_up_to_a_bound_and_in_short() => Bounded.RunAsync(() =>
    {
        string list = string.Join(", ", Enumerable.Range(0, Many).Select(i => $"v{i}"));
        MemberModel member = Spec.Member($"{{ type: list<string>, values: [{list}] }}");

        IReadOnlyList<Violation> found = Check.OfMember(WireValue.OfList([.. Enumerable.Repeat(WireValue.OfText("other"), Many)]), member);

        Assert.Equal(SpecLimits.MaxDiagnostics, found.Count);
        Assert.EndsWith("v99 and 199900 more", found[0].ToString(), StringComparison.Ordinal);
    });

    [Fact]
    public Task Many_unknown_members_beside_many_known_ones_are_told_up_to_a_bound() => Bounded.RunAsync(() =>
    {
        ActionModel action = new()
        {
            Name = "Act",
            Request = Enumerable.Range(0, 20_000).Select(i => new MemberModel { Name = $"Known{i}", Type = new TypeReference(ValueKind.String) }).ToEquatableArray(),
        };

        IReadOnlyList<Violation> found = Check.OfRequest(WireValue.OfObject([.. Enumerable.Range(0, 20_000).Select(i => new WireMember($"Other{i}", WireValue.OfNull()))]), action);

        Assert.Equal(SpecLimits.MaxDiagnostics, found.Count);
        Assert.Single(found.Select(violation => violation.Known).Distinct());
    });

    private static ConformanceCheck Check => new(new Dictionary<string, TypeModel>(), []);
}
