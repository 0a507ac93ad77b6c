using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace ApiGen.Generator.Tests.Selection;

/// <summary>A client that a referenced library has already, under the name that a project would generate.</summary>
public class ReferencedClientTests
{
    [Theory]
    [InlineData("public", "", "APIGEN0110")]
    [InlineData("public", "global,lib", "APIGEN0110")]
    [InlineData("public", "lib", "")]
    [InlineData("public", "lib,other", "")]
    [InlineData("internal", "", "")]
    public void It_is_in_the_way_where_its_name_can_be_written_without_an_alias(string accessibility, string aliases, string expected)
    {
        CSharpCompilation library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText($"namespace Acme.Demo {{ {accessibility} class DemoClient {{ }} }}", cancellationToken: TestContext.Current.CancellationToken)],
            Basic.Reference.Assemblies.Net100.References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        MetadataReference reference = library.ToMetadataReference([.. aliases.Split(',', StringSplitOptions.RemoveEmptyEntries)]);

        GeneratorHost host = new([Spec.Service("actions: { Find: {} }")], libraries: [reference]);
        GeneratorRunResult run = host.Run();

        Assert.Equal(expected, string.Concat(run.Diagnostics.Select(diagnostic => diagnostic.Id)));
        Assert.Equal(expected.Length == 0, run.GeneratedSources.Length > 0);
        Assert.Empty(host.CompilerDiagnostics());
    }

    [Theory]
    [InlineData("[ApiClient] public class DemoClient { } public class ApiClientAttribute : System.Attribute { }", "Remove the item to use that one, or give the item a Namespace of its own.")]
    [InlineData("public class DemoClient { }", "That is no client: give the item a Namespace of its own, or the service another 'client'.")]
    public void What_to_do_hangs_on_whether_it_is_a_client(string types, string remedy)
    {
        CSharpCompilation library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText($"namespace Acme.Demo {{ {types} }}", cancellationToken: TestContext.Current.CancellationToken)],
            Basic.Reference.Assemblies.Net100.References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        Diagnostic told = Assert.Single(new GeneratorHost([Spec.Service("actions: { Find: {} }")], libraries: [library.ToMetadataReference()]).Run().Diagnostics);

        Assert.Equal($"The referenced assembly Library has Acme.Demo.DemoClient already, so that it is not generated here. {remedy}", told.GetMessage(null));
    }

    [Fact]
    public void It_is_told_at_the_item_of_its_service()
    {
        const string Project = "/home/somebody/App/App.csproj";
        CSharpCompilation library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText("namespace Acme.Demo { public class DemoClient { } }", cancellationToken: TestContext.Current.CancellationToken)],
            Basic.Reference.Assemblies.Net100.References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        SpecFileText spec = new("/home/somebody/App/specs/demo.yaml", Spec.Service("actions: { Find: {} }").GetText(TestContext.Current.CancellationToken).ToString());
        SpecFileText other = new("/home/somebody/App/specs/other.yaml", "service: other\nversion: 2026-01-01\nnamespace: Acme.Other\nendpoint: other.example.com\nactions: { Look: {} }\n");
        ItemsFile items = new ItemsFile().Spec("specs/other.yaml", other.Path).Spec("specs/demo.yaml", spec.Path).Add("source", Project);
        SpecFileText project = new(Project, "<Project>\n  <ItemGroup>\n    <ApiSpec Include=\"specs/other.yaml\" />\n    <ApiSpec Include=\"specs/demo.yaml\" />\n  </ItemGroup>\n</Project>");

        Diagnostic diagnostic = Assert.Single(new GeneratorHost([other, spec, project], items: items, libraries: [library.ToMetadataReference()]).Run().Diagnostics);

        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        Assert.Equal(("APIGEN0110", Project, 3, 5), (diagnostic.Id, place.Path, place.StartLinePosition.Line, place.StartLinePosition.Character));
    }

    [Theory]
    [InlineData("ApiGen.Runtime")]
    [InlineData("ApiGen")]
    [InlineData("ApiGen.Runtime.Json")]
    [InlineData("System")]
    [InlineData("Магазин.服务")]
    public void Any_namespace_compiles(string space)
    {
        SpecFileText spec = Spec.Service("actions: { Find: { request: { A: { type: string, values: [a, 'b '] }, B: { type: Item, required: true } }, response: { L: list<Item> }, errors: [X.Y] } }\ntypes: { Item: { members: { When: { type: string, format: date-time } } } }");
        GeneratorHost host = new([spec], items: new ItemsFile().Spec(spec.Path, spec.Path, space: space));

        Assert.Empty(host.Run().Diagnostics);
        Assert.Empty(host.CompilerDiagnostics());
    }
}
