using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApiGen.Cli.Fetching;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Fetching;

public sealed class UpdateTests
{
    private const string Model = "/tccli/services/tea/v20240301/api.json";

    [Fact]
    [Long]
    public async Task What_changed_is_reported_in_the_words_of_diff_and_merged()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using TemporaryFolder folder = await AddedAsync(server);
        SortedDictionary<string, string> before = folder.Snapshot();
        CliResult same = await CliProcess.RunInAsync(folder.Path, "update");
        Assert.Equal(before, folder.Snapshot());
        server.Put(Model, ModelServer.Model().Replace("\"CreateKettle\": {", "\"BrewTea\": {\"input\": \"BrewTeaRequest\", \"output\": \"BrewTeaResponse\"}, \"CreateKettle\": {", StringComparison.Ordinal)
            .Replace("\"objects\": {", "\"objects\": {\"BrewTeaRequest\": {\"members\": []}, \"BrewTeaResponse\": {\"members\": []},", StringComparison.Ordinal));

        CliResult dry = await CliProcess.RunInAsync(folder.Path, "update", "--dry-run");
        Assert.Equal(before, folder.Snapshot());
        CliResult real = await CliProcess.RunInAsync(folder.Path, "update", "tea");
        CliResult again = await CliProcess.RunInAsync(folder.Path, "update");

        Assert.Equal("tea 2024-03-01: the model has not changed\n0 files written.\n", same.Output.ReplaceLineEndings("\n"));
        Assert.StartsWith("+ tea 2024-03-01 BrewTea: action added\n", dry.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.StartsWith("+ tea 2024-03-01 BrewTea: action added\n", real.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal((0, 0, 0, 0), (same.ExitCode, dry.ExitCode, real.ExitCode, again.ExitCode));
        Assert.True(File.Exists(folder.File("specs", "tea", "2024-03-01", "actions", "BrewTea.yaml")));
        Assert.Equal(same.Output, again.Output);
    }

    [Fact]
    [Long]
    public async Task Options_of_add_go_for_what_is_new_since_too_and_are_recorded_beside_the_hashes_of_what_was_served()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        server.Publish("/", "2024-03-01");
        using TemporaryFolder folder = new();
        folder.Write("""[{ "service": "tea", "version": "2024-03-01", "action": "BrewTea", "limit": 7, "window_s": 1 }, { "service": "tea", "version": "2024-03-01", "action": "CreateKettle", "limit": 50, "window_s": 1 }]""", "limits.json");
        CliResult added = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", server.Address.ToString(), "--region", "required", "--namespace", "My.Tea", "--limits", "limits.json");
        string model = ModelServer.Model().Replace("\"CreateKettle\": {", "\"BrewTea\": {\"input\": \"BrewTeaRequest\", \"output\": \"BrewTeaResponse\"}, \"CreateKettle\": {", StringComparison.Ordinal)
            .Replace("\"objects\": {", "\"objects\": {\"BrewTeaRequest\": {\"members\": []}, \"BrewTeaResponse\": {\"members\": []},", StringComparison.Ordinal);
        server.Put(Model, model);

        CliResult updated = await CliProcess.RunInAsync(folder.Path, "update");

        Assert.Equal((0, 0), (added.ExitCode, updated.ExitCode));
        ServiceModel service = Assert.Single(SpecLoader.LoadDirectory(folder.File("specs")).Services);
        ActionModel action = service.Actions.Single(one => one.Name == "BrewTea");
        Assert.Equal(("My.Tea", RegionRequirement.Required, new RateWindow(7, 1)), (service.Namespace, action.Region, Assert.Single(action.RateLimits)));
        using JsonDocument record = JsonDocument.Parse(folder.Read("specs", "apigen.lock.json"));
        JsonElement entry = Assert.Single(record.RootElement.GetProperty("services").EnumerateArray());
        Assert.Equal(("required", "My.Tea"), (entry.GetProperty("region").GetString(), entry.GetProperty("namespace").GetString()));
        Assert.Equal("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model))), entry.GetProperty("files").GetProperty("api.json").GetString());
    }

    [Fact]
    [Long]
    public async Task One_model_that_cannot_be_had_leaves_the_other_services_as_they_are_and_that_is_told()
    {
        using TemporaryFolder folder = new();
        foreach (string service in new[] { "pot", "tea" })
        {
            folder.Write(ModelServer.Model().Replace("\"tea\"", $"\"{service}\"", StringComparison.Ordinal), "clone", "tccli", "services", service, "v20240301", "api.json");
            await CliProcess.RunInAsync(folder.Path, "add", service, "--from", "clone", "--api-version", "2024-03-01");
        }

        SortedDictionary<string, string> before = folder.Snapshot("*.yaml");
        string pot = folder.File("clone", "tccli", "services", "pot", "v20240301", "api.json");
        File.WriteAllText(pot, File.ReadAllText(pot).Replace("\"CreateKettle\": {", "\"BrewTea\": {\"input\": \"BrewTeaRequest\", \"output\": \"BrewTeaResponse\"}, \"CreateKettle\": {", StringComparison.Ordinal)
            .Replace("\"objects\": {", "\"objects\": {\"BrewTeaRequest\": {\"members\": []}, \"BrewTeaResponse\": {\"members\": []},", StringComparison.Ordinal));
        File.Delete(folder.File("clone", "tccli", "services", "tea", "v20240301", "api.json"));

        CliResult all = await CliProcess.RunInAsync(folder.Path, "update");
        CliResult one = await CliProcess.RunInAsync(folder.Path, "update", "tea");

        Assert.Equal((1, "", 1, ""), (all.ExitCode, all.Output, one.ExitCode, one.Output));
        Assert.EndsWith("api.json is not there. Nothing was written, of the other services neither.\n", all.Error, StringComparison.Ordinal);
        Assert.EndsWith("api.json is not there. Nothing was written.\n", one.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot("*.yaml"));
    }

    [Fact]
    public void The_commit_stands_in_the_lock_file_and_is_read_again()
    {
        using TemporaryFolder folder = new();
        SpecLock written = SpecLock.Read(folder.Path);
        written.Set(new LockedModel("tea", "2024-03-01", new ModelSource(ModelEdition.Mainland, null, "3.0.1"), ModelServer.Commit, new Dictionary<string, string> { ["api.json"] = "sha256:00" }, RegionRequirement.None, null, null));
        folder.Write(written.Text(), "apigen.lock.json");

        using JsonDocument record = JsonDocument.Parse(folder.Read("apigen.lock.json"));
        JsonElement entry = Assert.Single(record.RootElement.GetProperty("services").EnumerateArray());
        Assert.Equal((ModelServer.Commit, "3.0.1", "mainland"), (entry.GetProperty("commit").GetString(), entry.GetProperty("reference").GetString(), entry.GetProperty("edition").GetString()));
        Assert.Equal(ModelServer.Commit, Assert.Single(SpecLock.Read(folder.Path).Models).Commit);
    }

    [Fact]
    public async Task Where_no_lock_file_is_the_option_for_another_folder_is_told()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "update");

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("apigen.lock.json is not there. 'apigen add' begins it; --specs names another folder that has one. Nothing was written.", result.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_the_lock_file_s_name_is_told_as_what_it_is()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("specs", "apigen.lock.json"));

        CliResult result = await CliProcess.RunInAsync(folder.Path, "update");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^apigen: error: '.*apigen.lock.json' is a folder, and only files are read", result.Error);
    }

    [Theory]
    [InlineData("\"region\"", "\"regoin\"", "'regoin' is no key of a lock file. Did you mean 'region'?")]
    [InlineData("\"services\": [", "\"folder\": 1,\n  \"services\": [", "'folder' is no key of a lock file. Here stand: format, services.")]
    [Long]
    public async Task A_key_that_the_lock_file_does_not_have_is_an_error_and_nothing_is_got(string key, string written, string told)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using TemporaryFolder folder = await AddedAsync(server);
        folder.Write(folder.Read("specs", "apigen.lock.json").Replace(key, written, StringComparison.Ordinal), "specs", "apigen.lock.json");
        server.Requests.Clear();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "update");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    [Long]
    public async Task A_lock_file_keeps_the_line_ends_and_the_mark_that_it_has_got()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using TemporaryFolder folder = await AddedAsync(server);
        string path = folder.File("specs", "apigen.lock.json");
        await File.WriteAllTextAsync(path, "\uFEFF" + (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Replace("\n", "\r\n", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        byte[] before = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        CliResult result = await CliProcess.RunInAsync(folder.Path, "update");

        Assert.Equal("tea 2024-03-01: the model has not changed\n0 files written.\n", result.Output.ReplaceLineEndings("\n"));
        Assert.Equal(before, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    [Long]
    public async Task Where_no_versions_are_named_it_is_told_that_a_newer_one_would_not_be_seen_and_names_take_any_case()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using TemporaryFolder folder = await AddedAsync(server);
        server.Put("/tccli/services/tea/tea_client.py", "# nothing\n");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "update", "TEA");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"note: tea 2024-03-01: whether there is a newer version is not known, since {server.Address}tccli/services/tea/tea_client.py is not there or names no version", result.Output, StringComparison.Ordinal);
        Assert.Contains("tea 2024-03-01: the model has not changed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task What_breaks_callers_gives_exit_code_2()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using TemporaryFolder folder = await AddedAsync(server);
        server.Put(Model, ModelServer.Model().Replace("\"CreateKettle\": {", "\"MakeKettle\": {", StringComparison.Ordinal));

        CliResult result = await CliProcess.RunInAsync(folder.Path, "update");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("- tea 2024-03-01 CreateKettle: action removed (breaking)", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("--dry-run")]
    [Long]
    public async Task Specs_with_errors_are_an_error_also_while_the_model_is_the_same(params string[] options)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using TemporaryFolder folder = await AddedAsync(server);
        string broken = folder.File("specs", "tea", "2024-03-01", "actions", "BoilAll.yaml");
        File.AppendAllText(broken, "sumary: x\n");
        SortedDictionary<string, string> before = folder.Snapshot();

        CliResult result = await CliProcess.RunInAsync(folder.Path, ["update", .. options]);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches(@"BoilAll\.yaml\(\d+,1\): error APIGEN\d+: .* Correct the specs before importing", result.Error);
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    [Long]
    public async Task What_was_deleted_by_hand_stays_deleted_while_the_model_is_the_same_and_is_told()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using TemporaryFolder folder = await AddedAsync(server);
        File.Delete(folder.File("specs", "tea", "2024-03-01", "actions", "BoilAll.yaml"));
        SortedDictionary<string, string> before = folder.Snapshot();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "update");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("tea 2024-03-01: the model has not changed", result.Output, StringComparison.Ordinal);
        Assert.Contains("note: tea 2024-03-01: the specs say something else by hand, which stays; the vendor's word would be: + tea 2024-03-01 BoilAll: action added.", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    [Long]
    public async Task A_newer_version_is_mentioned()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using TemporaryFolder folder = await AddedAsync(server);
        server.Publish("/", "2024-03-01", "2026-09-09");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "update");

        Assert.Contains("note: tea 2024-03-01: there is a newer version 2026-09-09; 'apigen add tea --api-version 2026-09-09' gets it beside this one", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "apigen.lock.json(1,")]
    [InlineData("{\"format\": 2}", "this lock file is of another format")]
    [InlineData("{\"format\": \"1\", \"services\": []}", "this lock file is of another format")]
    [InlineData("{\"format\": 1, \"services\": [{\"service\": \"../x\", \"version\": \"2024-03-01\", \"edition\": \"international\", \"files\": {}, \"region\": \"none\"}]}", "apigen.lock.json(1,40): error: '../x' cannot name a service")]
    [InlineData("{\"format\": 1, \"services\": [{\"service\": \"tea\", \"version\": \"2024\", \"edition\": \"mainland\", \"files\": {}, \"region\": \"none\"}]}", "apigen.lock.json(1,58): error: '2024' is no version")]
    [InlineData("{\"format\": 1, \"services\": [{\"service\": \"tea\", \"version\": \"2024-03-01\", \"edition\": \"mainland\", \"files\": {}, \"region\": \"none\", \"namespace\": \"a b\"}]}", "error: 'a b' is no namespace of C#")]
    [InlineData("{\"format\": 1, \"services\": [{\"service\": \"tea\", \"version\": \"2024-03-01\", \"edition\": \"lunar\", \"files\": {}, \"region\": \"none\"}]}", "'lunar' is none of international, mainland")]
    [InlineData("{\"format\": 1, \"services\": [{\"service\": \"tea\", \"version\": \"2024-03-01\", \"edition\": \"mainland\", \"from\": \"http://models.example.com/\", \"files\": {}, \"region\": \"none\"}]}", "is not an https address")]
    [InlineData("{\"format\": 1, \"services\": []}", "there is nothing to update")]
    public async Task A_lock_file_is_not_trusted_either(string text, string message)
    {
        using TemporaryFolder folder = new();
        folder.Write(text, "specs", "apigen.lock.json");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "update");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_record_it_is_told_what_makes_one()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "update", "tea");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'apigen add tea' gets it", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clone", "as the source of tea 2024-03-01, is not there any more")]
    [InlineData("limits.json", "as the table of limits of tea 2024-03-01, is not there any more")]
    [Long]
    public async Task What_is_gone_since_it_was_recorded_is_named(string gone, string message)
    {
        using TemporaryFolder folder = new();
        folder.Write(ModelServer.Model(), "clone", "tccli", "services", "tea", "v20240301", "api.json");
        folder.Write("""[{ "service": "tea", "version": "2024-03-01", "action": "CreateKettle", "limit": 50, "window_s": 1 }]""", "limits.json");
        CliResult added = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--api-version", "2024-03-01", "--from", "clone", "--limits", "limits.json");
        folder.Write(ModelServer.Model() + " ", "clone", "tccli", "services", "tea", "v20240301", "api.json");
        Move(folder.File(gone));

        CliResult result = await CliProcess.RunInAsync(folder.Path, "update");

        Assert.Equal((0, 1), (added.ExitCode, result.ExitCode));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);

        static void Move(string path) => Directory.Move(path, path + ".away");
    }

    private static async Task<TemporaryFolder> AddedAsync(ModelServer server)
    {
        server.Publish("/", "2024-03-01");
        TemporaryFolder folder = new();
        CliResult result = await CliProcess.RunInAsync(folder.Path, "add", "tea", "--from", server.Address.ToString());
        Assert.Equal("", result.Error);
        return folder;
    }
}
