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
