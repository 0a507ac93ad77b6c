using System.Collections.Immutable;
using ApiGen.Analyzers.Blocking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.CodeFixes;

/// <summary>Awaits a call instead of blocking on it, where nobody is seen to count on it that the function blocks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitCallFix))]
public sealed class AwaitCallFix : DocumentFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("APIGEN1005");

    /// <inheritdoc/>
    protected override string Title => "Await the call";

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticAnalyzer> Rules { get; } = ImmutableArray.Create<DiagnosticAnalyzer>(new BlockingCallAnalyzer());

    /// <inheritdoc/>
    private protected override bool IsWritten => true;

    /// <inheritdoc/>
    private protected override async Task<bool> TryFixAsync(DocumentEdit edit, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        SyntaxNode name = edit.Root.FindNode(diagnostics[0].Location.SourceSpan, getInnermostNodeForTie: true);
        if (name.Parent is not MemberAccessExpressionSyntax access
            || access.Name != name
            || Blocking(access) is not { } blocking
            || IsAfterQuestionMark(blocking.Task)
            || AsynchronousFunction.Around(blocking.Whole, edit.Model) is not { } function
            || await Callers.OfAsync(function, edit, cancellation).ConfigureAwait(false) is not { } callers
            || (blocking.Wraps && (function is GlobalStatementSyntax ? Handlers(blocking.Whole, function).Any(handler => TellsApart(edit.Model, handler, cancellation)) : callers.Any(caller => IsWrappingSeen(caller, blocking.Whole, cancellation))))
            || IsAmongChangingTexts(blocking.Whole, edit.Model, cancellation)
            || await new UsedMembers(edit.Document.Project.Solution, cancellation).AnyAsync(callers.SelectMany(static caller => caller.WholeProgram()), (code, uses) => CallersThread.IsTouched(code, uses) || IsBranchedElsewhere(code, edit)).ConfigureAwait(false)
            || !await AsynchronousFunction.TryMakeAsync(edit, function, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        bool isReceiver = blocking.Whole.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax or PostfixUnaryExpressionSyntax;
        TextSpan rest = TextSpan.FromBounds(blocking.Task.Span.End, blocking.Whole.Span.End);
        string end = (AsynchronousFunction.LeavesItsContext(function) && !AsynchronousFunction.IsConfigured(blocking.Task) ? ".ConfigureAwait(false)" : "") + (isReceiver ? ")" : "");
        if (edit.Root.DescendantTrivia(rest).Any(trivia => rest.Contains(trivia.Span) && trivia.IsNote()))
        {
            // What ends the statement goes with the call, so that it does not stand alone behind a comment.
            TextSpan closing = Closing(blocking.Whole);
            end += edit.Text.ToString(closing);
            rest = TextSpan.FromBounds(rest.Start, closing.End);
        }

        edit.Insert(blocking.Task.SpanStart, isReceiver ? "(await " : "await ");
        edit.Insert(blocking.Task.Span.End, end);
        edit.Remove(rest);
        return true;
    }

    /// <summary>The closing parentheses, commas and the semicolon right behind an expression.</summary>
    private static TextSpan Closing(SyntaxNode expression)
    {
        int end = expression.Span.End;
        for (SyntaxToken next = expression.GetLastToken().GetNextToken(); next.SpanStart == end && next.Kind() is SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CommaToken or SyntaxKind.SemicolonToken; next = next.GetNextToken())
        {
            end = next.Span.End;
        }

        return TextSpan.FromBounds(expression.Span.End, end);
    }

    /// <summary>The expression that blocks, the task it blocks on, and whether it wraps what the task throws; null for what has no counterpart.</summary>
    private static (ExpressionSyntax Whole, ExpressionSyntax Task, bool Wraps)? Blocking(MemberAccessExpressionSyntax access) => access switch
    {
        { Name.Identifier.Text: "Result" } => (access, access.Expression, true),
        { Name.Identifier.Text: "Wait", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } call } when arguments.All(static argument => IsNoToken(argument.Expression)) => (call, access.Expression, true),
        { Name.Identifier.Text: "GetResult", Parent: InvocationExpressionSyntax call, Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetAwaiter" } awaiter } } => (call, awaiter.Expression, false),
        _ => null,
    };

    /// <summary>Whether an argument ends no wait: <c>CancellationToken.None</c>.</summary>
    private static bool IsNoToken(ExpressionSyntax argument) =>
        argument is MemberAccessExpressionSyntax { Name.Identifier.Text: "None", Expression: IdentifierNameSyntax { Identifier.Text: nameof(CancellationToken) } or MemberAccessExpressionSyntax { Name.Identifier.Text: nameof(CancellationToken) } };

    /// <summary>Whether code in another file is not the same however the project is built. The document's own branches are looked at one by one.</summary>
    private static bool IsBranchedElsewhere(UsingCode code, DocumentEdit edit) => code.Syntax.SyntaxTree.FilePath != edit.Root.SyntaxTree.FilePath && code.Syntax.IsBranched();

    /// <summary>Whether a task is the rest of <c>client?.CallAsync()</c>: there is none when the client is null, and null cannot be awaited.</summary>
    private static bool IsAfterQuestionMark(ExpressionSyntax task)
    {
        SyntaxNode first = task;
        while (first.ChildNodes().FirstOrDefault() is ExpressionSyntax inner)
        {
            first = inner;
        }

        return first is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax || first.Parent is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax;
    }

    /// <summary>
    /// Whether the call is in an interpolated string beside an object. With an <c>await</c> in it, the compiler works out all that the string shows before it makes text of the
    /// first, so that an object which is changed on the way is shown as it is at the end.
    /// </summary>
    private static bool IsAmongChangingTexts(SyntaxNode blocking, SemanticModel model, CancellationToken cancellation) =>
        blocking.Ancestors().TakeWhile(static ancestor => ancestor is not StatementSyntax).OfType<InterpolatedStringExpressionSyntax>()
            .Where(static text => !text.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax).OfType<AwaitExpressionSyntax>().Any())
            .Any(text => text.Contents.OfType<InterpolationSyntax>().ToArray() is { Length: > 1 } shown
                && shown.Any(one => model.GetTypeInfo(one.Expression, cancellation).Type is not ({ SpecialType: SpecialType.System_String } or { IsValueType: true })));

    /// <summary>The handlers around the call in its function.</summary>
    private static IEnumerable<CatchClauseSyntax> Handlers(SyntaxNode blocking, SyntaxNode function) =>
        blocking.Ancestors()
            .TakeWhile(ancestor => ancestor != function)
            .OfType<TryStatementSyntax>()
            .Where(attempt => attempt.Block.Span.Contains(blocking.Span))
            .SelectMany(static attempt => attempt.Catches);

    /// <summary>Whether code looks at exceptions more closely than to log them or throw them on: it has a handler that tells them apart, around the call where that stands in it, or names what wraps one.</summary>
    private static bool IsWrappingSeen(UsingCode code, SyntaxNode blocking, CancellationToken cancellation) =>
        code.Syntax.DescendantNodes().Any(node => node switch
        {
            CatchClauseSyntax { Parent: TryStatementSyntax attempt } handler => (!code.Syntax.Contains(blocking) || attempt.Block.Contains(blocking)) && TellsApart(code.Model, handler, cancellation),
            SimpleNameSyntax { Identifier.ValueText: nameof(AggregateException) or nameof(AggregateException.InnerException) or nameof(AggregateException.InnerExceptions) or "IsFaulted" } => true,
            SimpleNameSyntax { Identifier.ValueText: nameof(Task.Exception), Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } => true,
            _ => false,
        });

    /// <summary>
    /// Whether a handler can tell the exception of the call from the one that wraps it, which an awaited call does not throw: it is for
    /// exceptions of a type, or looks into the exception.
    /// </summary>
    private static bool TellsApart(SemanticModel model, CatchClauseSyntax handler, CancellationToken cancellation) =>
        handler.Declaration is { } declaration
        && (model.GetTypeInfo(declaration.Type, cancellation).Type?.ToDisplayString() is not ("System.Exception" or "object")
            || handler.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == declaration.Identifier.ValueText && !IsTakenWhole(model, name, cancellation)));

    /// <summary>Whether an exception is thrown on, or handed over as it is, to a log say. A method of the project may look into it, and the platform's tasks and the like hand it on to others.</summary>
    private static bool IsTakenWhole(SemanticModel model, IdentifierNameSyntax exception, CancellationToken cancellation) => exception.Parent switch
    {
        ThrowStatementSyntax or ThrowExpressionSyntax => true,
        ArgumentSyntax { Parent.Parent: ExpressionSyntax call } => model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: true } method
            && (method.MethodKind == MethodKind.Constructor || !IsOfPlatform(method.ContainingType) || IsLog(method.ContainingType)),
        _ => false,
    };

    private static bool IsOfPlatform(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() is var space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));

    private static bool IsLog(INamedTypeSymbol type) => type.ToDisplayString() is "System.Console" or "System.IO.TextWriter" || type.ContainingNamespace.ToDisplayString() == "System.Diagnostics";
}
