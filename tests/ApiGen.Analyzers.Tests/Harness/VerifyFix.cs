using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>Runs a rule and its fix over a consumer's code, one report at a time and all together in document, project and solution.</summary>
/// <typeparam name="TAnalyzer">The rule.</typeparam>
/// <typeparam name="TFix">The fix.</typeparam>
internal static class VerifyFix<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    /// <summary>Reports are marked in the source; <paramref name="result"/> is what the fix makes of it.</summary>
    public static Task Source(string source, string result) => Create([source], [result]).RunAsync(TestContext.Current.CancellationToken);

    public static Task Sources(string[] sources, string[] results) => Create(sources, results).RunAsync(TestContext.Current.CancellationToken);

    public static Task Body(string statements, string result) => Source(Consumer.Method(statements), Consumer.Method(result));

    /// <summary>There is a report, but no fix is offered.</summary>
    public static Task Nothing(string statements) => Source(Consumer.Method(statements), Consumer.Method(statements));

    public static CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> Create(string[] sources, string[] results)
    {
        Test test = new();
        foreach (string source in sources)
        {
            test.TestState.Sources.Add(source);
        }

        foreach (string result in results)
        {
            test.FixedState.Sources.Add(result);
        }

        return test;
    }

    private sealed class Test : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    {
        public Test()
        {
            ReferenceAssemblies = Consumer.NoPackages;
            CodeFixTestBehaviors = CodeFixTestBehaviors.None;
            foreach (SolutionState state in (SolutionState[])[TestState, FixedState])
            {
                state.AdditionalReferences.AddRange(TestReferences.Framework);
                state.AdditionalReferences.Add(TestReferences.Runtime);
                state.AdditionalReferences.Add(TestReferences.Client);
            }
        }

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
    }
}
