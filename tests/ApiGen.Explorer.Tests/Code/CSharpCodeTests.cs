using System.Reflection;
using System.Text;
using System.Text.Json;
using ApiGen.Emulator;
using ApiGen.Explorer.Calling;
using ApiGen.Explorer.Code;
using ApiGen.Runtime;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.Explorer.Tests.Code;

/// <summary>The C# that is shown for every bundled action compiles, and sends the very bytes that the page says.</summary>
public sealed class CSharpCodeTests
{
    private static readonly IReadOnlyList<ServiceModel> Services = ApiExplorerSpecs.Bundled().Services;

    [Fact]
    [Long]
    public async Task The_CSharp_of_every_bundled_action_compiles_and_sends_the_same_bytes()
    {
        Dictionary<(string, string), string> sent = [];
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(Services, new ApiEmulatorOptions { RecordBodies = true, EnforceRateLimits = false }, TestContext.Current.CancellationToken);
        List<SyntaxTree> trees = [];
        foreach (ServiceModel service in Services)
        {
            CSharpCode code = new(service, new ServiceNames(service, Services.Select(other => other.Namespace)));
            RequestBody body = new(service);
            foreach (ActionModel action in service.Actions)
            {
                using JsonDocument example = JsonDocument.Parse(action.Examples.IsEmpty ? "{}" : action.Examples[0].Request);
                byte[] bytes = body.Write(example.RootElement, action);
                using JsonDocument request = JsonDocument.Parse(bytes);
                sent.Add((service.Endpoint, action.Name), Encoding.UTF8.GetString(bytes));
                trees.Add(InClass(code.Of(action, request.RootElement, action.Region == RegionRequirement.None ? null : "ap-singapore", new CodeTarget(emulator.Endpoint)), $"{service.ClientName}_{action.Name}"));
            }
        }

        Assembly assembly = Compile(trees);
        foreach (Type program in assembly.GetExportedTypes())
        {
            await (Task)program.GetMethod("RunAsync")!.Invoke(null, null)!;
        }

        Assert.Equal(
            sent.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)),
            emulator.Arrivals.Select(arrival => ((arrival.Host, arrival.Action), arrival.Body!)).OrderBy(pair => pair.Item1));
        Assert.All(emulator.Arrivals, arrival => Assert.True(arrival.Accepted, $"{arrival.Action}: {arrival.ErrorMessage}"));
        Assert.True(sent.Count > 150);
    }

    [Fact]
    public void Texts_numbers_and_lists_of_any_kind_are_written_as_CSharp()
    {
        string shown = new CSharpCode(Lab.Service, new ServiceNames(Lab.Service, ["Example.Lab"])).Of(
            Lab.Action("Weigh"), JsonElement.Parse("""{"Samples":[{"Name":"a\"\\\u0000\u2028😀","Weight":1e300,"Parts":[]}],"Serial":-9223372036854775808,"Dry":false}"""), null, new CodeTarget(null));

        Assert.Contains("""Name = "a\"\\\u0000\u2028\ud83d\ude00",""", shown, StringComparison.Ordinal);
        Assert.Contains("Weight = 1E+300d,", shown, StringComparison.Ordinal);
        Assert.Contains("Parts = [],", shown, StringComparison.Ordinal);
        Assert.Contains("Serial = long.MinValue,", shown, StringComparison.Ordinal);
        Assert.Contains("Dry = false,", shown, StringComparison.Ordinal);
        Assert.Contains("new DefaultCredentialProvider()", shown, StringComparison.Ordinal);
        Assert.Empty(CSharpSyntaxTree.ParseText(shown, cancellationToken: TestContext.Current.CancellationToken).GetDiagnostics(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void No_line_ends_in_a_blank_and_none_is_empty_inside_of_a_request()
    {
        ApiExplorerSpecs specs = Lab.Read(Lab.Spec.Replace("Dry: { type: bool, summary: Only pretend. }", "Table: { type: list<list<string>> }", StringComparison.Ordinal));
        string shown = new CSharpCode(specs.Services[0], new ServiceNames(specs.Services[0], ["Example.Lab"])).Of(
            specs.Services[0].Actions.Single(static action => action.Name == "Weigh"), JsonElement.Parse("""{"Samples":[{"Name":"iron","Parts":[{"Name":"nail","Parts":[]}]}],"Table":[["a","b"],[],["c"]]}"""), null, new CodeTarget(null));

        Assert.Equal(
            """
            WeighRequest request = new()
            {
                Samples =
                [
                    new Sample
                    {
                        Name = "iron",
                        Parts =
                        [
                            new Sample
                            {
                                Name = "nail",
                                Parts = [],
                            },
                        ],
                    },
                ],
                Table =
                [
                    [
                        "a",
                        "b",
                    ],
                    [],
                    [
                        "c",
                    ],
                ],
            };
            WeighResponse response = await client.WeighAsync(request);
            Console.WriteLine(response.ToJson());

            """.ReplaceLineEndings("\n"),
            shown[shown.IndexOf("WeighRequest request", StringComparison.Ordinal)..]);
        Assert.DoesNotContain(shown.Split('\n'), static line => line != line.TrimEnd());
        Assert.DoesNotContain("\n\n", shown[shown.IndexOf("request =", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Empty(CSharpSyntaxTree.ParseText(shown, cancellationToken: TestContext.Current.CancellationToken).GetDiagnostics(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Watch", "await foreach (ServerSentEvent<WatchResponse> item in client.WatchStreamAsync(request))")]
    [InlineData("Store", "request.Body = await File.ReadAllBytesAsync(\"body.bin\");")]
    public void Streams_and_raw_bodies_have_their_own_form(string action, string line) => Assert.Contains(
        line,
        new CSharpCode(Lab.Service, new ServiceNames(Lab.Service, ["Example.Lab"])).Of(Lab.Action(action), JsonElement.Parse("{}"), null, new CodeTarget(null)),
        StringComparison.Ordinal);

    [Fact]
    public void The_item_for_the_project_file_fits_where_the_spec_comes_from()
    {
        Assert.Contains("<ApiService Include=\"tcsas\" Actions=\"CreateMNP\" />", CSharpCode.ProjectItem(Services[1], Services[1].Actions.Single(action => action.Name == "CreateMNP")), StringComparison.Ordinal);
        Assert.Contains("<ApiSpec Include=\"specs/s0/lab.yaml\" Actions=\"Weigh\" />", CSharpCode.ProjectItem(Lab.Service, Lab.Action("Weigh")), StringComparison.Ordinal);
    }

    // The program as it is shown, with its statements in a method, so that all of them compile at once; what it prints is of no interest here.
    private static SyntaxTree InClass(string program, string name)
    {
        CompilationUnitSyntax unit = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(program).GetRoot();
        string usings = string.Concat(unit.Usings.Select(directive => directive.ToFullString()));
        string statements = string.Concat(unit.Members.Select(member => member.ToFullString()));
        return CSharpSyntaxTree.ParseText($"using System;\nusing System.Threading.Tasks;\n{usings}public static class {name}\n{{\n    private static class Console {{ public static void WriteLine(string text) {{ }} }}\n\n    public static async Task RunAsync()\n    {{\n{statements}\n    }}\n}}\n");
    }

    private static Assembly Compile(IEnumerable<SyntaxTree> trees)
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Shown",
            trees,
            platform.Append(typeof(TencentCloud.Tcsas.TcsasClient).Assembly.Location).Append(typeof(ApiClient).Assembly.Location).Distinct().Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5)));
        return Assembly.Load(image.ToArray());
    }
}
