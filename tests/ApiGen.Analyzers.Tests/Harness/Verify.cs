using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>Runs one rule over a consumer's code.</summary>
/// <typeparam name="TAnalyzer">The rule.</typeparam>
internal static class Verify<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>Reports are expected exactly where the source says so with <c>{|ID:...|}</c>.</summary>
    public static Task Source(string source, params DiagnosticResult[] expected)
    {
        CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> test = Create(source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The statements of an asynchronous method of a class that has a client, a token and a few parameters.</summary>
    public static Task Body(string statements, params DiagnosticResult[] expected) => Source(Consumer.Method(statements), expected);

    public static CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> Create(string source)
    {
        var test = new ConsumerTest<TAnalyzer>();
        test.TestState.Sources.Add(source);
        return test;
    }
}
