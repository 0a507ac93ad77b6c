using System.Collections.Immutable;
using ApiGen.Analyzers.Cancellation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.CodeFixes;

/// <summary>Gives a call the cancellation token that is in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassTokenFix))]
public sealed class PassTokenFix : DocumentFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("APIGEN1007");

    /// <inheritdoc/>
    protected override string Title => "Pass the cancellation token";

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticAnalyzer> Rules { get; } = ImmutableArray.Create<DiagnosticAnalyzer>(new CancellationAnalyzer());

    /// <inheritdoc/>
    private protected override Task<bool> TryFixAsync(DocumentEdit edit, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        ImmutableDictionary<string, string?> properties = diagnostics[0].Properties;
        if (edit.Root.FindNode(diagnostics[0].Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } invocation
            || !properties.TryGetValue(CancellationAnalyzer.TokenKey, out string? token)
            || !properties.TryGetValue(CancellationAnalyzer.ParameterKey, out string? parameter)
            || token is null
            || invocation.ArgumentList.HasBranches()
            || edit.Model.GetSymbolInfo(invocation, cancellation).Symbol is not IMethodSymbol method
            || method.Parameters.FirstOrDefault(candidate => candidate.Name == parameter) is not { } target)
        {
            return Task.FromResult(false);
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = invocation.ArgumentList.Arguments;
        bool isPositional = arguments.Count == target.Ordinal && arguments.All(static argument => argument.NameColon is null);
        string argument = isPositional ? Escape(token) : Escape(target.Name) + ": " + Escape(token);
        if (arguments.Count == 0)
        {
            edit.Insert(invocation.ArgumentList.OpenParenToken.Span.End, argument);
        }
        else
        {
            new CommaSeparatedLayout(edit.Text).AddLast(edit, arguments.Last(), arguments.GetSeparators(), argument);
        }

        return Task.FromResult(true);
    }

    /// <summary>A name that is a keyword, be it in some places alone: <c>await</c> in an asynchronous method, <c>select</c> in a query.</summary>
    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
