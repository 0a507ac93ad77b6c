using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace ApiGen.CodeFixes;

/// <summary>
/// Finds the functions in which one call more may be awaited: those that await something before it. An <c>await</c> may complete at once, so that callers may count on it
/// all the same that a function is done when it comes back; <see cref="Callers"/> looks at them.
/// </summary>
internal static class AsynchronousFunction
{
    /// <summary>
    /// The method around a call, where it has awaited something before or may be the program's own, or the statement of the program; null in others: who calls a lambda,
    /// a local function or what gives back no task does not wait for it.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="model">The meaning of its document.</param>
    public static SyntaxNode? Around(SyntaxNode call, SemanticModel model) =>
        call.Ancestors().FirstOrDefault(static ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax) switch
        {
            GlobalStatementSyntax statement => statement,
            MethodDeclarationSyntax method when IsAsync(method) && !IsVoid(method) && HasAwaitedBefore(call, method, model) => method,
            MethodDeclarationSyntax { Identifier.ValueText: WellKnownMemberNames.EntryPointMethodName } method when !IsAsync(method) => method,
            _ => null,
        };

    /// <summary>Puts the change into the edit where the function has to say that it is asynchronous: the entry point, which nothing but the system calls.</summary>
    public static async Task<bool> TryMakeAsync(DocumentEdit edit, SyntaxNode function, CancellationToken cancellation)
    {
        if (function is not MethodDeclarationSyntax method || IsAsync(method) || !edit.IsToDo(method))
        {
            return true;
        }

        // What another branch of `#if` returns is not seen.
        if (method.HasBranches()
            || edit.Model.GetDeclaredSymbol(method, cancellation) is not { ReturnType.SpecialType: SpecialType.System_Void or SpecialType.System_Int32 } symbol
            || !SymbolEqualityComparer.Default.Equals(symbol, edit.Model.Compilation.GetEntryPoint(cancellation))
            || (await SymbolFinder.FindReferencesAsync(symbol, edit.Document.Project.Solution, cancellation).ConfigureAwait(false)).SelectMany(static reference => reference.Locations).Any())
        {
            return false;
        }

        string task = edit.Model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task")?.At(edit.Model, method.ReturnType.SpanStart) ?? "";
        edit.Replace(method.ReturnType.Span, symbol.ReturnsVoid ? task : task + "<" + method.ReturnType + ">");
        edit.Insert(method.Modifiers.IndexOf(SyntaxKind.PartialKeyword) is >= 0 and var partial ? method.Modifiers[partial].SpanStart : method.ReturnType.SpanStart, "async ");
        return true;
    }

    /// <summary>
    /// Whether a function, or the program that a statement belongs to, says at each of its awaits that it does not go on where it was called: one more that did would be
    /// against its habit, and against CA2007. <c>Task.Yield</c> cannot say it.
    /// </summary>
    public static bool LeavesItsContext(SyntaxNode function)
    {
        IEnumerable<SyntaxNode> whole = function is GlobalStatementSyntax { Parent: { } program } ? program.ChildNodes().OfType<GlobalStatementSyntax>() : [function];
        ExpressionSyntax[] awaited = [.. whole
            .SelectMany(static part => part.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            .Select(Awaited).OfType<ExpressionSyntax>().Where(static task => !IsYield(task))];
        return awaited.Length > 0 && awaited.All(static task => IsConfigured(task) && task is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression.RawKind: (int)SyntaxKind.FalseLiteralExpression }] });
    }

    /// <summary>Whether something awaited says itself where its method goes on.</summary>
    public static bool IsConfigured(ExpressionSyntax task) =>
        task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(Task.ConfigureAwait) } };

    /// <summary>Whether a method gives back nothing that could be awaited.</summary>
    public static bool IsVoid(MethodDeclarationSyntax method) => method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    private static ExpressionSyntax? Awaited(SyntaxNode node) => node switch
    {
        AwaitExpressionSyntax { Expression: var task } => task,
        CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword, Expression: var items } => items,
        UsingStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword, Expression: { } resource } => resource,
        _ => null,
    };

    private static bool IsYield(ExpressionSyntax task) =>
        task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(Task.Yield) } };

    private static bool IsAsync(MethodDeclarationSyntax method) => method.Modifiers.Any(SyntaxKind.AsyncKeyword);

    /// <summary>Whether a method has awaited something on each way to a call.</summary>
    private static bool HasAwaitedBefore(SyntaxNode call, MethodDeclarationSyntax method, SemanticModel model)
    {
        if (method.DescendantNodes().Any(static node => node is GotoStatementSyntax))
        {
            return false;
        }

        for (SyntaxNode inner = call; inner != method; inner = inner.Parent!)
        {
            IEnumerable<SyntaxNode> before = inner.Parent switch
            {
                BlockSyntax or SwitchSectionSyntax or ExpressionSyntax or BaseArgumentListSyntax or VariableDeclarationSyntax => inner.Parent.ChildNodes().TakeWhile(node => node != inner),
                StatementSyntax around => around.ChildNodes().TakeWhile(node => node != inner).Where(static node => node is ExpressionSyntax or VariableDeclarationSyntax),
                _ => [],
            };
            if (inner.Parent is CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword } || before.Any(node => Awaits(node, model)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether code awaits something that may not be done yet, whatever it does else.</summary>
    private static bool Awaits(SyntaxNode code, SemanticModel model) => code.DescendantNodesAndSelf(node => !IsOptional(node, model)).Any(node => !IsOptional(node, model) && node switch
    {
        AwaitExpressionSyntax { Expression: var awaited } => !IsFinished(awaited),
        CommonForEachStatementSyntax loop => loop.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword),
        _ => false,
    });

    private static bool IsFinished(ExpressionSyntax task) => task switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(Task.CompletedTask) } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(Task.FromResult) } } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(Task.ConfigureAwait), Expression: var inner } } => IsFinished(inner),
        _ => false,
    };

    /// <summary>Whether code may be passed by while the code around it goes on, or is left out by the compiler.</summary>
    private static bool IsOptional(SyntaxNode node, SemanticModel model) => node switch
    {
        AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or SwitchSectionSyntax or SwitchLabelSyntax or SwitchExpressionArmSyntax or ElseClauseSyntax or CatchClauseSyntax or QueryExpressionSyntax => true,
        TryStatementSyntax { Catches.Count: > 0 } => true,
        DoStatementSyntax loop when loop.DescendantNodes().Any(static part => part is BreakStatementSyntax or ContinueStatementSyntax) => true,
        InvocationExpressionSyntax when model.GetSymbolInfo(node).Symbol is IMethodSymbol { IsConditional: true } or IMethodSymbol { IsPartialDefinition: true, PartialImplementationPart: null } => true,

        // What takes a text apart may want none of its parts.
        InterpolationSyntax { Parent: ExpressionSyntax text } when model.GetConversion(text).IsInterpolatedStringHandler => true,
        StatementSyntax => node.Parent is IfStatementSyntax or WhileStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax,
        ExpressionSyntax value => node.Parent switch
        {
            ConditionalExpressionSyntax choice => value != choice.Condition,
            ConditionalAccessExpressionSyntax access => value == access.WhenNotNull,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression } binary => value == binary.Right,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } assignment => value == assignment.Right,
            ForStatementSyntax loop => loop.Incrementors.Contains(value),
            _ => false,
        },
        _ => false,
    };
}
