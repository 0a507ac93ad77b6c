using Microsoft.CodeAnalysis;
using YamlDotNet.RepresentationModel;

namespace OtherAnalyzer;

/// <summary>Writes down which YamlDotNet the compiler gave it.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class YamlVersionGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterPostInitializationOutput(static output =>
        output.AddSource("OtherYaml.g.cs", $"internal static class OtherYaml {{ public const int Major = {new YamlScalarNode().GetType().Assembly.GetName().Version.Major}; }}"));
}
