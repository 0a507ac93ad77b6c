using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ApiGen.Analyzers.Constraints;
using ApiGen.Conformance.Tests;
using ApiGen.Generator.Tests.Harness;
using ApiGen.Specs;
using ApiGen.Specs.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests;

/// <summary>What the rule on constants says of the values that Specs, runtime and gateway judge, too.</summary>
public sealed class ConformanceTests
{
    private static readonly string Yaml = File.ReadAllText(Path.Combine(ConformanceVector.Folder, "conformance.yaml"));

    /// <summary>One compilation for all of them, a line each: a compilation each would take minutes.</summary>
    [Fact]
    public async Task Every_constant_has_the_verdict_of_its_vector()
    {
        // What is missing is another rule's matter, and what is of the wrong type the compiler's.
        ConformanceVector[] vectors = [.. ConformanceVector.All.Where(static vector => vector.IsTyped && vector.Verdict.All(static fault => fault.Kind != "Missing"))];
        ServiceModel service = SpecLoader.Load([new SpecText("conformance.yaml", Yaml)]).Services[0];
        string[] lines = [.. vectors.Select(vector => $"new CheckRequest {{ {vector.Member} = {Literal(vector.Value, service.Actions[0].Request.First(member => member.Name == vector.Member).Type)} }};")];
        string source = $"using ApiGen.Conformance; using System.Collections.Generic; class Vectors {{ object Keep; void Run() {{\n{string.Join('\n', lines.Select(static line => "Keep = " + line))}\n}} }}";
        CSharpCompilation project = GeneratedClient.AddTo(
            CSharpCompilation.Create(
                "Vectors",
                [CSharpSyntaxTree.ParseText(source, path: "Vectors.cs", cancellationToken: TestContext.Current.CancellationToken)],
                [.. TestReferences.Framework, TestReferences.Runtime],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)),
            new SpecFileText("conformance.yaml", Yaml));
        Assert.DoesNotContain(project.GetDiagnostics(TestContext.Current.CancellationToken), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        ImmutableArray<Diagnostic> reports = await project.WithAnalyzers([new ConstraintAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        ILookup<int, Diagnostic> byLine = reports.ToLookup(static report => report.Location.GetLineSpan().StartLinePosition.Line - 1);
        Assert.Equal(
            vectors.Where(static vector => vector.Verdict.Count > 0).Select(static vector => vector.Request),
            vectors.Where((_, line) => byLine[line].Any()).Select(static vector => vector.Request));
        Assert.All(reports, static report => Assert.Equal("APIGEN1002", report.Id));
        string text = string.Join('\n', reports.Select(static report => report.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Contains(@"it must match ^[A-Z]{2}\d{4}$", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ConformanceVector.Secrets, secret => text.Contains(secret, StringComparison.Ordinal));
    }

    private static string Literal(JsonElement value, TypeReference type) => (value.ValueKind, type.Kind) switch
    {
        (JsonValueKind.Null, _) => "null",
        (JsonValueKind.String, _) => SymbolDisplay.FormatLiteral(value.GetString()!, quote: true),
        (JsonValueKind.True, _) => "true",
        (JsonValueKind.False, _) => "false",
        (JsonValueKind.Array, _) => $"new {Declared(type.Element!)}[] {{ {string.Join(", ", value.EnumerateArray().Select(element => Literal(element, type.Element!)))} }}",
        (JsonValueKind.Object, _) => $"new {type.Name} {{ {string.Join(", ", value.EnumerateObject().Select(static member => $"{member.Name} = {Literal(member.Value, ItemMember(member.Name))}"))} }}",
        (_, ValueKind.Double) => value.GetRawText() + "D",
        _ => decimal.Parse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0", CultureInfo.InvariantCulture) + (type.Kind == ValueKind.UInt64 ? "UL" : "L"),
    };

    private static TypeReference ItemMember(string name) => name switch
    {
        "Parts" => new TypeReference(ValueKind.List, Element: new TypeReference(ValueKind.Object, "Item")),
        "Number" => new TypeReference(ValueKind.Int64),
        _ => new TypeReference(ValueKind.String),
    };

    private static string Declared(TypeReference type) => type.Kind switch
    {
        ValueKind.String => "string",
        ValueKind.Int64 => "long?",
        ValueKind.Object => type.Name!,
        _ => $"IList<{Declared(type.Element!)}>",
    };
}
