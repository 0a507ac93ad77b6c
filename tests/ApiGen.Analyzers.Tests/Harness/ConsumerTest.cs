using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>A test whose code refers to the runtime and to a compiled client. Nothing is fetched while it runs.</summary>
/// <typeparam name="TAnalyzer">The rule.</typeparam>
internal sealed class ConsumerTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public ConsumerTest()
    {
        ReferenceAssemblies = Consumer.NoPackages;
        TestState.AdditionalReferences.AddRange(TestReferences.Framework);
        TestState.AdditionalReferences.Add(TestReferences.Runtime);
        TestState.AdditionalReferences.Add(TestReferences.Client);
    }

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
}
