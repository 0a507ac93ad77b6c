using System.Globalization;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.RequiredMembers;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>What it takes to follow the paths of one method, in steps rather than in time.</summary>
/// <param name="Operations">How many operations were carried out.</param>
/// <param name="Conditions">How many steps conditions took.</param>
/// <param name="GaveUp">Whether that was too much.</param>
/// <param name="Reports">What was found out.</param>
internal sealed record FlowRun(int Operations, int Conditions, bool GaveUp, IReadOnlyList<string> Reports)
{
    /// <summary>Follows the first method of a name in a file.</summary>
    public static FlowRun Of(string text, string method, CancellationToken cancellation)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), cancellationToken: cancellation)],
            [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        SyntaxTree tree = compilation.SyntaxTrees[0];
        MethodDeclarationSyntax declaration = tree.GetRoot(cancellation).DescendantNodes().OfType<MethodDeclarationSyntax>().First(one => one.Identifier.Text == method);
        SemanticModel model = compilation.GetSemanticModel(tree);
        var body = (IMethodBodyOperation)model.GetOperation(declaration, cancellation)!;
        var graph = ControlFlowGraph.Create(body, cancellation);
        ApiSymbols symbols = ApiSymbols.Of(compilation)!;
        CallKnowledge calls = new(compilation, symbols);
        Factories factories = new(symbols, calls);
        FlowContext flow = new(compilation, symbols, calls, new Variables([body]), ExpressionTrees.In([body]), called => factories.Find(called, compilation, graph, cancellation), cancellation);
        RequestReport report = new(flow.Body, flow.Certainty);
        string[] reports = [];
        bool gaveUp = false;
        try
        {
            new Walker(flow, graph, report).Run(model.GetDeclaredSymbol(declaration, cancellation));
            reports = [.. report.Diagnostics().Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))];
        }
        catch (FlowLimitException)
        {
            gaveUp = true;
        }

        return new FlowRun(flow.Steps, flow.Body.Conditions.Steps, gaveUp, reports);
    }
}
