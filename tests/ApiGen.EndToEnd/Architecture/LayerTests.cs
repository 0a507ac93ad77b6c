using ApiGen.EndToEnd.Support;
using NetArchTest.Rules;

namespace ApiGen.EndToEnd.Architecture;

/// <summary>Which part knows of which. What a part must not know is named by namespace, so a reference that nobody uses does no harm.</summary>
public sealed class LayerTests
{
    private const string Roslyn = "Microsoft.CodeAnalysis";
    private const string Workspaces = "Microsoft.CodeAnalysis.CodeActions";
    private const string Yaml = "YamlDotNet";
    private const string Templates = "Scriban";
    private const string Http = "System.Net.Http";
    private const string Web = "Microsoft.AspNetCore";
    private const string Redis = "StackExchange.Redis";
    private const string Reflection = "System.Reflection.Emit";
    private const string Specs = "ApiGen.Specs";
    private const string Generator = "ApiGen.Generator";
    private const string Analyzers = "ApiGen.Analyzers";
    private const string Runtime = "ApiGen.Runtime";
    private const string Emulator = "ApiGen.Emulator";
    private const string Explorer = "ApiGen.Explorer";
    private const string Cli = "ApiGen.Cli";

    public static TheoryData<string, string, string[]> Rules => new()
    {
        { "generator/ApiGen.Specs", "netstandard2.0", [Roslyn, Templates, "System.Net", Generator, Analyzers, Runtime, Emulator, Explorer, Cli] },
        { "generator/ApiGen.Generator", "netstandard2.0", ["System.Net", Yaml, Analyzers, Runtime, Emulator, Explorer, Cli] },
        { "generator/ApiGen.Analyzers", "netstandard2.0", ["System.Net", Workspaces, Yaml, Templates, Specs, Generator, Runtime, Emulator, Explorer, Cli] },
        { "generator/ApiGen.CodeFixes", "netstandard2.0", ["System.Net", Yaml, Templates, Specs, Generator, Runtime, Emulator, Explorer, Cli] },
        { "generator/ApiGen.Explorer", "net10.0", [Roslyn, Yaml, Templates, Redis, Generator, Analyzers, Cli] },
        { "generator/ApiGen.Cli", "net10.0", [Roslyn, Yaml, Templates, Redis, Generator, Analyzers] },
        { "runtime/ApiGen.Runtime", "net10.0", [Roslyn, Yaml, Templates, Web, Redis, Reflection, Specs, Generator, Analyzers, Emulator, Explorer, Cli, "Microsoft.Extensions.DependencyInjection"] },
        { "runtime/ApiGen.Runtime.Hosting", "net10.0", [Roslyn, Yaml, Templates, Web, Redis, Reflection, Specs, Generator, Analyzers, Emulator, Explorer, Cli] },
        { "runtime/ApiGen.Runtime.Redis", "net10.0", [Roslyn, Yaml, Templates, Web, Specs, Generator, Analyzers, Emulator, Explorer, Cli] },
        { "runtime/ApiGen.Emulator", "net10.0", [Roslyn, Yaml, Templates, Redis, Generator, Analyzers, Runtime, Explorer, Cli] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_part_knows_nothing_of_what_it_does_not_need(string project, string framework, string[] unknown)
    {
        Types types = Types.FromFile(Assembly(project, framework), null);
        Assert.Contains(types.GetTypes(), type => type.FullName.StartsWith("ApiGen.", StringComparison.Ordinal));

        // The tool runs the generator for those who want the code on disk, in one folder.
        NetArchTest.Rules.TestResult result = types.That().DoNotResideInNamespace("ApiGen.Cli.Generating").And().DoNotHaveName("GenerateCommand").Should().NotHaveDependencyOnAny(unknown).GetResult();

        Assert.True(result.IsSuccessful, string.Join('\n', result.FailingTypes.Select(type => $"{type.FullName}: {type.Explanation}")));
    }

    [Theory]
    [InlineData("generator/ApiGen.Specs", "netstandard2.0", Yaml)]
    [InlineData("generator/ApiGen.Generator", "netstandard2.0", Roslyn)]
    [InlineData("runtime/ApiGen.Runtime", "net10.0", Http)]
    [InlineData("runtime/ApiGen.Emulator", "net10.0", Web)]
    public void The_rules_would_see_a_dependency(string project, string framework, string known) =>
        Assert.False(Types.FromFile(Assembly(project, framework), null).Should().NotHaveDependencyOnAny(known).GetResult().IsSuccessful);

    private static string Assembly(string project, string framework) =>
        Repository.Output(project, framework, project.EndsWith("Cli", StringComparison.Ordinal) ? "apigen" : null);
}
