using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ApiGen.Generator.Tests.Selection;

/// <summary>Which actions and types a project gets.</summary>
public class SelectionTests
{
    private const string Types = """
        types:
          Pet: { members: { Owner: Owner } }
          Owner: { members: { Name: string } }
          Shop: { members: { Name: string } }
        """;

    [Theory]
    [InlineData("CreatePet", "CreatePet")]
    [InlineData("CreatePet;DescribeShop", "CreatePet DescribeShop")]
    [InlineData("Describe*", "DescribePet DescribeShop")]
    [InlineData("*Pet;-Delete*", "CreatePet DescribePet")]
    [InlineData("-Delete*", "CreatePet DescribePet DescribeShop")]
    [InlineData("Describe???", "DescribePet")]
    [InlineData(" CreatePet ;\n DescribePet ", "CreatePet DescribePet")]
    public void Patterns_select_actions(string patterns, string expected)
    {
        GeneratorRunResult run = Run(patterns);

        Assert.Empty(run.Diagnostics);
        Assert.Equal(expected.Split(' '), run.GeneratedSources.Select(source => source.HintName).Where(hint => !hint.Contains("Types.", StringComparison.Ordinal) && !hint.Contains("Client", StringComparison.Ordinal)).Select(hint => hint["Acme.Demo.".Length..^".g.cs".Length]));
    }

    [Fact]
    public void Types_that_nothing_selected_reaches_are_left_out()
    {
        GeneratorRunResult run = Run("DescribeShop");

        Assert.Equal(["Acme.Demo.Types.Shop.g.cs"], run.GeneratedSources.Select(source => source.HintName).Where(hint => hint.Contains("Types.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Types_are_reached_through_other_types()
    {
        GeneratorRunResult run = Run("CreatePet");

        Assert.Equal(
            ["Acme.Demo.Types.Owner.g.cs", "Acme.Demo.Types.Pet.g.cs"],
            run.GeneratedSources.Select(source => source.HintName).Where(hint => hint.Contains("Types.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("CreatePett", "Did you mean 'CreatePet'?")]
    [InlineData("DescribeShopp*", "Did you mean 'DescribeShop'?")]
    [InlineData("createpet", "Did you mean 'CreatePet'?")]
    [InlineData("Descibe*", "Did you mean 'DescribePet'?")]
    [InlineData("D?leet*", "Did you mean 'DeletePet'?")]
    [InlineData("*Shopp*", "Did you mean 'DescribeShop'?")]
    [InlineData("create*", "Did you mean 'CreatePet'?")]
    [InlineData("Zzz*", "matches no action.")]
    [InlineData("-CreatePett", "Did you mean '-CreatePet'?")]
    [InlineData("-Descibe*", "Did you mean '-DescribePet'?")]
    public void A_pattern_that_matches_nothing_is_reported_with_the_nearest_name(string pattern, string hint)
    {
        Diagnostic diagnostic = Assert.Single(Run("DeletePet;" + pattern).Diagnostics);

        Assert.Equal("APIGEN0101", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains($"'{pattern}'", diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.EndsWith(hint, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_ones_own_are_generated_whole_beside_a_selected_service()
    {
        List<SpecFileText> files = [.. Specs("DescribeShop"), new SpecFileText("mine/Groom.yaml", "action: Groom\nservice: demo\nversion: 2026-01-01\nrequest: { Name: string }\n")];

        GeneratorRunResult run = new GeneratorHost(files).Run();

        Assert.Empty(run.Diagnostics);
        Assert.Contains(run.GeneratedSources, source => source.HintName == "Acme.Demo.Groom.g.cs");
        Assert.Contains(run.GeneratedSources, source => source.HintName == "Acme.Demo.DescribeShop.g.cs");
        Assert.DoesNotContain(run.GeneratedSources, source => source.HintName == "Acme.Demo.CreatePet.g.cs");
    }

    private static GeneratorRunResult Run(string patterns) => new GeneratorHost(Specs(patterns)).Run();

    private static IEnumerable<SpecFileText> Specs(string patterns) => Spec
        .Files(
            Types,
            ("CreatePet", "request: { Pet: Pet }"),
            ("DeletePet", "request: { Name: string }"),
            ("DescribePet", "response: { Pet: Pet }"),
            ("DescribeShop", "response: { Shop: Shop }"))
        .Select(file => new SpecFileText(file.Path, file.GetText().ToString()) { Actions = patterns, Service = "demo" });

    [Theory]
    [InlineData("namespace: Example.Shop", "actions: { CloseBank: {} }", "APIGEN0044")]
    [InlineData("namespace: Example.Bank", "actions: { CloseBank: { request: { A: nothing } } }", "APIGEN0048")]
    [InlineData("namespace: Example.Bank", "actions: { CloseBank: {}, CloseZoo: {}, OpenZoo: { request: { A: nothing } } }", "APIGEN0048", "CloseShop;CloseBank;Open*;-*Zoo")]
    public void A_pattern_for_what_an_error_leaves_out_is_not_called_wrong(string space, string actions, string error, string patterns = "CloseShop;CloseBank")
    {
        SpecFileText shop = new("/home/somebody/App/specs/a.yaml", "service: shop\nversion: 2025-01-06\nnamespace: Example.Shop\nendpoint: shop.example.com\nactions: { CloseShop: {} }\n");
        SpecFileText bank = new("/home/somebody/App/specs/b.yaml", $"service: bank\nversion: 2025-01-06\n{space}\nendpoint: bank.example.com\n{actions}\n");
        ItemsFile items = new ItemsFile().Spec("specs/a.yaml", shop.Path, actions: patterns).Spec("specs/b.yaml", bank.Path, actions: patterns);

        Diagnostic told = Assert.Single(new GeneratorHost([shop, bank], items: items).Run().Diagnostics);

        Assert.True(told.Id == error, told.ToString());
    }

    [Fact]
    public void What_an_item_does_has_nothing_to_do_with_other_services()
    {
        SpecFileText shop = Of("shop", "CloseShop"), bank = Of("bank", "CloseBank"), zoo = Of("zoo", "CloseZoo");
        ItemsFile items = new ItemsFile().Spec("specs/a.yaml", shop.Path, actions: "CloseShop;CloseBank").Spec("specs/b.yaml", bank.Path).Spec("specs/c.yaml", zoo.Path, actions: "-*");

        string[] told = [.. new GeneratorHost([shop, bank, zoo], items: items).Run().Diagnostics.Select(diagnostic => diagnostic.Id + " " + diagnostic.GetMessage(null)).Order(StringComparer.Ordinal)];

        Assert.Equal(2, told.Length);
        Assert.StartsWith("APIGEN0101 ", told[0], StringComparison.Ordinal);
        Assert.DoesNotContain("is an action of", told[0], StringComparison.Ordinal);
        Assert.StartsWith("APIGEN0115 Nothing is generated for zoo ", told[1], StringComparison.Ordinal);
    }

    private static SpecFileText Of(string service, string action) =>
        new($"specs/{service}.yaml", $"service: {service}\nversion: 2026-01-01\nnamespace: Acme.{action}\nendpoint: {service}.example.com\nactions: {{ {action}: {{}} }}\n");
}
