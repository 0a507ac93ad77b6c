using System.Collections.Immutable;
using ApiGen.Generator;
using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>The clients that the consumers call, as the generator writes them.</summary>
internal static class GeneratedClient
{
    /// <summary>The spec beside the tests.</summary>
    public static IReadOnlyList<AdditionalText> Own { get; } = [new SpecFileText("specs/tcsas.yaml", TestReferences.Resource("tcsas.yaml"))];

    /// <summary>The service that comes with the package, whole, as <c>ApiService</c> takes it.</summary>
    public static IReadOnlyList<AdditionalText> Bundled => Repository.Tcsas("", "TencentCloud.SuperApp");

    /// <summary>The project with the clients in it, as a build makes it.</summary>
    public static CSharpCompilation AddTo(CSharpCompilation project, params IEnumerable<AdditionalText> specs)
    {
        CSharpParseOptions parseOptions = project.SyntaxTrees.FirstOrDefault()?.Options as CSharpParseOptions ?? CSharpParseOptions.Default;
        CSharpGeneratorDriver
            .Create([new SpecGenerator().AsSourceGenerator()], [.. specs, ItemsFile.For(specs.Cast<SpecFileText>())], parseOptions, ProjectOptions.None)
            .RunGeneratorsAndUpdateCompilation(project, out Compilation generated, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return (CSharpCompilation)generated;
    }
}
