using System.Globalization;
using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ApiGen.Generator.Tests.Options;

/// <summary>What the items of a project mean, alone and together.</summary>
public class ProjectItemsTests
{
    private static readonly string[] TwoNames = ["bank", "shop"];
    private static readonly string[] Twins = ["Shop", "shop"];

    private static readonly List<SpecFileText> Specs =
    [
        .. Spec.Files("types: {}", ("CreatePet", "request: { Name: string }"), ("DeletePet", "request: { Name: string }"), ("DescribePet", "request: { Name: string }")),
    ];

    [Fact]
    public void Items_for_one_service_add_up() =>
        Assert.Equal(["CreatePet", "DeletePet"], Actions(Run(Bundled().Service("demo", "CreatePet").Service("demo", "DeletePet"))));

    [Fact]
    public void An_item_without_patterns_takes_all_whatever_the_others_take() =>
        Assert.Equal(["CreatePet", "DeletePet", "DescribePet"], Actions(Run(Bundled().Service("demo", "CreatePet").Service("demo"))));

    [Fact]
    public void The_name_of_a_bundled_service_may_be_cased_differently() =>
        Assert.Equal(["CreatePet"], Actions(Run(Bundled().Service("Demo", "CreatePet"))));

    [Fact]
    public void A_misspelt_pattern_of_any_item_is_told()
    {
        GeneratorRunResult run = Run(Bundled().Service("demo", "CreatPet").Service("demo", "DeletePet"));

        Assert.Equal("ApiService demo: the pattern 'CreatPet' in Actions matches no action. Did you mean 'CreatePet'?", Assert.Single(run.Diagnostics).GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(["DeletePet"], Actions(run));
    }

    [Theory]
    [InlineData("Mine", "Mine is an action of own/mine.yaml, whose own item selects it.")]
    [InlineData("Mi*", "Mine is an action of own/mine.yaml, whose own item selects it.")]
    [InlineData("Mne", "")]
    public void A_pattern_for_an_action_of_another_item_is_told_where_that_is(string pattern, string hint)
    {
        SpecFileText own = new("own/mine.yaml", "service: demo\nversion: 2026-01-01\nactions: { Mine: {} }\n");
        ItemsFile items = Bundled().Service("demo", pattern + " CreatePet").Spec(own.Path);

        Diagnostic told = Assert.Single(new GeneratorHost([.. Specs, own], items: items).Run().Diagnostics);

        Assert.Equal($"ApiService demo: the pattern '{pattern}' in Actions matches no action.{(hint.Length == 0 ? "" : " " + hint)}", told.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Items_for_one_file_add_up()
    {
        ItemsFile items = new();
        foreach (SpecFileText spec in Specs)
        {
            items.Spec(spec.Path, actions: "CreatePet").Spec(spec.Path, actions: "Describe*");
        }

        GeneratorRunResult run = Run(items);

        Assert.Empty(run.Diagnostics);
        Assert.Equal(["CreatePet", "DescribePet"], Actions(run));
    }

    [Theory]
    [InlineData("CreatePet\n  Describe*\r\n")]
    [InlineData("\n\tCreatePet;\n\tDescribe*;\n")]
    [InlineData("CreatePet, DescribePet")]
    public void Patterns_may_stand_on_several_lines(string patterns) =>
        Assert.Equal(["CreatePet", "DescribePet"], Actions(Run(Bundled().Service("demo", patterns))));

    [Fact]
    public void A_list_of_actions_has_a_pattern_a_line_and_comments()
    {
        GeneratorRunResult run = RunWithList("# what we call\r\nCreatePet\n\n  Describe* // reading\n-DescribePets");

        Assert.Equal("APIGEN0101", Assert.Single(run.Diagnostics).Id);
        Assert.Equal(["CreatePet", "DescribePet"], Actions(run));
    }

    [Fact]
    public void A_misspelt_action_in_a_list_is_reported_at_its_line()
    {
        Diagnostic diagnostic = Assert.Single(RunWithList("CreatePet\n  DelettePet // gone\n").Diagnostics);

        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        Assert.Equal("/home/somebody/App/lists/actions.txt", place.Path);
        Assert.Equal((1, 2, 12), (place.StartLinePosition.Line, place.StartLinePosition.Character, place.EndLinePosition.Character));
        Assert.Equal("ApiService demo: the pattern 'DelettePet' in line 2 of lists/actions.txt matches no action. Did you mean 'DeletePet'?", diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_list_that_selects_nothing_is_told()
    {
        GeneratorRunResult run = RunWithList("# nothing yet\n");

        Assert.Empty(run.GeneratedSources);
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("APIGEN0115", diagnostic.Id);
        Assert.Equal("Nothing is generated for ActionsFile lists/actions.txt: it has no entry; add one, or remove the item.", diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("CreatePet", "", "the item", "")]
    [InlineData("", "", "the item", "")]
    [InlineData("CreatPet", "", "the item", "APIGEN0101")]
    [InlineData("-*", "", "the item", "")]
    [InlineData(null, "CreatePet", "ActionsFile", "")]
    [InlineData(null, "CreatPet", "ActionsFile", "APIGEN0101")]
    [InlineData(null, "-*", "ActionsFile", "")]
    public void A_list_without_an_entry_is_told_whatever_stands_beside_it(string? item, string actions, string remedy, string also)
    {
        const string Path = "/home/somebody/App/lists/actions.txt";
        ItemsFile items = (item is null ? Bundled() : Bundled().Service("demo", item)).Service("demo", actions, actionsFile: "lists/actions.txt").Add("list", "lists/actions.txt", Path);

        Diagnostic[] told = [.. new GeneratorHost([.. Specs, new SpecFileText(Path, "# nothing yet\n")], items: items).Run().Diagnostics];

        Assert.Equal(
            $"Nothing is generated for ActionsFile lists/actions.txt: it has no entry; add one, or remove {remedy}.",
            Assert.Single(told, static one => one.Id == "APIGEN0115").GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(also, string.Concat(told.Select(static one => one.Id).Where(static id => id != "APIGEN0115")));
    }

    [Theory]
    [InlineData("DescribePet;-Describe*")]
    [InlineData("-*")]
    public void Patterns_that_take_back_what_they_select_are_told_beside_an_item_that_selects_something(string actions)
    {
        GeneratorRunResult run = new GeneratorHost(Specs, items: Bundled().Service("demo", "CreatePet").Service("demo", actions)).Run();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics, static one => one.Id == "APIGEN0115");
        Assert.Equal("Nothing is generated for ApiService demo: its own exclusions take back all that it selects; correct them, or remove the item.", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(["CreatePet"], Actions(run));
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\n      \n    ")]
    public void Patterns_of_separators_alone_are_told_and_not_taken_for_all_in_silence(string actions)
    {
        GeneratorRunResult run = new GeneratorHost(Specs, items: Bundled().Service("demo", actions)).Run();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("APIGEN0112", diagnostic.Id);
        Assert.Equal($"Actions '{actions.Trim()}' matches nothing, so all actions are generated. Write their names, or leave it out to have all.", diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("lists/actions.txt", " lists/actions.txt ")]
    [InlineData("lists/actions.txt", "\n      lists/actions.txt\n    ")]
    [InlineData("lists/actions.txt", "lists\\actions.txt")]
    public void A_list_is_found_whatever_blanks_and_slashes_its_name_is_written_with(string listed, string written)
    {
        const string Path = "/home/somebody/App/lists/actions.txt";
        ItemsFile items = Bundled().Service("demo", actionsFile: written).Add("list", listed, Path);

        GeneratorRunResult run = new GeneratorHost([.. Specs, new SpecFileText(Path, "CreatePet\n")], items: items).Run();

        Assert.Empty(run.Diagnostics);
        Assert.Equal(["CreatePet"], Actions(run));
    }

    [Fact]
    public void Of_a_list_that_is_not_there_the_compiler_tells_and_nobody_else() =>
        Assert.Empty(Run(Bundled().Service("demo", actionsFile: "lists/nowhere.txt")).Diagnostics);

    [Theory]
    [InlineData(" ")]
    [InlineData("\n  ")]
    public void A_list_of_blanks_is_none(string written) => Assert.Equal(["CreatePet", "DeletePet", "DescribePet"], Actions(Run(Bundled().Service("demo", actionsFile: written))));

    [Theory]
    [InlineData("a\nb.yaml")]
    [InlineData("a\r\nb.yaml")]
    [InlineData("a\u0085class X { }.yaml")]
    [InlineData("a\u2028b.yaml")]
    public void The_name_of_a_file_ends_no_comment_of_generated_code(string link)
    {
        SpecFileText spec = Spec.Service("actions: { Find: {} }");
        GeneratorHost host = new([spec], items: new ItemsFile().Spec(spec.Path, spec.Path, link: link));

        GeneratorRunResult run = host.Run();

        Assert.Empty(run.Diagnostics);
        Assert.Empty(host.CompilerDiagnostics());
        Assert.All(run.GeneratedSources, source => Assert.Equal("// </auto-generated>", source.SourceText.Lines[2].ToString()));
    }

    [Theory]
    [InlineData("", "-CreatePet", "-CreatePet")]
    [InlineData("CreatePet", "Describe*;-Create*", "-Create*")]
    [InlineData("Describe*", "-D*", "")]
    [InlineData("DescribePet", "-DescribePet", "-DescribePet")]
    [InlineData("CreatePet", "-DeletePet", "")]
    public void An_exclusion_of_what_another_item_selects_is_told_where_nothing_is_left_of_it(string one, string other, string told)
    {
        Diagnostic[] diagnostics = [.. Run(Bundled().Service("demo", one).Service("demo", other)).Diagnostics];

        Assert.Equal(told.Length == 0 ? "" : "APIGEN0117", string.Concat(diagnostics.Select(diagnostic => diagnostic.Id)));
        Assert.All(diagnostics, diagnostic => Assert.StartsWith($"ApiService demo: the pattern '{told}' in Actions leaves nothing out, because another item selects", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CreatePet;-DeletePet", "", "'-DeletePet' in Actions")]
    [InlineData("CreatePet", "-De*", "'-De*' in line 1 of lists/actions.txt")]
    [InlineData("-De*", "CreatePet", "'-De*' in Actions")]
    [InlineData("", "Create*\n-DeletePet\n", "'-DeletePet' in line 2 of lists/actions.txt")]
    [InlineData("De*;-DeletePet", "", "")]
    [InlineData("CreatePet;DeletePet", "-De*", "")]
    [InlineData("-DeletePet;-De*", "", "")]
    public void An_exclusion_of_what_its_own_item_does_not_select_is_told(string actions, string list, string told)
    {
        const string Path = "/home/somebody/App/lists/actions.txt";
        ItemsFile items = list.Length == 0 ? Bundled().Service("demo", actions) : Bundled().Service("demo", actions, actionsFile: "lists/actions.txt").Add("list", "lists/actions.txt", Path);

        Diagnostic[] diagnostics = [.. new GeneratorHost([.. Specs, new SpecFileText(Path, list)], items: items).Run().Diagnostics];

        Assert.Equal(
            told.Length == 0 ? [] : [$"APIGEN0117 ApiService demo: the pattern {told} leaves nothing out, because nothing else there selects what it matches. Remove it, or correct the pattern that it is to narrow."],
            diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));
    }

    [Fact]
    public void An_exclusion_beside_a_misspelt_pattern_is_not_told() => Assert.Equal("APIGEN0101", Assert.Single(Run(Bundled().Service("demo", "Descibe*;-DescribePet")).Diagnostics).Id);

    [Fact]
    public void Two_services_with_one_chosen_namespace_are_told_at_the_project_and_their_patterns_are_not()
    {
        SpecFileText other = new("specs/other/service.yaml", Spec.Header.Replace("service: demo", "service: other", StringComparison.Ordinal).Replace("Acme.Demo", "Acme.Other", StringComparison.Ordinal) + "\nactions:\n  Call: {}\n");
        ItemsFile items = Bundled().Add("file", other.Path, "other", "service.yaml").Service("demo", "CreatePet", space: "Same").Service("other", "Call", space: "Same");

        Diagnostic diagnostic = Assert.Single(new GeneratorHost([.. Specs, other], items: items).Run().Diagnostics);

        Assert.Equal(("APIGEN0044", "/home/somebody/App/App.csproj"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
        Assert.Contains("'Same'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_without_actions_is_told_at_its_file()
    {
        Diagnostic diagnostic = Assert.Single(new GeneratorHost(Spec.Files("types: { A: { members: { B: string } } }")).Run().Diagnostics);

        Assert.Equal(("APIGEN0115", "specs/demo/service.yaml"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
        Assert.EndsWith("its specs have no actions.", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_may_mean_one_of_several_versions()
    {
        SpecFileText[] specs = [.. Enumerable.Range(0, 2).Select(index => new SpecFileText(
            $"specs/shop/202{index}-01-06/service.yaml",
            $"service: shop\nversion: 202{index}-01-06\nnamespace: Shop{index}\nendpoint: shop.example.com\nactions: {{ Find{index}: {{}} }}\n")
        {
            Service = "shop",
            Actions = "Find1",
        })];

        GeneratorRunResult run = new GeneratorHost(specs).Run();

        Assert.Empty(run.Diagnostics);
        Assert.Contains(run.GeneratedSources, source => source.HintName == "Shop1.Find1.g.cs");
    }

    [Fact]
    public void A_copy_of_a_bundled_service_is_one_diagnostic_that_names_both_files()
    {
        ItemsFile items = Bundled().Service("demo");
        List<SpecFileText> copies = [];
        foreach (SpecFileText spec in Specs)
        {
            copies.Add(new SpecFileText("/home/somebody/App/" + spec.Path, spec.GetText(TestContext.Current.CancellationToken).ToString()));
            items.Spec(spec.Path, copies[^1].Path);
        }

        Diagnostic diagnostic = Assert.Single(new GeneratorHost([.. Specs, .. copies], items: items).Run().Diagnostics);

        Assert.Equal("APIGEN0043", diagnostic.Id);
        Assert.Equal("/home/somebody/App/specs/demo/service.yaml", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains("ApiGen/specs/demo/service.yaml", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Internl", "", "Visibility", "'internal'")]
    [InlineData("privat", "", "Visibility", "")]
    [InlineData("", "keywords", "RequiredMembers", "'keyword'")]
    public void A_word_that_a_setting_does_not_know_is_told_with_those_it_knows(string visibility, string required, string setting, string nearest)
    {
        Diagnostic ofItem = Assert.Single(Run(Bundled().Service("demo", visibility: visibility, requiredMembers: required)).Diagnostics);
        Diagnostic ofProperty = Assert.Single(Run(Bundled(visibility, required).Service("demo")).Diagnostics);

        Assert.Equal(("APIGEN0107", "APIGEN0107"), (ofItem.Id, ofProperty.Id));
        Assert.StartsWith($"ApiService demo: '{visibility}{required}' is no value of {setting}.", ofItem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.StartsWith($"The property ApiGen{setting}, from the command line, the environment or an import: ", ofProperty.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(nearest, ofItem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("/home/somebody/App/App.csproj", ofItem.Location.GetLineSpan().Path);
    }

    [Fact]
    public void Two_items_that_disagree_are_told_and_the_first_counts()
    {
        GeneratorRunResult run = Run(Bundled().Service("demo", "CreatePet", space: "First").Service("demo", "DeletePet", space: "Second"));

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("APIGEN0108", diagnostic.Id);
        Assert.Contains("Namespace 'First' and 'Second'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.All(run.GeneratedSources, source => Assert.StartsWith("First.", source.HintName, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Namespace", "One.Shop", "Other.Shop")]
    [InlineData("Visibility", "internal", "public")]
    [InlineData("RequiredMembers", "keyword", "attribute")]
    public void A_setting_of_any_file_of_a_service_is_the_services_and_two_that_differ_are_told(string setting, string one, string other)
    {
        SpecFileText[] files = [Spec.Service("actions: { FindItem: { request: { Name: { type: string, required: true } } } }"), new("specs/more.yaml", "service: demo\nversion: 2026-01-01\nactions: { MoreItems: {} }\n")];

        GeneratorRunResult alone = new GeneratorHost(files, items: Items("", one)).Run();
        GeneratorRunResult both = new GeneratorHost(files, items: Items(one, other)).Run();

        Assert.Empty(alone.Diagnostics);
        string all = string.Concat(alone.GeneratedSources.Select(source => source.SourceText));
        Assert.Contains(setting switch { "Namespace" => "namespace One.Shop", "Visibility" => "internal sealed partial class FindItemRequest", _ => "required string" }, all, StringComparison.Ordinal);
        Assert.Equal($"demo 2026-01-01: the items of its files give it the {setting} '{one}' and '{other}'. Give them the same, or none in all but one.", Assert.Single(both.Diagnostics).GetMessage(CultureInfo.InvariantCulture));

        ItemsFile Items(string ofFirst, string ofSecond) => files.Zip([ofFirst, ofSecond]).Aggregate(new ItemsFile(), (items, file) => items.Spec(
            file.First.Path,
            space: setting == "Namespace" ? file.Second : "",
            visibility: setting == "Visibility" ? file.Second : "",
            requiredMembers: setting == "RequiredMembers" ? file.Second : ""));
    }

    [Fact]
    public void A_wildcard_over_two_services_whose_patterns_select_of_one_tells_the_other()
    {
        SpecFileText[] files = [.. TwoNames.Select(name => new SpecFileText($"specs/{name}.yaml", $"service: {name}\nversion: 2026-01-01\nnamespace: Example.{name}\nendpoint: {name}.example.com\nactions: {{ Open{name}: {{}} }}\n") { Actions = "Openshop" })];

        GeneratorRunResult run = new GeneratorHost(files).Run();

        Assert.StartsWith("Nothing is generated for bank 2026-01-01: the items of the project select none", Assert.Single(run.Diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(run.GeneratedSources, source => source.HintName == "Example.shop.Openshop.g.cs");
    }

    [Fact]
    public void A_service_without_actions_is_told_beside_a_misspelt_pattern_too()
    {
        SpecFileText[] files =
        [
            new("specs/bank.yaml", "service: bank\nversion: 2026-01-01\nnamespace: Bank\nendpoint: bank.example.com\n"),
            new("specs/shop.yaml", "service: shop\nversion: 2026-01-01\nnamespace: Shop\nendpoint: shop.example.com\nactions: { OpenShop: {} }\n") { Actions = "OpenShp" },
        ];

        Assert.Equal(
            ["Nothing is generated for bank 2026-01-01: its specs have no actions.", "ApiSpec specs/shop.yaml: the pattern 'OpenShp' in Actions matches no action. Did you mean 'OpenShop'?"],
            new GeneratorHost(files).Run().Diagnostics.Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal).Reverse().OrderBy(text => text[0] != 'N'));
    }

    [Fact]
    public void Files_whose_names_differ_by_case_are_two_files()
    {
        SpecFileText[] files = [.. Twins.Select(name => new SpecFileText($"specs/{name}.yaml", $"service: {name.ToLowerInvariant()}{name.Count(char.IsUpper)}\nversion: 2026-01-01\nnamespace: Example.N{name.Count(char.IsUpper)}\nendpoint: shop.example.com\nactions: {{ Open: {{}} }}\n"))];

        Assert.Equal(2, new GeneratorHost(files).Run().GeneratedSources.Count(source => source.HintName.EndsWith("Open.g.cs", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_list_in_another_encoding_is_told_and_nothing_is_read_from_it()
    {
        const string Path = "/home/somebody/App/actions.txt";
        ItemsFile items = Bundled().Service("demo", actionsFile: "actions.txt").Add("list", "actions.txt", Path);

        Diagnostic diagnostic = Assert.Single(new GeneratorHost([.. Specs, new SpecFileText(Path, "CreatePet\r\n# \uFFFD\uFFFD\r\n")], items: items).Run().Diagnostics);

        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        Assert.Equal(("APIGEN0034", Path, 1, 2), (diagnostic.Id, place.Path, place.StartLinePosition.Line, place.StartLinePosition.Character));
    }

    [Theory]
    [InlineData("CreatePet\rDeletPet\r", 1)]
    [InlineData("CreatePet\r\n\r\nDeletPet", 2)]
    [InlineData("CreatePet\n\rDeletPet", 2)]
    public void Lines_of_a_list_are_counted_whatever_ends_them(string list, int line) =>
        Assert.Equal(line, Assert.Single(RunWithList(list).Diagnostics).Location.GetLineSpan().StartLinePosition.Line);

    [Fact]
    public void Without_the_runtime_there_is_one_error_and_no_code_that_could_not_compile()
    {
        GeneratorRunResult run = new GeneratorHost(Specs, withRuntime: false, items: Bundled().Service("demo")).Run();

        Assert.Equal("APIGEN0103", Assert.Single(run.Diagnostics).Id);
        Assert.Empty(run.GeneratedSources);
    }

    [Theory]
    [InlineData("true", true, "APIGEN0113")]
    [InlineData("true", false, "APIGEN0103")]
    [InlineData("", true, "")]
    public void A_library_that_hides_the_runtime_it_has_is_told(string hides, bool hasRuntime, string expected)
    {
        ItemsFile items = Bundled().Service("demo").Add("project", "/home/somebody/App", "/home/somebody/App/App.csproj", "", "", hides);

        Assert.Equal(expected, string.Concat(new GeneratorHost(Specs, withRuntime: hasRuntime, items: items).Run().Diagnostics.Select(diagnostic => diagnostic.Id)));
    }

    [Fact]
    public void Two_items_that_say_the_same_agree() =>
        Assert.Empty(Run(Bundled().Service("demo", "CreatePet", visibility: "internal").Service("demo", "DeletePet", visibility: "Internal")).Diagnostics);

    [Theory]
    [InlineData("specs/shop.json", "Rename the file, since JSON is YAML too.")]
    [InlineData("specs/shop.txt", "Rename the file, since JSON is YAML too.")]
    [InlineData("specs/shop", "Rename the file; for a folder write 'specs/shop/**/*.yaml'.")]
    [InlineData("specs/", "Rename the file; for a folder write 'specs/**/*.yaml'.")]
    public void A_spec_that_is_not_YAML_by_its_name_is_told(string path, string remedy)
    {
        Diagnostic diagnostic = Assert.Single(new GeneratorHost([new SpecFileText(path, "{}")], items: new ItemsFile().Spec(path)).Run().Diagnostics);

        Assert.EndsWith("does not end in .yaml or .yml. " + remedy, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("APIGEN0109", diagnostic.Id);
        Assert.Contains(path, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/home/somebody/App", "/home/somebody/App/specs/demo.yaml", "specs/demo.yaml")]
    [InlineData("C:\\src\\App", "C:\\src\\App\\specs\\demo.yaml", "specs/demo.yaml")]
    [InlineData("/home/somebody/App", "/somewhere/else/specs/demo.yaml", "specs/demo.yaml")]
    public void An_absolute_path_does_not_get_into_the_code(string folder, string path, string expected)
    {
        SpecFileText spec = new(path, Spec.Service("actions: { CreatePet: { request: { Name: string } } }").GetText(TestContext.Current.CancellationToken).ToString());

        GeneratorRunResult run = new GeneratorHost([spec], items: new ItemsFile(folder: folder).Spec(path, path, recursive: "specs/")).Run();

        Assert.Empty(run.Diagnostics);
        Assert.All(run.GeneratedSources, source => Assert.Contains($"from {expected}.", source.SourceText.ToString(), StringComparison.Ordinal));
    }

    private static ItemsFile Bundled(string visibility = "", string requiredMembers = "")
    {
        ItemsFile items = new(visibility, requiredMembers);
        foreach (SpecFileText spec in Specs)
        {
            items.Add("file", spec.Path, "demo", spec.Path["specs/demo/".Length..]);
        }

        return items;
    }

    private static GeneratorRunResult Run(ItemsFile items) => new GeneratorHost(Specs, items: items).Run();

    private static GeneratorRunResult RunWithList(string list)
    {
        const string Path = "/home/somebody/App/lists/actions.txt";
        ItemsFile items = Bundled().Service("demo", actionsFile: "lists/actions.txt").Add("list", "lists/actions.txt", Path);
        return new GeneratorHost([.. Specs, new SpecFileText(Path, list)], items: items).Run();
    }

    private static IEnumerable<string> Actions(GeneratorRunResult run) => run.GeneratedSources
        .Select(source => source.HintName)
        .Where(hint => hint.EndsWith("Pet.g.cs", StringComparison.Ordinal))
        .Select(hint => hint.Split('.')[^3]);
}
