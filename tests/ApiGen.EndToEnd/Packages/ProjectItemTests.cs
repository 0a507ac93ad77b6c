using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>What items of a project do in a real build, where the compiler keeps one file a path and metadata travels through files.</summary>
[Collection(PackageTests.Name)]
public sealed class ProjectItemTests(PackageLab lab)
{
    [Fact]
    public async Task Items_for_one_service_and_one_file_add_up_however_they_are_written()
    {
        Assert.Empty(lab.Build.Of("ServiceTwice"));

        ProcessRun run = await lab.RunConsumerAsync("ServiceTwice", "net10.0");

        Assert.Equal(["CreateMNPAsync DeleteMNPAsync DescribeMNPAsync DescribeTeamAsync GroomPetAsync ModifyTeamAsync"], run.Output);
    }

    [Fact]
    public void Whatever_has_no_effect_is_told()
    {
        IReadOnlyList<BuildMessage> messages = lab.Build.Of("Mistakes");

        Assert.Equal(
            ["APIGEN0101", "APIGEN0107", "APIGEN0107", "APIGEN0108", "APIGEN0109", "APIGEN0112"],
            messages.Select(message => message.Code).Order(StringComparer.Ordinal));
        Assert.All(messages, message => Assert.Contains("Mistakes.csproj", message.Place, StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_of_another_language_is_told_what_to_do()
    {
        BuildMessage message = Assert.Single(lab.Build.Of("VisualBasic"));

        Assert.Equal(("error", "APIGEN0106"), (message.Severity, message.Code));
        Assert.Contains("C# class library", message.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OneClient")]
    [InlineData("FromPackage")]
    public async Task The_client_of_a_referenced_library_is_used_as_it_is(string name)
    {
        Assert.Empty(lab.Build.Of(name));

        ProcessRun run = await lab.RunConsumerAsync(name, "net10.0");

        Assert.Equal(["library PublicLibrary ApiGen.Runtime"], run.Output);
    }

    [Fact]
    public void A_client_that_a_referenced_library_has_is_one_clear_error()
    {
        BuildMessage message = Assert.Single(lab.Build.Of("SecondClient"));

        Assert.Equal(("error", "APIGEN0110"), (message.Severity, message.Code));
        Assert.Contains("TencentCloud.Tcsas.TcsasClient", message.Text, StringComparison.Ordinal);
        Assert.Contains("PublicLibrary", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_internal_clients_of_friends_live_beside_each_other_in_one_namespace()
    {
        Assert.Empty(lab.Build.Of("FriendApp"));

        ProcessRun run = await lab.RunConsumerAsync("FriendApp", "net10.0");

        Assert.Equal(["own FriendApp DeleteMNPAsync"], run.Output);
    }

    [Fact]
    public void An_assembly_that_promises_CLS_compliance_builds_without_warnings() => Assert.Empty(lab.Build.Of("CommonLanguage"));

    [Fact]
    public void A_library_that_hides_the_runtime_from_others_is_told() =>
        Assert.Equal("APIGEN0113", Assert.Single(lab.Build.Of("HiddenRuntime")).Code);

    [Theory]
    [InlineData("PublicLibrary")]
    [InlineData("HiddenRuntime")]
    public async Task A_packed_library_depends_on_the_runtime_and_not_on_the_generator(string name)
    {
        string output = Path.Combine(lab.Folder, "packed");
        await lab.DotnetAsync(["pack", name, "-c", "Release", "-o", output, $"-p:Version={lab.Version}"]);

        using ZipArchive package = await ZipFile.OpenReadAsync(Path.Combine(output, $"{name}.{lab.Version}.nupkg"), TestContext.Current.CancellationToken);
        await using Stream nuspec = await package.GetEntry(name + ".nuspec")!.OpenAsync(TestContext.Current.CancellationToken);
        XDocument document = await XDocument.LoadAsync(nuspec, LoadOptions.None, TestContext.Current.CancellationToken);
        string[] dependencies = [.. document.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value)];
        Assert.Contains("ApiGen.Runtime", dependencies);
        Assert.DoesNotContain("ApiGen", dependencies);
    }

    [Fact]
    public async Task Editors_and_watchers_see_every_spec_once()
    {
        ProcessRun run = await lab.DotnetAsync(
            ["msbuild", "ServiceTwice/ServiceTwice.csproj", "-getItem:Watch", "-getItem:UpToDateCheckInput", "-getItem:None", "-getItem:AvailableItemName"]);

        JsonElement items = JsonDocument.Parse(string.Join('\n', run.Output)).RootElement.GetProperty("Items");
        Assert.Equal(["ApiActions.txt", "pets.yaml"], Names(items, "Watch").Where(IsOurs).Order(StringComparer.Ordinal));
        Assert.Equal(["ApiActions.txt", "pets.yaml"], Names(items, "UpToDateCheckInput").Where(IsOurs).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Names(items, "None"), IsOurs);
        Assert.Contains("ApiSpec", Names(items, "AvailableItemName"));
    }

    private static bool IsOurs(string name) => name is "ApiActions.txt" or "pets.yaml";

    private static IEnumerable<string> Names(JsonElement items, string kind) =>
        items.GetProperty(kind).EnumerateArray().Select(item => Path.GetFileName(item.GetProperty("Identity").GetString()!));
}
