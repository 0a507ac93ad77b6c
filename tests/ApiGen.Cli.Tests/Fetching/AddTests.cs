using System.Diagnostics;
using System.Text.Json;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Fetching;
using ApiGen.Specs;
using Microsoft.Extensions.Time.Testing;

namespace ApiGen.Cli.Tests.Fetching;

public sealed class AddTests
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\">\r\n\r\n  <!-- mine -->\r\n  <ItemGroup>\r\n    <PackageReference Include=\"ApiGen\" Version=\"0.1.0\" />\r\n  </ItemGroup>\r\n\r\n</Project>";

    [Fact]
    [Long]
    public async Task The_newest_model_is_got_imported_recorded_and_added_to_the_project()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        server.Publish("/mirror/", "2020-05-05", "2024-03-01");
        using TemporaryFolder folder = new();
        folder.Write("\uFEFF" + Project, "App.csproj");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--actions", "CreateKettle;Describe*", "--from", server.Address + "mirror");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        SpecSet set = SpecLoader.LoadDirectory(folder.File("specs"));
        Assert.Empty(set.Diagnostics);
        Assert.Equal(("tea", "2024-03-01", "tea.intl.tencentcloudapi.com"), (Assert.Single(set.Services).Name, set.Services[0].Version, set.Services[0].Endpoint));
        Assert.NotEmpty(set.Services[0].Actions.SelectMany(action => action.Examples));
        Assert.Equal(
            Project.Replace("</Project>", "  <ItemGroup>\r\n    <ApiSpec Include=\"specs/tea/2024-03-01/**/*.yaml\" Actions=\"CreateKettle;Describe*\" />\r\n  </ItemGroup>\r\n</Project>", StringComparison.Ordinal),
            folder.Read("App.csproj"));
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(folder.File("App.csproj"))[..3]);
        using JsonDocument record = JsonDocument.Parse(folder.Read("specs", "apigen.lock.json"));
        JsonElement entry = Assert.Single(record.RootElement.GetProperty("services").EnumerateArray());
        Assert.Equal("2024-03-01", entry.GetProperty("version").GetString());
        Assert.Matches("^sha256:[0-9a-f]{64}$", entry.GetProperty("files").GetProperty("api.json").GetString());
        Assert.Equal(["GET /mirror/tccli/services/tea/tea_client.py", "GET /mirror/tccli/services/tea/v20240301/api.json", "GET /mirror/tccli/services/tea/v20240301/examples.json"], server.Requests);
    }

    [Fact]
    [Long]
    public async Task A_second_time_the_project_is_left_alone_and_what_has_no_effect_is_told()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        server.Publish("/", "2024-03-01");
        using TemporaryFolder folder = new();
        folder.Write(Project, "App.csproj");
        await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", server.Address.ToString());
        SortedDictionary<string, string> before = folder.Snapshot();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", server.Address.ToString(), "--actions", "CreateKettle");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(before, folder.Snapshot());
        Assert.Contains("App.csproj already has the specs, by the item 'specs/tea/2024-03-01/**/*.yaml'; --actions has no effect beside it: what is selected is what Actions of that item say", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_second_copy_of_a_service_that_the_project_has_from_another_folder_is_refused()
    {
        using TemporaryFolder folder = new();
        folder.Write(ModelServer.Model(), "mirror", "tccli", "services", "tea", "v20240301", "api.json");
        folder.Write(ProjectFile.With(""), "App.csproj");
        CliResult first = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--api-version", "2024-03-01", "--from", "mirror");
        SortedDictionary<string, string> before = folder.Snapshot("*.yaml");
        string project = folder.Read("App.csproj");

        CliResult second = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--api-version", "2024-03-01", "--from", "mirror", "--out", "other");

        Assert.Equal((0, 1), (first.ExitCode, second.ExitCode));
        Assert.Equal(
            "apigen: error: App.csproj has the specs of tea 2024-03-01 already, in 'specs/tea/2024-03-01/service.yaml'; with a copy in 'other' beside them its build would fail. Name the folder that has them with --out, or remove the item that names them. Nothing was written.\n",
            second.Error);
        Assert.Equal(before, folder.Snapshot("*.yaml"));
        Assert.Equal(project, folder.Read("App.csproj"));
    }

    [Theory]
    [InlineData("add", "tea", "--from", "mirror", "--limits", "none.json")]
    [InlineData("import", "mirror", "--out", "specs", "--limits", "none.json")]
    [InlineData("call", "tcsas", "DescribeMNP", "--region", "ap-singapore", "--json", "@none.json")]
    [Long]
    public async Task A_file_that_is_not_there_is_told_with_the_option_that_names_it(params string[] command)
    {
        using TemporaryFolder folder = new();
        folder.Write(ModelServer.Model(), "mirror", "tccli", "services", "tea", "v20240301", "api.json");

        CliResult result = await CliProcess.RunInAsync(folder.Path, command);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"apigen: error: there is no file 'none.json', which {command[^2]} names.", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    [Fact]
    [Long]
    public async Task A_source_beside_the_specs_is_found_again_whichever_link_leads_to_them()
    {
        using TemporaryFolder folder = new();
        folder.Write(ModelServer.Model(), "mirror", "tccli", "services", "tea", "v20240301", "api.json");
        Directory.CreateDirectory(folder.File("far", "away"));
        Directory.CreateSymbolicLink(folder.File("near"), Path.Combine("far", "away"));

        CliResult added = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--api-version", "2024-03-01", "--from", "mirror", "--out", "near/specs");
        CliResult updated = await CliProcess.RunInAsync(folder.Path, "update", "--specs", "far/away/specs");
        CliResult again = await CliProcess.RunInAsync(folder.Path, "update", "--specs", "near/specs");

        Assert.Equal(("", "", ""), (added.Error, updated.Error, again.Error));
        Assert.Contains("\"from\": \"../../../mirror\"", folder.Read("far", "away", "specs", "apigen.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Another_edition_than_that_of_the_specs_leaves_their_endpoint_and_says_so()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        server.Publish("/", "2024-03-01");
        using TemporaryFolder folder = new();
        await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", server.Address.ToString());

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", server.Address.ToString(), "--edition", "Mainland");

        Assert.Contains("note: tea 2024-03-01: --edition Mainland has no effect on the endpoint tea.intl.tencentcloudapi.com, which is written in the specs; change it there to call tea.tencentcloudapi.com\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_vendor_s_repository_is_asked_for_its_commit_first_so_that_all_files_are_of_one_state()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        const string Repository = "TencentCloud/tencentcloud-cli";
        server.PublishCommits(Repository);
        server.Publish($"/{Repository}/{ModelServer.Commit}/", "2024-03-01");
        server.Publish($"/{Repository}/2222222222222222222222222222222222222222/", "2024-03-01");
        RepositoryHost host = new(server.Address, server.Address);
        using Download download = new();

        FetchedModel newest = await FetchAsync(new ModelSource(ModelEdition.Mainland, null, null));
        FetchedModel tagged = await FetchAsync(new ModelSource(ModelEdition.Mainland, null, "3.0.1"));
        FetchedModel fixedOne = await FetchAsync(new ModelSource(ModelEdition.Mainland, null, ModelServer.Commit));

        Assert.Equal((ModelServer.Commit, "2222222222222222222222222222222222222222", ModelServer.Commit), (newest.Commit, tagged.Commit, fixedOne.Commit));
        Assert.Equal("tea.tencentcloudapi.com", newest.Read(new()).Service.Endpoint);
        Assert.Contains("has no branch, tag or commit 'nope'", (await Assert.ThrowsAsync<CommandException>(() => FetchAsync(new ModelSource(ModelEdition.Mainland, null, "nope")))).Message, StringComparison.Ordinal);

        async Task<FetchedModel> FetchAsync(ModelSource source) => await new ModelFetcher(
            await RepositoryFiles.OpenAsync(host, source, download, TestContext.Current.CancellationToken), source).FetchAsync("tea", null, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"actions\": ")]
    public async Task A_server_that_stops_in_the_middle_is_left_when_the_time_is_up(string beginning)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        server.Halt("/api.json", beginning);
        FakeTimeProvider clock = new();
        await using StringWriter error = new();
        using Download download = new(clock, error);
        Uri address = new(server.Address, "api.json");

        Task<byte[]?> content = download.GetAsync(address, most: 1000, TestContext.Current.CancellationToken);
        await server.Halted.Task.WaitAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal("", error.ToString());
        clock.Advance(TimeSpan.FromSeconds(80));
        Assert.Equal($"apigen: waiting for {address}; Ctrl+C ends it.\n", error.ToString().ReplaceLineEndings("\n"));
        Assert.False(content.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal($"{address} was not read within 100 seconds.", (await Assert.ThrowsAsync<CommandException>(() => content)).Message);
    }

    [Theory]
    [InlineData("-*")]
    [InlineData("CreateKettle;-Create*")]
    [Long]
    public async Task Patterns_that_select_no_action_together_are_refused(string patterns)
    {
        using TemporaryFolder folder = new();
        folder.Write(ModelServer.Model("2020-05-05"), "clone", "tccli", "services", "tea", "v20200505", "api.json");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", "clone", "--api-version", "2020-05-05", "--actions=" + patterns);

        Assert.Equal((1, $"apigen: error: --actions '{patterns}' selects no action, so that nothing would be generated. Nothing was written.\n"), (result.ExitCode, result.Error));
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    [Theory]
    [InlineData("a condition", "<ItemGroup Condition=\"'$(TargetFramework)' == 'none'\"><ApiSpec Include=\"specs/**/*.yaml\" /></ItemGroup>")]
    [FullData("an item's condition", "<ItemGroup><ApiSpec Include=\"specs/**/*.yaml\" Condition=\"false\" /></ItemGroup>")]
    [FullData("Exclude", "<ItemGroup><ApiSpec Include=\"specs/**/*.yaml\" Exclude=\"specs/tea/**\" /></ItemGroup>")]
    [FullData("Remove", "<ItemGroup><ApiSpec Include=\"specs/**/*.yaml\" /></ItemGroup><ItemGroup><ApiSpec Remove=\"specs/tea/**\" /></ItemGroup>")]
    [Long]
    public async Task An_item_that_names_the_specs_and_does_not_have_them_is_not_taken_for_one_that_has(string kind, string items)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write($"<Project>\n  {items}\n</Project>\n", "App.csproj");

        CliResult result = await AddAsync(folder);
        CliResult again = await AddAsync(folder);
        CliResult check = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "App.csproj", "Kettle");

        Assert.Equal((0, 0), (result.ExitCode, again.ExitCode));
        Assert.Contains("App.csproj now has <ApiSpec Include=\"specs/tea/2020-05-05/**/*.yaml\" /> at its end, since the item 'specs/**/*.yaml' names the specs", result.Output, StringComparison.Ordinal);
        Assert.Equal($"<Project>\n  {items}\n  <ItemGroup>\n    <ApiSpec Include=\"specs/tea/2020-05-05/**/*.yaml\" />\n  </ItemGroup>\n</Project>\n", folder.Read("App.csproj"));
        Assert.Contains("App.csproj already has the specs, by an item that 'dotnet msbuild' finds\n", again.Output, StringComparison.Ordinal);
        Assert.True(check.Output.Contains("CreateKettle", StringComparison.Ordinal), kind + check.Error);
    }

    [Theory]
    [InlineData("net9.0", "'$(TargetFramework)' == 'net8.0' Or '$(TargetFramework)' == 'net10.0'", "net8.0", "net10.0")]
    [FullData("net10.0", "'$(TargetFramework)' == 'net8.0' Or '$(TargetFramework)' == 'net9.0'", "net8.0", "net9.0")]
    public async Task Of_several_target_frameworks_those_get_an_item_whose_build_has_the_specs_not_yet(string having, string condition, params string[] lacking)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write(ProjectFile.With($"<ApiSpec Include=\"specs/**/*.yaml\" Condition=\"'$(TargetFramework)' == '{having}'\" />", "net8.0;net9.0;net10.0"), "App.csproj");

        CliResult result = await AddAsync(folder);
        string project = folder.Read("App.csproj");
        CliResult again = await AddAsync(folder);

        Assert.Equal((0, "", 0, ""), (result.ExitCode, result.Error, again.ExitCode, again.Error));
        Assert.Contains($"note: App.csproj already has the specs for {having}, by the item 'specs/**/*.yaml'\n", result.Output, StringComparison.Ordinal);
        Assert.Contains($"note: App.csproj now has <ApiSpec Include=\"specs/tea/2020-05-05/**/*.yaml\" Condition=\"{condition}\" /> at its end, ", result.Output, StringComparison.Ordinal);
        Assert.Contains($"keeps them out for {string.Join(", ", lacking)}\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("note: App.csproj already has the specs, by an item that 'dotnet msbuild' finds\n", again.Output, StringComparison.Ordinal);
        Assert.Equal(project, folder.Read("App.csproj"));
        foreach (string framework in lacking.Append(having))
        {
            using Process build = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", folder.File("App.csproj"), "-nologo", "-getItem:ApiSpec", "-p:TargetFramework=" + framework]) { RedirectStandardOutput = true })!;
            string items = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Single(items.Split('\n'), line => line.Contains("\"FullPath\"", StringComparison.Ordinal) && line.Contains("service.yaml", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("net10.0", "<ItemGroup><ApiSpec Remove=\"specs/**/*.yaml\" /></ItemGroup>", "the build of App.csproj for net10.0 does not take 'specs/tea/2020-05-05/service.yaml'")]
    [InlineData("net9.0;net10.0", "<ItemGroup Condition=\"'$(TargetFramework)' == 'net9.0'\"><ApiSpec Remove=\"specs/**/*.yaml\" /></ItemGroup>", "the build of App.csproj for net9.0 does not take ")]
    [InlineData("", "<Target Name=\"Late\" BeforeTargets=\"BeforeBuild\"><ItemGroup><ApiSpec Remove=\"@(ApiSpec)\" /></ItemGroup></Target>", "the build of App.csproj does not take ")]
    [Long]
    public async Task An_item_by_which_the_build_would_not_take_the_specs_is_refused_and_nothing_is_written(string frameworks, string removing, string told)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write($"<Project>{removing}</Project>", "Directory.Build.targets");
        folder.Write(
            frameworks.Length > 0 ? $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFrameworks>{frameworks}</TargetFrameworks></PropertyGroup></Project>"
                : ProjectFile.With("").Replace("</Project>", "<Import Project=\"Directory.Build.targets\" /></Project>", StringComparison.Ordinal),
            "App.csproj");
        SortedDictionary<string, string> before = folder.Snapshot();

        CliResult result = await AddAsync(folder);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("apigen: error: " + told, result.Error, StringComparison.Ordinal);
        Assert.EndsWith(" Nothing was written.\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot().Where(file => !file.Key.StartsWith("obj/", StringComparison.Ordinal)));
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    [Theory]
    [InlineData("a%41", "%41")]
    [InlineData("a*b", "*")]
    [InlineData("a?", "?")]
    [FullData("a\\b", "\\")]
    [Long]
    public async Task A_folder_whose_name_no_item_can_hold_is_refused(string name, string sign)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file of such a name is there on other systems.");
        using TemporaryFolder folder = WithModel();
        folder.Write("<Project>\n</Project>\n", "App.csproj");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", "clone", "--api-version", "2020-05-05", "--out", name);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"apigen: error: no item of a project can name '{name}/tea/2020-05-05/service.yaml': MSBuild does not read '{sign}' in it as a part of a name.", result.Error, StringComparison.Ordinal);
        Assert.Equal("<Project>\n</Project>\n", folder.Read("App.csproj"));
        Assert.False(Directory.Exists(folder.File(name)));
    }

    [Theory]
    [InlineData("a;b c")]
    [InlineData("100%")]
    [InlineData("$(x)'[y]&é")]
    [Long]
    public async Task A_folder_whose_name_an_item_holds_escaped_is_found_by_the_build_and_added_once(string name)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write("<Project>\n</Project>\n", "App.csproj");
        string[] command = ["add", "tea", "--from", "clone", "--api-version", "2020-05-05", "--out", name];

        CliResult result = await CliProcess.RunInAsync(folder.Path, command);
        string project = folder.Read("App.csproj");
        CliResult again = await CliProcess.RunInAsync(folder.Path, command);
        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "App.csproj", "Kettle");

        Assert.Equal((0, "", 0, ""), (result.ExitCode, result.Error, again.ExitCode, again.Error));
        Assert.Contains("App.csproj already has the specs", again.Output, StringComparison.Ordinal);
        Assert.Equal(project, folder.Read("App.csproj"));
        Assert.Contains("CreateKettle", list.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("App.csproj", "<Project><ItemGroup></Project>", "the project file is not valid XML (line 1")]
    [InlineData("Directory.Build.props", "<Project>\n<ApiSpec></Project>", "Directory.Build.props is not valid XML (line 2")]
    [InlineData("App.csproj", "latin-1", "App.csproj is not UTF-8, so that editing would damage it. Save it as UTF-8 first.")]
    [InlineData("App.csproj", "<Other />", "the project has no closing </Project>, before which an item could be added.")]
    public async Task A_project_that_cannot_be_edited_is_told_and_nothing_is_written(string file, string text, string told)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write("<Project><Import Project=\"none.props\" Condition=\"false\" /></Project>", "App.csproj");
        File.WriteAllBytes(folder.File(file), text == "latin-1" ? System.Text.Encoding.Latin1.GetBytes("<Project><!-- \u00E9 --></Project>") : System.Text.Encoding.UTF8.GetBytes(text));
        SortedDictionary<string, string> before = folder.Snapshot();

        CliResult result = await AddAsync(folder);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("apigen: error: " + told, result.Error, StringComparison.Ordinal);
        Assert.EndsWith(" Nothing was written.\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    [Theory]
    [InlineData("Directory.Build.props", "specs/**/*.yaml")]
    [FullData("Directory.Build.targets", "$(MSBuildThisFileDirectory)app/specs/**/*.yaml")]
    [Long]
    public async Task An_item_of_a_file_that_all_projects_import_has_the_specs_too(string file, string include)
    {
        using TemporaryFolder folder = new();
        folder.Write(ModelServer.Model("2020-05-05"), "app", "clone", "tccli", "services", "tea", "v20200505", "api.json");
        folder.Write($"<Project><ItemGroup><ApiSpec Include=\"{include}\" /></ItemGroup></Project>", file);
        folder.Write("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>", "app", "App.csproj");

        CliResult result = await CliProcess.RunInAsync(folder.File("app"), "add", "tea", "--from", "clone", "--api-version", "2020-05-05");
        CliResult list = await CliProcess.RunInAsync(folder.File("app"), "list", "--specs", ".", "Kettle");

        Assert.Equal((0, 0), (result.ExitCode, list.ExitCode));
        Assert.Contains("App.csproj already has the specs, by the item '", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ApiSpec", folder.Read("app", "App.csproj"), StringComparison.Ordinal);
        Assert.Contains("CreateKettle", list.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Choose><When Condition=\"true\"><ItemGroup><ApiSpec Include=\"specs/**/*.yaml\" Actions=\"CreateKettle\" /></ItemGroup></When></Choose>")]
    [FullData("<Import Project=\"more.props\" />")]
    [FullData("<PropertyGroup><Kept>specs</Kept></PropertyGroup><ItemGroup><ApiSpec Include=\"$(Kept)/**/*.yaml\" Actions=\"CreateKettle\" /></ItemGroup>")]
    [FullData("<Target Name=\"Late\" BeforeTargets=\"CoreCompile\"><ItemGroup><ApiSpec Include=\"specs/**/*.yaml\" Actions=\"CreateKettle\" /></ItemGroup></Target>")]
    [Long]
    public async Task An_item_whose_specs_were_not_there_yet_has_them_wherever_it_stands(string items)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write("<Project><ItemGroup><ApiSpec Include=\"specs/**/*.yaml\" Actions=\"CreateKettle\" /></ItemGroup></Project>", "more.props");
        string project = ProjectFile.With("").Replace("<Target Name=\"BeforeBuild\" />", "<Target Name=\"BeforeBuild\" />" + items, StringComparison.Ordinal);
        folder.Write(project, "App.csproj");

        CliResult result = await AddAsync(folder);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("note: App.csproj already has the specs, by an item that 'dotnet msbuild' finds\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(project, folder.Read("App.csproj"));
        Assert.True(File.Exists(folder.File("specs", "tea", "2020-05-05", "service.yaml")));
    }

    [Theory]
    [InlineData("<Import Project=\"nowhere.props\" />", "names specs, or imports files that may. Whether its build takes those of this service could not be asked: 'dotnet msbuild' cannot evaluate ")]
    [InlineData("<Target Name=\"Late\" BeforeTargets=\"CoreCompile\"><ItemGroup><ApiSpec Include=\"specs/**/*.yaml\" /></ItemGroup></Target>", "could not be asked: a target adds items, and App.csproj is not restored.")]
    [Long]
    public async Task Where_no_build_can_be_asked_for_its_items_none_is_added_and_that_is_told(string items, string told)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write($"<Project>{items}</Project>", "App.csproj");

        CliResult result = await AddAsync(folder);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("note: App.csproj ", result.Output, StringComparison.Ordinal);
        Assert.Contains(told, result.Output, StringComparison.Ordinal);
        Assert.Contains("If it does not, add this: <ApiSpec Include=\"specs/tea/2020-05-05/**/*.yaml\" />\n", result.Output, StringComparison.Ordinal);
        Assert.Equal($"<Project>{items}</Project>", folder.Read("App.csproj"));
    }

    [Theory]
    [InlineData("INT")]
    [FullData("TERM")]
    [FullData("HUP")]
    [Long]
    public async Task A_signal_while_the_build_is_asked_for_its_items_takes_back_the_specs_too(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither these signals nor named pipes among its files.");
        using TemporaryFolder folder = WithModel();
        const string Waiting = "<PropertyGroup Condition=\"Exists('specs/tea/2020-05-05/service.yaml')\"><Late>$([System.IO.File]::ReadAllText('$(MSBuildProjectDirectory)/pipe'))</Late></PropertyGroup>";
        folder.Write($"<Project>{Waiting}<ItemGroup><ApiSpec Include=\"own/**/*.yaml\" /></ItemGroup></Project>", "App.csproj");
        SortedDictionary<string, string> before = folder.Snapshot();
        string pipe = folder.File("pipe");
        using (Process mkfifo = Process.Start("mkfifo", [pipe]))
        {
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using Process add = CliProcess.Start(folder.Path, "add", "tea", "--from", "clone", "--api-version", "2020-05-05");
        CliResult result;
        using (FileStream writer = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), TestContext.Current.CancellationToken))
        {
            CliProcess.Signal(add, signal);
            result = await CliProcess.FinishAsync(add);
        }

        File.Delete(pipe);
        Assert.Equal((130, "", "apigen: stopping.\napigen: interrupted; nothing was changed.\n"), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(before, folder.Snapshot());
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    [Theory]
    [InlineData("<ItemGroup><ApiSpec Include=\"own/**/*.yaml\" /></ItemGroup>")]
    [FullData("<Import Project=\"more.props\" />")]
    public async Task A_project_that_names_specs_and_may_not_be_written_leaves_them_unwritten_too(string items)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write("<Project />", "more.props");
        string project = folder.Write($"<Project>{items}</Project>", "App.csproj");
        File.SetAttributes(project, FileAttributes.ReadOnly);
        SortedDictionary<string, string> before = folder.Snapshot();

        CliResult result = await AddAsync(folder);

        File.SetAttributes(project, FileAttributes.Normal);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.EndsWith("App.csproj: to be changed, but read-only, so nothing was written. Make it writable, or choose another folder.\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<ItemGroup><ApiSpec Include=\"own/**/*.yaml\" /></ItemGroup>")]
    [InlineData("<ItemGroup><ApiSpec Include=\"specs/**/*.yaml\" /></ItemGroup>")]
    [Long]
    public async Task The_files_that_are_written_are_counted_with_the_project(string items)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write($"<Project>{items}</Project>", "App.csproj");
        SortedDictionary<string, string> before = folder.Snapshot();

        CliResult result = await AddAsync(folder);
        SortedDictionary<string, string> after = folder.Snapshot();
        CliResult again = await AddAsync(folder);

        int written = after.Count(file => !before.TryGetValue(file.Key, out string? text) || text != file.Value);
        Assert.EndsWith($"\n{written} files written.\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n0 files written.\n", again.Output, StringComparison.Ordinal);
        Assert.Equal(after, folder.Snapshot());
    }

    [Theory]
    [InlineData("specs", "link")]
    [FullData("link", "specs")]
    [FullData("specs", "here/specs")]
    [FullData("here/link", "specs/../specs/")]
    [Long]
    public async Task A_folder_of_specs_is_one_whichever_link_leads_to_it(string first, string second)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write(ProjectFile.With(""), "App.csproj");
        Directory.CreateDirectory(folder.File("specs"));
        Directory.CreateSymbolicLink(folder.File("link"), "specs");
        Directory.CreateSymbolicLink(folder.File("here"), ".");
        string[] command = ["add", "tea", "--from", "clone", "--api-version", "2020-05-05", "--out"];
        CliResult added = await CliProcess.RunInAsync(folder.Path, [.. command, first]);
        string project = folder.Read("App.csproj");

        CliResult again = await CliProcess.RunInAsync(folder.Path, [.. command, second]);

        Assert.Equal((0, "", 0, ""), (added.ExitCode, added.Error, again.ExitCode, again.Error));
        Assert.Contains($"<ApiSpec Include=\"{first}/tea/2020-05-05/**/*.yaml\" />", project, StringComparison.Ordinal);
        Assert.Contains("App.csproj already has the specs, by ", again.Output, StringComparison.Ordinal);
        Assert.Equal(project, folder.Read("App.csproj"));
    }

    [Theory]
    [InlineData("tae", null, "Did you mean 'tea'?")]
    [InlineData("aas", null, "Did you mean 'as'?")]
    [InlineData("teas", "2020-05-05", "Did you mean 'tea'?")]
    [InlineData("weather", null, "")]
    [InlineData("tea", "2021-01-01", "")]
    [Long]
    public async Task A_service_that_the_vendor_does_not_have_is_told_with_the_nearest_that_it_has(string service, string? version, string hint)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write("# -*- coding: utf-8 -*-\nimport os\n\nSERVICE_VERSIONS = {\n    \"autoscaling\": [\n        \"2018-04-19\"\n    ],\n    \"tea\": [\n        \"2020-05-05\"\n    ]\n}", "clone", "tccli", "services", "__init__.py");

        CliResult result = await CliProcess.RunInAsync(folder.Path, ["add", service, "--from", "clone", .. version is null ? Array.Empty<string>() : ["--api-version", version]]);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(hint.Length > 0, result.Error.Contains("Did you mean", StringComparison.Ordinal));
        Assert.Contains(hint, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    [Fact]
    public async Task What_is_listed_as_a_version_and_is_no_date_is_not_the_newest()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        server.Publish("/", "2024-03-01", "2024-99-99");
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", server.Address.ToString());

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.True(File.Exists(folder.File("specs", "tea", "2024-03-01", "service.yaml")));
    }

    [Fact]
    public async Task A_version_that_the_vendor_does_not_have_is_told_with_those_that_it_has()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        server.Publish("/", "2020-05-05", "2024-03-01");
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", server.Address.ToString(), "--api-version", "2021-01-01");

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("api.json is not there. There is: 2020-05-05, 2024-03-01. Nothing was written.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task What_could_not_be_built_afterwards_is_refused()
    {
        using TemporaryFolder folder = WithModel();
        string sts = File.ReadAllLines(Directory.GetFiles(Path.Combine(TestData.Specs, "sts"), "service.yaml", SearchOption.AllDirectories)[0]).First(line => line.StartsWith("version:", StringComparison.Ordinal))["version:".Length..].Trim();
        folder.Write(
            ModelServer.Model(sts).Replace("\"tea\"", "\"sts\"", StringComparison.Ordinal), "clone", "tccli", "services", "sts", "v" + sts.Replace("-", "", StringComparison.Ordinal), "api.json");
        folder.Write("<Project><ItemGroup><ApiService Include=\"STS;tcsas\" /></ItemGroup></Project>", "App.csproj");
        folder.Write("<Project />", "Basic.vbproj");

        CliResult copy = await CliProcess.RunInAsync(folder.Path, "add", "sts", "--from", "clone", "--api-version", sts);
        CliResult basic = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", "clone", "--api-version", "2020-05-05", "--project", "Basic.vbproj");
        folder.Write(folder.Read("App.csproj").Replace("<ApiService", "<ApiService Condition=\"false\"", StringComparison.Ordinal), "App.csproj");
        CliResult unused = await CliProcess.RunInAsync(folder.Path, "add", "sts", "--from", "clone", "--api-version", sts, "--out", "own");

        Assert.Equal((1, 1, 0), (copy.ExitCode, basic.ExitCode, unused.ExitCode));
        Assert.StartsWith($"apigen: error: App.csproj has the ApiService item 'sts', by which its build takes the specs of sts {sts} that come with ApiGen;", copy.Error, StringComparison.Ordinal);
        Assert.StartsWith("apigen: error: 'Basic.vbproj' is no C# project (.csproj), and ApiGen generates C# alone.", basic.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("specs")));
        Assert.Equal("<Project />", folder.Read("Basic.vbproj"));
    }

    [Theory]
    [InlineData("Basic.vbproj")]
    [InlineData("Functional.fsproj")]
    [Long]
    public async Task A_folder_whose_only_project_is_of_another_language_is_refused(string project)
    {
        using TemporaryFolder folder = WithModel();
        folder.Write("<Project />", project);
        SortedDictionary<string, string> before = folder.Snapshot();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", "clone", "--api-version", "2020-05-05");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"apigen: error: '{project}' is no C# project (.csproj), and ApiGen generates C# alone.", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    [Long]
    public async Task Services_that_are_added_at_once_are_all_recorded_and_in_the_project()
    {
        using TemporaryFolder folder = new();
        folder.Write(Project, "App.csproj");
        string[] services = ["tea", "pot", "cup", "jug"];
        foreach (string service in services)
        {
            folder.Write(ModelServer.Model("2020-05-05").Replace("\"tea\"", $"\"{service}\"", StringComparison.Ordinal), "clone", "tccli", "services", service, "v20200505", "api.json");
        }

        CliResult[] results = await Task.WhenAll(services.Select(service => CliProcess.RunInAsync(folder.Path, "add", service, "--from", "clone", "--api-version", "2020-05-05")));

        Assert.All(results, result => Assert.Equal((0, ""), (result.ExitCode, result.Error)));
        using JsonDocument record = JsonDocument.Parse(folder.Read("specs", "apigen.lock.json"));
        Assert.Equal(services.Order(StringComparer.Ordinal), record.RootElement.GetProperty("services").EnumerateArray().Select(entry => entry.GetProperty("service").GetString()!));
        Assert.All(services, service => Assert.Contains($"<ApiSpec Include=\"specs/{service}/2020-05-05/**/*.yaml\" />", folder.Read("App.csproj"), StringComparison.Ordinal));
    }

    [Fact]
    [Long]
    public async Task A_version_can_be_chosen_and_a_copy_on_disk_used()
    {
        using TemporaryFolder folder = new();
        folder.Write(ModelServer.Model("2020-05-05"), "clone", "tccli", "services", "tea", "v20200505", "api.json");

        CliResult unnamed = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", "clone");
        CliResult named = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", "clone", "--api-version", "2020-05-05", "--region", "required", "--namespace", "My.Tea");

        Assert.Equal((1, 0), (unnamed.ExitCode, named.ExitCode));
        Assert.Contains("name the version with --api-version", unnamed.Error, StringComparison.Ordinal);
        Assert.Contains("there is no project here; add this to yours: <ApiSpec Include=\"specs/tea/2020-05-05/**/*.yaml\" />", named.Output, StringComparison.Ordinal);
        Assert.Contains("\"from\": \"../clone\"", folder.Read("specs", "apigen.lock.json"), StringComparison.Ordinal);
        Assert.Contains("namespace: My.Tea", folder.Read("specs", "tea", "2020-05-05", "service.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", "api.json(1,2): error: this is not valid JSON")]
    [InlineData("<html>Sign in to the network</html>", "api.json is a page of HTML or XML instead of the file")]
    [InlineData("\uFEFF\n<?xml version=\"1.0\"?>", "api.json is a page of HTML or XML instead of the file")]
    [InlineData("", "api.json is empty: nothing came in its place")]
    [InlineData("{\"actions\": {}, \"objects\": {}, \"metadata\": {\"serviceShortName\": \"pot\", \"apiVersion\": \"2024-03-01\"}}", "describes pot 2024-03-01 and not tea 2024-03-01")]
    [InlineData("{\"actions\": 5}", "api.json(1,")]
    [InlineData("deep", "api.json(1,65): error: this is nested deeper than 64 levels")]
    public async Task A_model_is_not_trusted_and_nothing_is_written(string model, string message)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        server.Publish("/", "2024-03-01");
        server.Put("/tccli/services/tea/v20240301/api.json", model == "deep" ? new string('[', 100_000) : model);
        using TemporaryFolder folder = new();
        folder.Write(Project, "App.csproj");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", server.Address.ToString());

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(["App.csproj"], folder.Snapshot().Keys);
        Assert.Equal(Project, folder.Read("App.csproj"));
    }

    [Theory]
    [InlineData("bomb", "is larger than 33554432 bytes")]
    [InlineData("loop", "leads on to other addresses without end")]
    [InlineData("away", "which is not an https address")]
    [InlineData("gone", "api.json is not there")]
    [InlineData("nowhere", "leads on to //[, which is not an https address")]
    [InlineData("gzip", "api.json cannot be read: what was sent is not encoded as its Content-Encoding says. 'apigen add --from' names")]
    [InlineData("deflate", "api.json cannot be read: what was sent is not encoded as its Content-Encoding says. 'apigen add --from' names")]
    [InlineData("br", "api.json cannot be read: what was sent is not encoded as its Content-Encoding says. 'apigen add --from' names")]
    public async Task A_server_that_misbehaves_is_a_message(string kind, string message)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        const string Path = "/tccli/services/tea/v20240301/api.json";
        if (kind == "bomb")
        {
            server.Put(Path, ModelServer.Bomb(40));
        }
        else if (kind is "gzip" or "deflate" or "br")
        {
            server.Put(Path, "garbage!");
            server.Encode(Path, kind);
        }
        else if (kind != "gone")
        {
            server.Redirect(Path, kind == "loop" ? Path : kind == "nowhere" ? "//[" : "http://models.example.com/api.json");
        }

        using TemporaryFolder folder = new();
        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--api-version", "2024-03-01", "--from", server.Address.ToString());

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was written.", result.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(folder.Snapshot());
    }

    [Theory]
    [InlineData("--from", "http://models.example.com/", "is not an https address")]
    [InlineData("--from", "https://user:secretword@models.example.com/", "holds a user name or password")]
    [InlineData("--from", "https://models.example.com/?sig=secretword", "holds a query or a fragment, which would end up in files and in no request")]
    [InlineData("--from", "https://models.example.com/#secretword", "holds a query or a fragment")]
    [InlineData("--from", "no-such-folder", "there is no folder 'no-such-folder'")]
    [InlineData("--api-version", "2024-02-31", "is no version")]
    [InlineData("--api-version", "../../etc", "is no version")]
    [InlineData("--edition", "1", "'1' is none of International, Mainland")]
    [Long]
    public async Task What_cannot_be_a_source_is_named(string option, string value, string message)
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", option, value);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secretword", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../tea")]
    [InlineData("Tea")]
    [InlineData("tea/..")]
    public async Task What_cannot_name_a_service_is_refused(string service)
    {
        CliResult result = await CliProcess.RunAsync("add", service, "--from", "http://127.0.0.1:9/");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"'{service}' cannot name a service", result.Error, StringComparison.Ordinal);
        Assert.Equal(service == "Tea", result.Error.Contains("its name is in small letters: tea.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CraeteKettle", "CreateKettle")]
    [InlineData("Descibe*", "DescribeKettles")]
    [InlineData("*Ketle", "CreateKettle")]
    [InlineData("CreateKettle;boil*", "BoilAll")]
    [Long]
    public async Task A_pattern_that_matches_nothing_is_told_with_the_nearest_name_before_anything_is_written(string patterns, string nearest)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        server.Publish("/", "2024-03-01");
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--actions", patterns, "--from", server.Address.ToString());

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"the pattern '{patterns.Split(';')[^1]}' matches no action. Did you mean '{nearest}'?", result.Error, StringComparison.Ordinal);
        Assert.Empty(folder.Snapshot());
    }

    [Fact]
    [Long]
    public async Task The_proxy_of_the_environment_is_used_for_what_is_not_on_this_machine()
    {
        await using ModelServer proxy = await ModelServer.StartAsync();

        CliResult result = await CliProcess.RunWithAsync(
            ["HTTPS_PROXY=" + proxy.Address, "https_proxy=" + proxy.Address, "NO_PROXY=", "no_proxy="], "add", "tea", "--from", "https://models.example.com/", "--out", Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("https://models.example.com/tccli/services/tea/tea_client.py cannot be read", result.Error, StringComparison.Ordinal);
        Assert.Contains(proxy.Requests, request => request.StartsWith("CONNECT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://:secretword")]
    [InlineData("ftp://proxy.example.com")]
    [InlineData("http://user:secretword@")]
    [Long]
    public async Task A_proxy_that_cannot_be_one_is_told_and_not_passed_over(string proxy)
    {
        string[] variables = ["HTTPS_PROXY=" + proxy, "https_proxy=" + proxy];
        CliResult add = await CliProcess.RunWithAsync(variables, "add", "tea", "--from", "https://models.example.com/", "--out", Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")));
        CliResult call = await CliProcess.RunWithAsync([.. variables, "TENCENTCLOUD_SECRET_ID=a", "TENCENTCLOUD_SECRET_KEY=b"], "call", "tcsas", "DescribeMNPList", "--specs", TestData.Specs, "--region", "ap-singapore", "-p", "PlatformId=T1", "-p", "Limit=1", "-p", "Offset=0");

        Assert.All([add, call], result =>
        {
            Assert.Equal(1, result.ExitCode);
            Assert.Contains("the variable https_proxy of the environment holds no address of a proxy", result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("secretword", result.Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Several_projects_are_told_before_anything_is_got()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using TemporaryFolder folder = new();
        folder.Write(Project, "A.csproj");
        folder.Write(Project, "B.csproj");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", server.Address.ToString());

        Assert.Contains("there are several projects here: A.csproj, B.csproj. Choose one with --project.", result.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private static TemporaryFolder WithModel()
    {
        TemporaryFolder folder = new();
        folder.Write(ModelServer.Model("2020-05-05"), "clone", "tccli", "services", "tea", "v20200505", "api.json");
        return folder;
    }

    private static Task<CliResult> AddAsync(TemporaryFolder folder) => CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", "clone", "--api-version", "2020-05-05");
}
