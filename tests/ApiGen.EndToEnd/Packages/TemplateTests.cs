using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>The templates: installed from the folder of packages, instantiated under names that people give, built and run.</summary>
[Collection(PackageTests.Name)]
public sealed class TemplateTests(PackageLab lab)
{
    // The quick form tries the first alone. The last three are names of assemblies that the project needs.
    public static TheoryData<string> Names => ["1 odd. name", "Shop", "shop-app", "ApiGen", "System", "Microsoft.Extensions.Logging"];

    [Theory]
    [MemberData(nameof(Names))]
    [Long]
    public async Task A_console_application_runs_without_an_account(string name)
    {
        string project = await CreateAndBuildAsync("apigen-console", name);

        ProcessRun run = await ProcessRun.RunAsync("dotnet", [Output(project, name)], environment: NoCredentials(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal(["ResourceId: mp1mkdcf53ob2h8m"], run.Output);
    }

    [Theory]
    [InlineData("1 odd. service")]
    [InlineData("ApiGen")]
    [InlineData("System")]
    [InlineData("MiniPrograms")]
    [InlineData("IConfiguration")]
    [InlineData("TencentCloud.Tcsas")]
    [Long]
    public async Task A_service_is_ready_and_creates_without_an_account(string name)
    {
        string project = await CreateAndBuildAsync("apigen-service", name);
        ProcessStartInfo start = new("dotnet", [Output(project, name), "--urls", "http://127.0.0.1:0"]) { WorkingDirectory = project, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string variable, string? value) in NoCredentials())
        {
            start.Environment[variable] = value;
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        await using RunningService service = await RunningService.WaitForAsync(Process.Start(start)!);

        Assert.Equal("Healthy", await service.Http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        using HttpResponseMessage created = await service.Http.PostAsJsonAsync(
            "/miniprograms",
            new { Name = "Corner", Type = "Life Service", Introduction = "Bread", Description = "Bread", Icon = "https://127.0.0.1/icon.png" },
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    [Theory]
    [InlineData("1 odd.class", "1-odd.class", "_1_odd._class")]
    [InlineData("ApiGen", "ApiGen.Client", "ApiGen")]
    [InlineData("System", "System.Client", "System")]
    [InlineData("Uri", "Uri", "Uri")]
    [Long]
    public async Task A_library_packs_with_the_runtime_alone_and_its_client_works_where_it_is_consumed(string name, string expectedId, string expectedNamespace)
    {
        string project = await CreateAndBuildAsync("apigen-library", name);
        string packages = Path.Combine(lab.Folder, "templates", "packages of " + expectedId);
        Assert.Empty(Warnings(await lab.DotnetAsync(["pack", project, "-o", packages, "-nodeReuse:false", "-tl:off"])));

        string packed = Assert.Single(Directory.GetFiles(packages, "*.nupkg"));
        using PackageFile package = new(packed);
        Assert.Equal(["net10.0: ApiGen.Runtime " + lab.Version, "net8.0: ApiGen.Runtime " + lab.Version], package.Dependencies.Order(StringComparer.Ordinal));

        string id = package.Value("id")!;
        Assert.Equal(expectedId, id);
        string consumer = Path.Combine(lab.Folder, "templates", "consumer of " + id);
        Directory.CreateDirectory(consumer);
        await File.WriteAllTextAsync(Path.Combine(consumer, "nuget.config"), $"""<configuration><packageSources><add key="library" value="{packages}" /></packageSources></configuration>""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(consumer, "consumer.csproj"),
            $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><RestorePackagesPath>cache</RestorePackagesPath></PropertyGroup><ItemGroup><PackageReference Include="{id}" Version="{package.Value("version")}" /></ItemGroup></Project>""",
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(consumer, "Program.cs"),
            $$"""
            using {{expectedNamespace}};
            using ShopClient client = Shops.Connect(new ApiGen.Runtime.TencentCloudCredential(args[1], args[2]), new System.Uri(args[0]));
            RenameShopResponse renamed = await client.RenameShopAsync(new RenameShopRequest { ShopId = "shop-1", Name = "Corner" });
            Console.WriteLine(renamed.Shop.Name);
            """,
            TestContext.Current.CancellationToken);
        await lab.DotnetAsync(["build", consumer, "-nodeReuse:false", "-tl:off"]);
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(SpecFolder.Load(Path.Combine(project, "specs")), cancellationToken: TestContext.Current.CancellationToken);

        ProcessRun run = await ProcessRun.RunAsync(
            "dotnet", [Output(consumer, "consumer"), emulator.Endpoint.ToString(), ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey], cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal(["Corner"], run.Output);

        // What the page says of a stable version beside a pre-release of ApiGen.
        string[] warnings = [.. Warnings(await lab.DotnetAsync(["pack", project, "-o", packages, "-p:Version=1.0.0", "-nodeReuse:false", "-tl:off"]))];
        Assert.Equal(lab.Version.Contains('-', StringComparison.Ordinal), warnings.Length > 0);
        Assert.All(warnings, warning => Assert.Contains("NU5104", warning, StringComparison.Ordinal));
    }

    private async Task<string> CreateAndBuildAsync(string template, string name)
    {
        Assert.SkipUnless(FullRun.IsWanted || name == Names.First().Data, FullRun.Reason);

        // Nothing that the machine has installed takes part, and nothing stays.
        string[] hive = ["--debug:custom-hive", Path.Combine(lab.Folder, "templates", "hive of " + template + name)];
        string project = Path.Combine(lab.Folder, "templates", template, name);
        Directory.CreateDirectory(Path.GetDirectoryName(project)!);
        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(project)!, "Directory.Packages.props"),
            "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>",
            TestContext.Current.CancellationToken);
        await lab.DotnetAsync(["new", "install", lab.PackagePath("ApiGen.Templates"), .. hive]);
        await lab.DotnetAsync(["new", template, "--name", name, "--output", project, "--no-restore", "--no-update-check", .. hive]);
        Assert.False(Directory.Exists(Path.Combine(project, "obj")));
        Assert.Empty(Warnings(await lab.DotnetAsync(["build", project, "-nodeReuse:false", "-tl:off"])));
        Assert.All(
            Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)),
            file =>
            {
                Assert.DoesNotContain("1App", file, StringComparison.Ordinal);
                Assert.DoesNotContain("1App", File.ReadAllText(file), StringComparison.Ordinal);
                Assert.DoesNotContain("ApiGenPackageVersion", File.ReadAllText(file), StringComparison.Ordinal);
            });
        return project;
    }

    private static IEnumerable<string> Warnings(ProcessRun run) => run.Output.Where(line => line.Contains("warning ", StringComparison.Ordinal));

    // A project with the name of an assembly that it needs gives its own another name.
    private static string Output(string project, string name)
    {
        string folder = Path.Combine(project, "bin", "Debug", "net10.0");
        return File.Exists(Path.Combine(folder, name + ".App.dll")) ? Path.Combine(folder, name + ".App.dll") : Path.Combine(folder, name + ".dll");
    }

    private static Dictionary<string, string?> NoCredentials() => new() { ["TENCENTCLOUD_SECRET_ID"] = null, ["TENCENTCLOUD_REGION"] = null };
}
