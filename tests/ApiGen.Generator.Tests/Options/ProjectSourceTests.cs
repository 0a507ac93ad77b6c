using System.Globalization;
using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ApiGen.Generator.Tests.Options;

/// <summary>What a project file says, as it is written there: places, names that nobody reads, wildcards that find nothing.</summary>
public class ProjectSourceTests
{
    private const string Folder = "/home/somebody/App";

    private static readonly SpecFileText Shop = new(
        Folder + "/specs/shop.yaml", "service: shop\nversion: 2025-01-06\nnamespace: Example.Shop\nendpoint: shop.example.com\nactions: { FindItem: {} }\n");

    [Theory]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Action=\"FindItem\" />", "(3,37) The metadata 'Action' of ApiSpec has no effect: ApiGen does not know it. Did you mean 'Actions'?")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\"><Visibilty>internal</Visibilty></ApiSpec>", "(3,38) The metadata 'Visibilty' of ApiSpec has no effect: ApiGen does not know it. Did you mean 'Visibility'?")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" LinkBase=\"x\" />", "(3,37) The metadata 'LinkBase' of ApiSpec has no effect: ApiGen does not know it. There are Actions, ActionsFile, Namespace, Visibility, RequiredMembers.")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Colour=\"red\" />", "(3,37) The metadata 'Colour' of ApiSpec has no effect: ApiGen does not know it. There are Actions, ActionsFile, Namespace, Visibility, RequiredMembers.")]
    [InlineData("<apispec Include=\"specs/*.yaml\" CopyToOutputDirectory=\"Always\" NameSpace=\"A.B\" VISIBILITY=\"internal\" Link=\"x.yaml\" />", "")]
    [InlineData("<ApiSpecs Include=\"specs/*.yaml\" />", "(3,6) The item 'ApiSpecs' has no effect: ApiGen does not know it. Did you mean 'ApiSpec'?")]
    [InlineData("<ApiServce Include=\"shop\" Condition=\"'$(A)' == 'b'\" />", "(3,6) The item 'ApiServce' has no effect: ApiGen does not know it. Did you mean 'ApiService'?")]
    [InlineData("<ApiSurface Include=\"shop\" /><OpenApiReference Include=\"a.json\" Action=\"x\" /><ApiServer Include=\"x\" />", "")]
    public void A_name_that_nobody_reads_is_told_with_the_nearest_one(string item, string expected) => Assert.Equal(expected, Told(Items(item)));

    [Theory]
    [InlineData("ApiSpecFile", "Did you mean 'ApiSpec'?")]
    [InlineData("ApiSpecification", "Did you mean 'ApiSpec'?")]
    [InlineData("ApiGenSpec", "Did you mean 'ApiSpec'?")]
    [InlineData("ApiGenServices", "Did you mean 'ApiService'?")]
    [InlineData("ApiSvc", "Did you mean 'ApiService'?")]
    [InlineData("ApiSerivce", "Did you mean 'ApiService'?")]
    [InlineData("ApiAction", "'Actions' is metadata of ApiSpec and ApiService.")]
    [InlineData("ApiActionsFile", "'ActionsFile' is metadata of ApiSpec and ApiService.")]
    [InlineData("ApiGenNamespace", "'Namespace' is metadata of ApiSpec and ApiService.")]
    [InlineData("ApiGenClient", "There are ApiSpec and ApiService.")]
    [InlineData("ApiClient", "")]
    [InlineData("ApiActionFilter", "")]
    [InlineData("ApiGenerator", "")]
    [InlineData("Apis", "")]
    public void An_item_that_begins_as_ours_do_is_told(string name, string hint) =>
        Assert.Equal(hint.Length == 0 ? "" : $"(3,6) The item '{name}' has no effect: ApiGen does not know it. {hint}", Told(Items($"<{name} Include=\"specs/*.yaml\" />")));

    [Theory]
    [InlineData("<ApiSpecs Include=\"specs/*.yaml\" /><ApiSpec Include=\"@(ApiSpecs)\" />")]
    [InlineData("<ApiSpecs Include=\"specs/*.yaml\" /><ApiSpec Include=\"@( ApiSpecs -> '%(FullPath)')\" />")]
    [InlineData("<ApiGenThings Include=\"x\" /><None Include=\"%(ApiGenThings.Identity)\" />")]
    public void What_the_project_uses_itself_is_its_own(string items) => Assert.Equal("", Told(Items(items)));

    [Theory]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Colour=\"FindItem\" Actions=\"%(Colour)\" />")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Colour=\"red\" /><None Include=\"@(ApiSpec)\" Condition=\"'%(ApiSpec.colour)' == 'red'\" />")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Colour=\"red\" /><None Include=\"@(ApiSpec->WithMetadataValue('Colour', 'red'))\" />")]
    public void What_metadata_the_project_asks_for_is_its_own(string items) => Assert.Equal("", Told(Items(items)));

    [Fact]
    public void Metadata_that_has_the_name_of_a_property_in_use_is_told() =>
        Assert.StartsWith("(3,37) The metadata 'Colour' of ApiSpec has no effect", Told(Items("<ApiSpec Include=\"specs/*.yaml\" Colour=\"$(Colour)\" />")), StringComparison.Ordinal);

    [Theory]
    [InlineData("$(ApiGenFolder)/*.yaml", "")]
    [InlineData("$(apigenfolder)*.yaml", "")]
    [InlineData("specs/*.yaml", "(2,19) The property 'ApiGenFolder' has no effect: ApiGen does not know it. There are ApiGenVisibility and ApiGenRequiredMembers.")]
    public void A_property_of_one_s_own_is_told_only_where_nothing_uses_it(string include, string expected) => Assert.Equal(
        expected, Told($"<Project>\n  <PropertyGroup><ApiGenFolder>specs/</ApiGenFolder></PropertyGroup>\n  <ItemGroup><ApiSpec Include=\"{include}\" /></ItemGroup>\n</Project>"));

    [Theory]
    [InlineData("<PropertyGroup><ApiGenPublicKey>1</ApiGenPublicKey></PropertyGroup>", "")]
    [InlineData("<ItemGroup><ApiGenThings Include=\"x\" /></ItemGroup>", "")]
    [InlineData("<PropertyGroup><ApiGenVisibilty>internal</ApiGenVisibilty></PropertyGroup>", "Did you mean 'ApiGenVisibility'?")]
    [InlineData("<PropertyGroup><ApiGenNamespace>A</ApiGenNamespace></PropertyGroup>", "'Namespace' is metadata of ApiSpec and ApiService.")]
    public void In_a_file_for_several_projects_only_what_is_near_is_told(string written, string hint)
    {
        const string Shared = "/home/somebody/Directory.Build.props";
        ItemsFile items = new ItemsFile().Spec("specs/shop.yaml", Shop.Path).Add("source", Shared);

        GeneratorRunResult run = new GeneratorHost([Shop, new SpecFileText(Shared, $"<Project>{written}</Project>")], items: items).Run();

        Assert.EndsWith(hint, string.Concat(run.Diagnostics.Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))), StringComparison.Ordinal);
        Assert.Equal(hint.Length == 0, run.Diagnostics.IsEmpty);
    }

    [Theory]
    [InlineData("Acton", "Did you mean 'Actions'?")]
    [InlineData("ActionFile", "Did you mean 'ActionsFile'?")]
    [InlineData("Nmspace", "Did you mean 'Namespace'?")]
    [InlineData("Vis", "There are")]
    public void Metadata_with_letters_left_out_has_a_nearest_name(string name, string hint) =>
        Assert.Contains($"The metadata '{name}' of ApiSpec has no effect: ApiGen does not know it. {hint}", Told(Items($"<ApiSpec Include=\"specs/*.yaml\" {name}=\"x\" />")), StringComparison.Ordinal);

    [Theory]
    [InlineData("<PackageReference Include=\"ApiGen\" Version=\"1.0.0\" PrivateAssets=\"all\" />", "(3,56)")]
    [InlineData("<PackageReference Include=\"ApiGen\" Version=\"1.0.0\">\n      <PrivateAssets>all</PrivateAssets></PackageReference>", "(4,8)")]
    [InlineData("<PackageReference Include=\"ApiGen\" Version=\"1.0.0\" />\n    <PackageReference Update=\"apigen\" PrivateAssets=\"all\" />", "(4,39)")]
    [InlineData("<PackageReference Include=\"Other\" PrivateAssets=\"all\" />", "(1,1)")]
    public void What_hides_the_runtime_is_told_where_it_stands(string item, string place)
    {
        ItemsFile items = new ItemsFile().Spec("specs/shop.yaml", Shop.Path).Add("project", Folder, Folder + "/App.csproj", "", "", "true");

        Assert.StartsWith(place + " PrivateAssets on ApiGen keeps ApiGen.Runtime", Told(Items(item), items), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" />", "(3,6) specs/a|b.yaml is not read")]
    [InlineData("<ApiSpec Include=\"specs/shop.yaml\" ActionsFile=\"a|b.txt\" />", "(3,40) a|b.txt is not read")]
    public void A_file_that_the_compiler_does_not_hand_over_is_told_at_its_item(string item, string told)
    {
        ItemsFile items = item.Contains("Actions", StringComparison.Ordinal)
            ? new ItemsFile().Spec("specs/shop.yaml", Shop.Path, actions: "FindItem", actionsFile: "a|b.txt").Add("list", "a|b.txt", Folder + "/a|b.txt")
            : new ItemsFile().Spec("specs/shop.yaml", Shop.Path).Spec("specs/a|b.yaml", Folder + "/specs/a|b.yaml");

        Assert.StartsWith(told, Told(Items(item), items), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ApiGenNamespace", "'Namespace' is metadata of ApiSpec and ApiService.")]
    [InlineData("ApiGenActions", "'Actions' is metadata of ApiSpec and ApiService.")]
    [InlineData("ApiGenVisible", "There are ApiGenVisibility and ApiGenRequiredMembers.")]
    [InlineData("ApiVisibility", "Did you mean 'ApiGenVisibility'?")]
    [InlineData("ApiRequiredMembers", "Did you mean 'ApiGenRequiredMembers'?")]
    [InlineData("ApiGenFoo", "There are ApiGenVisibility and ApiGenRequiredMembers.")]
    [InlineData("ApiGenPackageVersion", "")]
    [InlineData("ApiGenerateDocs", "")]
    [InlineData("ApiNamespace", "")]
    [InlineData("ApiGenVisibilty", "Did you mean 'ApiGenVisibility'?")]
    [InlineData("ApiGenRequiredMember", "Did you mean 'ApiGenRequiredMembers'?")]
    [InlineData("ApiGenRequired", "Did you mean 'ApiGenRequiredMembers'?")]
    [InlineData("apigenvisibility", "")]
    [InlineData("ApiGenVersion", "")]
    [InlineData("ApiVersion", "")]
    [InlineData("ApiSpec", "ApiSpec is an item: write it into an ItemGroup.")]
    [InlineData("apiservices", "ApiService is an item: write it into an ItemGroup.")]
    [InlineData("ApiSpecFile", "ApiSpec is an item: write it into an ItemGroup.")]
    [InlineData("ApiServiceActions", "'Actions' is metadata of ApiSpec and ApiService.")]
    [InlineData("ApiSpecNamspace", "'Namespace' is metadata of ApiSpec and ApiService.")]
    [InlineData("ApiServiceUrl", "")]
    [InlineData("ApiServicePort", "")]
    [InlineData("ApiSpecVersion", "")]
    public void A_property_that_is_nearly_one_of_ours_is_told(string name, string hint)
    {
        string told = Told($"<Project>\n  <PropertyGroup>\n    <{name}>1</{name}>\n  </PropertyGroup>\n</Project>");

        Assert.Equal(hint.Length == 0 ? "" : $"(3,6) The property '{name}' has no effect: ApiGen does not know it. {hint}", told);
    }

    [Theory]
    [InlineData("<ApiSpec Include=\"spec/**/*.yaml\" />", "spec/**/*.yaml")]
    [InlineData("<ApiSpec Exclude=\"bin/**\" Include='spec/**/*.yaml' />", "spec/**/*.yaml")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml; spec/*.yml\" />", "spec/*.yml")]
    [InlineData("<ApiSpec Include=\"../App/specs/shop?.yaml\" />", "../App/specs/shop?.yaml")]
    [InlineData("<ApiSpec Include=\"$(Nowhere)/nothing/*.yaml\" />", "$(Nowhere)/nothing/*.yaml")]
    [InlineData("<ApiSpec Include=\"a&amp;b/*.yaml\" />", "a&b/*.yaml")]
    [InlineData("<ApiService Include=\"tcs*\" />", "tcs*")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"..\\App\\**\\*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"**\" />", "")]
    [InlineData("<ApiSpec Include=\"./specs//sh?p.y*ml\" />", "")]
    [InlineData("<ApiSpec Include=\"SPECS/*.YAML\" />", "")]
    [InlineData("<ApiSpec Include=\"$(SpecFolder)*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"$(MSBuildProjectDirectory)/**/shop.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"/home/somebody/**/*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"$(MSBuildProjectDirectory)/../App/specs/*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"$(MSBuildThisFileDirectory)../App/spex/*.yaml\" />", "$(MSBuildThisFileDirectory)../App/spex/*.yaml")]
    [InlineData("<ApiSpec Include=\"$(MSBuildThisFileDirectory)../../somebody/App/specs/**/*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"$(MSBuildThisFileDirectory)..\\App\\specs\\*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"$(MSBuildThisFileDirectory)./specs/*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"$(MSBuildThisFileDirectory)specs/../specs/*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"$(MSBuildThisFileDirectory)/specs/*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"$(BaseIntermediateOutputPath)../specs/*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"other/$(Kind)../../specs/*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"$([System.IO.Path]::GetFullPath('$(MSBuildThisFileDirectory)../../x'))/*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"$([MSBuild]::NormalizePath('$(MSBuildThisFileDirectory)','..','x'))/*.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"$([MSBuild]::NormalizePath('$(MSBuildThisFileDirectory)','..','x'))/spex/*.yaml\" />", "$([MSBuild]::NormalizePath('$(MSBuildThisFileDirectory)','..','x'))/spex/*.yaml")]
    [InlineData("<ApiSpec Include=\"$(MSBuildThisFileDirectory)../spex/*.yaml\" />", "$(MSBuildThisFileDirectory)../spex/*.yaml")]
    [InlineData("<ApiSpec Include=\"$(\" />", "")]
    [InlineData("<ApiSpec Update=\"spec/shop.yaml\" Actions=\"FindItem\" />", "spec/shop.yaml")]
    [InlineData("<ApiSpec Update=\"spec/*.yaml\" Actions=\"FindItem\" />", "spec/*.yaml")]
    [InlineData("<ApiService Update=\"shop\" Actions=\"FindItem\" />", "shop")]
    [InlineData("<ApiService Include=\"$(Service)\" />", "$(Service)")]
    [InlineData("<ApiService Include=\"@(Mine)\" />", "@(Mine)")]
    [InlineData("<ApiSpec Include=\"@(Other)\" />", "")]
    [InlineData("<ApiSpec Update=\"specs/*.yaml\" Actions=\"FindItem\" />", "")]
    [InlineData("<ApiSpec Include=\"spec/*.yaml\" Condition=\"'$(A)' == 'b'\" />", "")]
    [InlineData("<!-- <ApiSpec Include=\"spec/*.yaml\" /> -->", "")]
    public void A_wildcard_that_finds_nothing_is_told_at_its_item(string item, string pattern)
    {
        string told = Told(Items(item));

        Assert.StartsWith(pattern.Length == 0 ? "" : $"(3,6) {(item.Contains("ApiService", StringComparison.Ordinal) ? "ApiService" : "ApiSpec")} '{pattern}' matches nothing, so {(item.Contains("Update", StringComparison.Ordinal) ? "its metadata has no effect." : "nothing is generated from it.")}", told, StringComparison.Ordinal);
        Assert.Equal(pattern.Length == 0, told.Length == 0);
    }

    [Theory]
    [InlineData("<ApiSpec Include=\"specs/shop.yaml\" Exclude=\"specs/SHOP.yaml\" />", "specs/shop.yaml")]
    [InlineData("<ApiSpec Include=\"specs/shop.yaml\" Exclude=\"Specs\\*.yaml\" />", "specs/shop.yaml")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Exclude=\"specs/**\" />", "specs/*.yaml")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Exclude=\"SPECS/*.yaml\" /><ApiSpec Include=\"specs/*.yaml\" />", "specs/*.yaml")]
    [InlineData("<ApiSpec Include=\"specs/shop.yaml;specs/shop.yaml\" Exclude=\"$(Folder)/../specs/shop.yaml;./specs/shop.yaml\" />", "specs/shop.yaml;specs/shop.yaml")]
    [InlineData("<ApiService Include=\"tcsas; sts\" Exclude=\"STS;Tcsas\" />", "tcsas; sts")]
    [InlineData("<ApiService Include=\"tcsas;sts\" Exclude=\"STS\" />", "")]
    [InlineData("<ApiSpec Include=\"specs/shop.yaml;specs/b.yaml\" Exclude=\"specs/b.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Exclude=\"specs/?.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"specs/shop.yaml\" Exclude=\"$(Draft)\" />", "")]
    [InlineData("<ApiSpec Include=\"specs/shop.yaml\" Exclude=\"specs/shop.yaml\" Condition=\"'$(A)' == 'b'\" />", "")]
    public void An_item_whose_own_exclusion_takes_all_of_it_is_told(string item, string include)
    {
        string told = Told(Items(item), Excluding());

        Assert.Equal(
            include.Length == 0 ? "" : $"(3,6) {(item.Contains("ApiService", StringComparison.Ordinal) ? "ApiService" : "ApiSpec")} '{include}' matches nothing, so nothing is generated from it, because its own Exclude takes all of it away. Correct the Exclude, or remove the item.",
            told);
    }

    [Theory]
    [InlineData("<ApiService Include=\"tcsas;sts\" Exclude=\"STS\" />\n    <ApiService Remove=\"sTs\" />", "(4,6) ApiService Remove 'sTs'")]
    [InlineData("<ApiService Include=\"tcsas;sts\" />\n    <ApiService Remove=\"sTs\" />\n    <ApiService Remove=\"sts\" />", "(5,6) ApiService Remove 'sts'")]
    [InlineData("<ApiService Remove=\"sts\" />\n    <ApiService Include=\"sts\" />", "(3,6) ApiService Remove 'sts'")]
    [InlineData("<ApiService Include=\"sts\" />\n    <ApiService Remove=\"sts\" />\n    <ApiService Include=\"sts\" />\n    <ApiService Remove=\"STS\" />", "")]
    [InlineData("<ApiService Include=\"sts\" Condition=\"'$(A)' == 'b'\" />\n    <ApiService Remove=\"sts\" Condition=\"'$(A)' == 'c'\" />\n    <ApiService Remove=\"sts\" />", "")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Exclude=\"specs/b.yaml\" />\n    <ApiSpec Remove=\"specs/B.yaml\" />", "(4,6) ApiSpec Remove 'specs/B.yaml'")]
    [InlineData("<ApiSpec Remove=\"specs/b.yaml\" />\n    <ApiSpec Include=\"specs/*.yaml\" />", "(3,6) ApiSpec Remove 'specs/b.yaml'")]
    [InlineData("<ApiSpec Include=\"specs/shop.yaml\" />\n    <ApiSpec Remove=\"specs/b.yaml\" />", "(4,6) ApiSpec Remove 'specs/b.yaml'")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" />\n    <ApiSpec Remove=\"specs/b.yaml\" />", "")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" />\n    <ApiSpec Remove=\"Specs\\b.yaml\" />", "")]
    [InlineData("<ApiSpec Remove=\"specs/b.yaml\" />", "")]
    public void A_removal_of_what_is_not_there_any_more_is_told(string items, string expected)
    {
        string told = Told(Items(items), Excluding());

        Assert.StartsWith(expected.Length == 0 ? "" : expected + " matches nothing, so it takes nothing away.", told, StringComparison.Ordinal);
        Assert.Equal(expected.Length == 0, told.Length == 0);
        Assert.DoesNotContain('\n', told);
    }

    [Theory]
    [InlineData("<ApiSpec Update=\"specs/shop.yaml\" Visibility=\"internl\" />\n    <ApiSpec Include=\"specs/**/*.yaml\" />", "ApiSpec 'specs/shop.yaml'")]
    [InlineData("<ApiSpec Update=\"Specs\\*.yaml\" Actions=\"FindItem\" />\n    <ApiSpec Include=\"@(Mine)\" />", "ApiSpec 'Specs\\*.yaml'")]
    [InlineData("<ApiService Update=\"STS\" Actions=\"AssumeRole\" />\n    <ApiService Include=\"sts\" Condition=\"'$(A)' == 'b'\" />", "ApiService 'STS'")]
    [InlineData("<ApiSpec Include=\"specs/**/*.yaml\" />\n    <ApiSpec Update=\"specs/shop.yaml\" Visibility=\"internal\" />", "")]
    [InlineData("<ApiSpec Include=\"$(Mine)\" />\n    <ApiSpec Update=\"specs/shop.yaml\" Visibility=\"internal\" />\n    <ApiSpec Include=\"specs/shop.yaml\" />", "")]
    [InlineData("<ApiSpec Update=\"$(Mine)\" Visibility=\"internal\" />\n    <ApiSpec Include=\"specs/shop.yaml\" />", "")]
    [InlineData("<ApiSpec Update=\"specs/shop.yaml\" Visibility=\"internal\" />", "")]
    public void An_update_of_what_is_included_further_down_is_told(string written, string expected)
    {
        ItemsFile items = new ItemsFile().Spec("specs/shop.yaml", Shop.Path).Service("sts").Add("known", "sts");

        Assert.Equal(
            expected.Length == 0 ? "" : $"(3,6) {expected} matches nothing, so its metadata has no effect: what it names is included only further down. Move it behind that, or remove it.",
            Told(Items(written), items));
    }

    [Theory]
    [InlineData("Directory.Build.props", true)]
    [InlineData("Directory.Build.targets", false)]
    [InlineData("Shared.props", false)]
    public void Which_file_is_read_first_decides_as_well(string name, bool isTold)
    {
        string shared = Folder + "/" + name;
        const string Own = Folder + "/App.csproj";
        ItemsFile items = new ItemsFile().Spec("specs/shop.yaml", Shop.Path).Add("found", "specs/shop.yaml").Add("source", shared).Add("source", Own);

        GeneratorRunResult run = new GeneratorHost(
            [Shop, new SpecFileText(shared, Items("<ApiSpec Update=\"specs/shop.yaml\" Visibility=\"internal\" /><ApiSpec Remove=\"specs/shop.yaml\" />")), new SpecFileText(Own, Items("<ApiSpec Include=\"specs/*.yaml\" />"))],
            items: items).Run();

        Assert.Equal(isTold ? ["APIGEN0112 " + shared, "APIGEN0112 " + shared] : [], run.Diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().Path}"));
    }

    [Theory]
    [InlineData("<ApiGenVisibility>bogus</ApiGenVisibility>", "(2,19) The property ApiGenVisibility: 'bogus'")]
    [InlineData("<ApiGenVisibility>$(Mine)</ApiGenVisibility>", "(2,19) The property ApiGenVisibility: 'bogus'")]
    [InlineData("<ApiGenVisibility>internal</ApiGenVisibility>", "(1,1) The property ApiGenVisibility, from the command line, the environment or an import: 'bogus'")]
    [InlineData("", "(1,1) The property ApiGenVisibility, from the command line, the environment or an import: 'bogus'")]
    public void A_wrong_property_is_told_where_it_is_said(string property, string expected) => Assert.StartsWith(
        expected,
        Told($"<Project>\n  <PropertyGroup>{property}</PropertyGroup>\n</Project>", new ItemsFile("bogus").Spec("specs/shop.yaml", Shop.Path)),
        StringComparison.Ordinal);

    [Fact]
    public void An_item_that_says_the_path_goes_before_one_that_may_mean_it()
    {
        ItemsFile items = new ItemsFile().Spec("specs/shop.yaml", Shop.Path).Spec("specs", Folder + "/specs");

        Assert.StartsWith(
            "(4,6) ApiSpec specs is not read", Told(Items("<ApiSpec Include=\"$(NoSuch)\" />\n    <ApiSpec Include=\"specs\" />\n    <ApiSpec Include=\"specs/*.yaml\" />"), items), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<ApiSpec Include=\"spec/*.yaml\" />", "<Project><ItemGroup Condition=\"'$(A)' == 'b'\">{0}</ItemGroup></Project>")]
    [InlineData("<ApiSpec Include=\"spec/*.yaml\" />", "<Project><Choose><When Condition=\"true\"><ItemGroup>{0}</ItemGroup></When><Otherwise><ItemGroup>{0}</ItemGroup></Otherwise></Choose></Project>")]
    [InlineData("<ApiSpec Include=\"spec/*.yaml\" />", "<Project><Target Name=\"A\"><ItemGroup>{0}</ItemGroup></Target></Project>")]
    public void What_may_not_be_there_is_left_alone(string item, string project) => Assert.Equal("", Told(string.Format(CultureInfo.InvariantCulture, project, item)));

    [Fact]
    public void A_project_file_of_the_old_form_is_read_as_well() => Assert.StartsWith(
        "(1,90) The metadata 'Action'",
        Told("<Project xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\"><ItemGroup><ApiSpec Action=\"x\" Include=\"specs/*.yaml\" /></ItemGroup></Project>"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("<Project")]
    [InlineData("")]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><Project><ItemGroup><ApiSpec Include='specs/*.yaml' Actions='&a;' /></ItemGroup></Project>")]
    public void What_is_not_a_project_is_left_to_the_build(string text) => Assert.Equal("", Told(text));

    [Theory]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Visibility=\"privat\" />", "(3,37)")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\">\n      <Visibility>privat</Visibility></ApiSpec>", "(4,19)")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" />\n    <ApiSpec Update=\"specs/shop.yaml\" Visibility=\"privat\" />", "(4,39)")]
    [InlineData("<ApiSpec Include=\"@(Mine)\" Visibility=\"privat\" />", "(1,1)")]
    public void A_wrong_value_is_told_where_it_stands(string item, string place)
    {
        ItemsFile items = new ItemsFile().Spec("specs/shop.yaml", Shop.Path, visibility: "privat");

        Assert.StartsWith($"{place} ApiSpec specs/shop.yaml: 'privat' is no value of Visibility.", Told(Items(item), items), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_of_several_lines_is_told_at_its_own_line()
    {
        ItemsFile items = new ItemsFile().Spec("specs/shop.yaml", Shop.Path, actions: "FindItem;\nFindItems");

        Assert.StartsWith("(6,9) ", Told(Items("<ApiSpec Include=\"specs/*.yaml\">\n      <Actions>\n        FindItem;\n        FindItems\n      </Actions></ApiSpec>"), items), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Actions=\"FindItem\" />\n    <ApiSpec Include=\"specs/*.yaml\" Actions=\"Find\" />", "(4,37)")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Actions=\"FindItem;\n    Find\" />", "(3,37)")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\">\n      <Actions>\n        FindItem;\n        FindItem, Find\n      </Actions></ApiSpec>", "(6,19)")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\">\n      <Actions>\n        -Find;Find\n      </Actions></ApiSpec>", "(5,15)")]
    public void A_pattern_that_is_the_beginning_of_a_right_one_is_told_at_its_own_place(string item, string place)
    {
        ItemsFile items = new ItemsFile().Spec("specs/shop.yaml", Shop.Path, actions: "FindItem").Spec("specs/shop.yaml", Shop.Path, actions: "Find");

        Assert.StartsWith(place + " ApiSpec specs/shop.yaml: the pattern 'Find' in Actions", Told(Items(item), items), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_does_not_come_with_ApiGen_is_told_at_its_line_with_the_nearest_name()
    {
        ItemsFile items = new ItemsFile().Spec("specs/shop.yaml", Shop.Path).Service("tcsaz").Add("known", "sts").Add("known", "tcsas");

        Assert.Equal(
            "(3,6) ApiService 'tcsaz' does not come with ApiGen. Bundled services: sts, tcsas. Did you mean 'tcsas'? Use ApiSpec items for spec files of your own.",
            Told(Items("<ApiService Include=\"tcsaz\" />"), items));
    }

    [Fact]
    public void A_list_is_one_file_and_no_wildcard()
    {
        ItemsFile items = new ItemsFile().Spec("specs/shop.yaml", Shop.Path, actions: "FindItem", actionsFile: "*.txt").Add("list", "*.txt", Folder + "/*.txt");

        Assert.Equal(
            "(3,56) ActionsFile '*.txt' matches nothing, so nothing is generated from it. Write the path of one file; it takes no wildcards.",
            Told(Items("<ApiSpec Include=\"specs/*.yaml\" Actions=\"FindItem\" ActionsFile=\"*.txt\" />"), items));
    }

    [Fact]
    public void What_selects_nothing_is_told_where_it_stands() => Assert.Equal(
        "(3,37) Nothing is generated for shop 2025-01-06: the items of the project select none of its actions; name some, or take the service out.",
        Told(Items("<ApiSpec Include=\"specs/*.yaml\" Actions=\"-*\" />"), new ItemsFile().Spec("specs/shop.yaml", Shop.Path, actions: "-*")));

    private static ItemsFile Excluding() => new ItemsFile().Spec("specs/shop.yaml", Shop.Path)
        .Add("found", "specs/shop.yaml").Add("found", "./specs/shop.yaml").Add("found", "specs/b.yaml").Add("found", "specs/\u001C.yaml").Add("found", "specs/\u001C\u001C").Add("found", "specs/\u001D.yaml")
        .Add("known", "sts").Add("known", "tcsas");

    private static string Items(string item) => $"<Project>\n  <ItemGroup>\n    {item}\n  </ItemGroup>\n</Project>";

    private static string Told(string project, ItemsFile? items = null)
    {
        const string Path = Folder + "/App.csproj";
        items = (items ?? new ItemsFile().Spec("specs/shop.yaml", Shop.Path)).Add("source", Path);
        return string.Join('\n', new GeneratorHost([Shop, new SpecFileText(Path, project)], items: items).Run().Diagnostics.Select(Line));
    }

    private static string Line(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        Assert.Equal(Folder + "/App.csproj", place.Path);
        return string.Create(CultureInfo.InvariantCulture, $"({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}) {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
    }
}
