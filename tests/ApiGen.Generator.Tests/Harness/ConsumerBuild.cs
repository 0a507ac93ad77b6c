using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace ApiGen.Generator.Tests.Harness;

/// <summary>Compiles a consuming project for real, with every warning an error, and loads it.</summary>
internal static class ConsumerBuild
{
    public static Assembly Load(IEnumerable<SpecFileText> specs, string source = "")
    {
        GeneratorHost host = new(specs, source);
        GeneratorRunResult run = host.Run();
        Assert.Empty(run.Diagnostics);
        Assert.Empty(host.CompilerDiagnostics());

        using MemoryStream image = new();
        EmitResult emitted = host.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }
}
