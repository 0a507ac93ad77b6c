using ApiGen.Generator;
using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>The client that the consumers call, as the generator writes it from the spec beside the tests.</summary>
internal static class GeneratedClient
{
    private static readonly SpecFileText Spec = new("specs/tcsas.yaml", TestReferences.Resource("tcsas.yaml"));

    /// <summary>The project with the client in it, as a build makes it.</summary>
    public static CSharpCompilation AddTo(CSharpCompilation project)
    {
        CSharpParseOptions parseOptions = project.SyntaxTrees.FirstOrDefault()?.Options as CSharpParseOptions ?? CSharpParseOptions.Default;
        CSharpGeneratorDriver
            .Create([new SpecGenerator().AsSourceGenerator()], [Spec], parseOptions, ProjectOptions.None)
            .RunGeneratorsAndUpdateCompilation(project, out Compilation generated, out System.Collections.Immutable.ImmutableArray<Diagnostic> findings, TestContext.Current.CancellationToken);
        Assert.Empty(findings);
        return (CSharpCompilation)generated;
    }
}
