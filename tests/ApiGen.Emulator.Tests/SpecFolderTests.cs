using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Tests.Support;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Tests;

public sealed class SpecFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apigen-emulator-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bundled_CreateMNP_is_served_with_its_example_and_its_limit()
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(SpecFolder.Load(Repository.Specs), cancellationToken: Cancelled);
        using Client client = new(emulator);

        JsonElement response = await client.CallAsync(new Call());

        Assert.Equal("mp1mkdcf53ob2h8m", response.GetProperty("Data").GetProperty("ResourceId").GetString());
    }

    [Fact]
    public async Task Every_bundled_example_is_accepted()
    {
        IReadOnlyList<ServiceModel> services = SpecFolder.Load(Repository.Specs);
        using Client client = new(new ApiGateway(services, new ApiEmulatorOptions { EnforceRateLimits = false }));
        List<string> refused = [];
        int examples = 0;

        foreach (ServiceModel service in services)
        {
            foreach (ActionModel action in service.Actions.Where(action => action.Disabled is null))
            {
                foreach (ExampleModel example in action.Examples)
                {
                    examples++;
                    JsonElement response = await client.CallAsync(new Call
                    {
                        Host = service.Endpoint,
                        Scope = service.Name,
                        Action = action.Name,
                        Version = service.Version,
                        Body = example.Request,
                    });
                    if (response.TryGetProperty("Error", out JsonElement error))
                    {
                        refused.Add($"{service.Name} {action.Name}: {error.GetRawText()}");
                    }
                    else if (example == action.Examples[0] && example.Response is not null)
                    {
                        Assert.True(JsonNode.DeepEquals(WithoutId(example.Response), WithoutId(response.GetRawText())), action.Name);
                    }
                }
            }
        }

        Assert.NotEqual(0, examples);
        Assert.Empty(refused);

        static JsonObject WithoutId(string response)
        {
            JsonObject members = JsonNode.Parse(response)!.AsObject();
            members.Remove("RequestId");
            return members;
        }
    }

    [Fact]
    public async Task An_answer_made_from_the_types_has_every_member_that_the_spec_promises()
    {
        IReadOnlyList<ServiceModel> services =
        [
            .. SpecFolder.Load(Repository.Specs).Select(service => service with
            {
                Actions = service.Actions.Select(action => action with { Examples = EquatableArray<ExampleModel>.Empty }).ToEquatableArray(),
            }),
        ];
        ApiEmulatorOptions options = new() { EnforceRateLimits = false, CheckParameters = false };
        using Client client = new(new ApiGateway(services, options));

        foreach (ServiceModel service in services)
        {
            foreach (ActionModel action in service.Actions.Where(action => action is { Disabled: null, ResponseBody: ResponseBodyKind.Json }))
            {
                JsonElement response = await client.CallAsync(new Call
                {
                    Host = service.Endpoint,
                    Scope = service.Name,
                    Action = action.Name,
                    Version = service.Version,
                    Body = "{}",
                });

                Assert.Equal(
                    action.Response.Where(member => member.Disabled is null).Select(member => member.Name).Append("RequestId"),
                    response.EnumerateObject().Select(member => member.Name));
            }
        }
    }

    [Fact]
    public void Errors_of_specs_are_all_listed_with_their_places()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "service.yaml"), "service: x\nversion: 2020-01-01\nnamespace: X\nendpoint: x.example\nratelimit: 20/s\n");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "actions"));
        File.WriteAllText(Path.Combine(_folder.FullName, "actions", "A.yaml"), "action: A\nrequest:\n  B: { type: Missing }\n");

        string message = Assert.Throws<InvalidDataException>(() => SpecFolder.Load(_folder.FullName)).Message;

        Assert.Contains("service.yaml(5,1): error APIGEN", message, StringComparison.Ordinal);
        Assert.Matches(@"actions/A\.yaml\(3,\d+\): error APIGEN", message);
    }

    [Fact]
    public void The_specs_inside_the_package_are_those_of_the_source_tree()
    {
        ServiceModel[] bundled = [.. BundledSpecs.Services.SelectMany(BundledSpecs.Load)];
        IReadOnlyList<ServiceModel> source = SpecFolder.Load(Repository.Specs);

        // Paths differ by where the folder lies; everything else is compared by value.
        Assert.Equal(source.Select(WithoutPaths), bundled.Select(WithoutPaths));
        Assert.Contains("Did you mean 'tcsas'?", Assert.Throws<ArgumentException>(() => BundledSpecs.Load("TCSAS")).Message, StringComparison.Ordinal);
        Assert.Contains("tcsas", Assert.Throws<ArgumentException>(() => BundledSpecs.Load("tcsos")).Message, StringComparison.Ordinal);

        static ServiceModel WithoutPaths(ServiceModel service) => service with
        {
            Source = "",
            Types = service.Types.Select(type => type with { Source = "" }).ToEquatableArray(),
            Actions = service.Actions.Select(action => action with { Source = "" }).ToEquatableArray(),
        };
    }

    [Fact]
    public void A_folder_without_specs_is_an_error()
    {
        Assert.Throws<InvalidDataException>(() => SpecFolder.Load(_folder.FullName));
        Assert.Throws<ArgumentException>(() => SpecFolder.Load(""));
        Assert.Throws<ArgumentNullException>(() => SpecFolder.Load(null!));
    }

    // What somebody sees who misspelt a name, started elsewhere or named a file.
    [Fact]
    public void A_folder_that_is_not_there_is_told_with_the_place_where_it_was_looked_for_and_the_name_that_is_near()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "specs"));
        string file = Path.Combine(_folder.FullName, "shop.yaml");
        File.WriteAllText(file, "");

        Assert.Equal($"There is no folder `{Path.Combine(_folder.FullName, "far")}`.", Message(Path.Combine(_folder.FullName, "far")));
        Assert.Equal($"There is no folder `{Path.Combine(_folder.FullName, "spec")}/`. Did you mean `specs`?", Message(Path.Combine(_folder.FullName, "spec") + "/"));
        Assert.Equal($"`{file}` is a file: give the folder that it is in.", Message(file));
        Assert.StartsWith($"There is no folder `nowhere/at-all`: it was looked for at `{Path.GetFullPath("nowhere/at-all")}`, since a relative path", Message("nowhere/at-all"), StringComparison.Ordinal);

        static string Message(string path) => Assert.Throws<DirectoryNotFoundException>(() => SpecFolder.Load(path)).Message;
    }

    [Fact]
    public void An_own_action_of_a_bundled_service_is_completed_from_the_bundled_specs()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "Ping.yaml"), "action: PingMNP\nservice: tcsas\nversion: 2025-01-06\n");

        ServiceModel service = Assert.Single(SpecFolder.Load(_folder.FullName));

        Assert.Equal(152, service.Actions.Count);
        Assert.StartsWith("(bundled)/", service.Source, StringComparison.Ordinal);
        Assert.StartsWith(_folder.FullName.Replace('\\', '/'), service.Actions.Single(action => action.Name == "PingMNP").Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_the_folder_declares_itself_is_not_completed()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "service.yaml"), "service: tcsas\nversion: 2025-01-06\nnamespace: X\nendpoint: x.example\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "Ping.yaml"), "action: PingMNP\nservice: tcsas\nversion: 2025-01-06\n");

        Assert.Equal(["PingMNP"], Assert.Single(SpecFolder.Load(_folder.FullName)).Actions.Select(action => action.Name));
    }

    [Fact]
    public void A_loop_of_links_ends()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "service.yaml"), "service: x\nversion: 2020-01-01\nnamespace: X\nendpoint: x.example\n");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "loop"), _folder.FullName);

        Assert.Single(SpecFolder.Load(_folder.FullName));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
