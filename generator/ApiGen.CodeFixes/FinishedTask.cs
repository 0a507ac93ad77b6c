using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.CodeFixes;

/// <summary>An expression that makes a task which is done: what an asynchronous function returns instead.</summary>
/// <param name="Whole">The expression.</param>
/// <param name="Result">The task's result; null when it has none.</param>
internal sealed record FinishedTask(ExpressionSyntax Whole, ExpressionSyntax? Result)
{
    /// <summary>Whether a type is one of the platform's tasks.</summary>
    public static bool IsTask(ITypeSymbol type) =>
        type is { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } };

    /// <summary>The finished task that an expression makes; null when it does something else.</summary>
    private static FinishedTask? Of(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) =>
        value is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } or DefaultExpressionSyntax
            ? model.GetTypeInfo(value, cancellation).ConvertedType is INamedTypeSymbol { Name: "ValueTask" } made && IsTask(made) ? new(value, made.Arity == 0 ? null : value) : null
        : model.GetSymbolInfo(value, cancellation).Symbol is { ContainingType: { } type } symbol && IsTask(type)
            ? (value, symbol) switch
            {
                (InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }, IMethodSymbol { Name: "FromResult" }) => new(value, arguments[0].Expression),
                (BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments }, IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters: { Length: 1 } parameters })
                    when type.TypeArguments.Length == 1 && SymbolEqualityComparer.Default.Equals(parameters[0].Type, type.TypeArguments[0]) => new(value, arguments[0].Expression),
                (MemberAccessExpressionSyntax, IPropertySymbol { Name: "CompletedTask" }) => new(value, null),
                _ => null,
            }
            : null;

    /// <summary>The finished tasks that an expression comes to, one for each of those it chooses from; null when one is none.</summary>
    public static IReadOnlyList<FinishedTask>? All(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation)
    {
        List<FinishedTask> all = [];
        Stack<ExpressionSyntax> rest = new([value]);
        while (rest.Count > 0)
        {
            switch (rest.Pop())
            {
                case ParenthesizedExpressionSyntax inner:
                    rest.Push(inner.Expression);
                    break;
                case ConditionalExpressionSyntax choice:
                    rest.Push(choice.WhenFalse);
                    rest.Push(choice.WhenTrue);
                    break;
                case SwitchExpressionSyntax choice:
                    foreach (SwitchExpressionArmSyntax arm in choice.Arms)
                    {
                        rest.Push(arm.Expression);
                    }

                    break;
                case ThrowExpressionSyntax:
                    break;
                case var plain when Of(plain, model, cancellation) is { } task:
                    all.Add(task);
                    break;
                default:
                    return null;
            }
        }

        // Where there is something to choose, there must be results to choose from, of one type: 1 beside 2.5 would be 1.0.
        return all.Count == 0 || (all[0].Whole != value && !all.TrueForAll(task => task.Result is { } result && IsAsItIs(result))) ? null : all;

        bool IsAsItIs(ExpressionSyntax result) =>
            model.GetTypeInfo(result, cancellation) is { Type: { } type, ConvertedType: var converted } && SymbolEqualityComparer.Default.Equals(type, converted);
    }

    /// <summary>Leaves the result alone, without the task around it.</summary>
    public void Unwrap(DocumentEdit edit)
    {
        if (Result is null && Whole.Parent is ReturnStatementSyntax last && IsAtEnd(last) && !last.DescendantTrivia().Any(static trivia => trivia.IsNote()))
        {
            edit.Replace(last.FullSpan, "");
            return;
        }

        if (Result is null)
        {
            edit.Remove(TextSpan.FromBounds(Whole.GetFirstToken().GetPreviousToken().Span.End, Whole.Span.End));
            return;
        }

        edit.Remove(TextSpan.FromBounds(Whole.SpanStart, Result.SpanStart));
        edit.Remove(TextSpan.FromBounds(Result.Span.End, Whole.Span.End));
    }

    /// <summary>Whether a function ends right after a statement anyway, which is not all that its block does.</summary>
    private static bool IsAtEnd(ReturnStatementSyntax last)
    {
        StatementSyntax statement = last;
        while (statement.Parent is BlockSyntax { Statements: var statements } block && statements.Last(static other => other is not LocalFunctionStatementSyntax) == statement && (statement != last || statements[0] != last))
        {
            switch (block.Parent)
            {
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax:
                    return true;
                case CatchClauseSyntax { Parent: TryStatementSyntax attempt }:
                    statement = attempt;
                    break;
                case IfStatementSyntax or UsingStatementSyntax or TryStatementSyntax or BlockSyntax:
                    statement = (StatementSyntax)block.Parent;
                    break;
                case ElseClauseSyntax { Parent: IfStatementSyntax choice }:
                    statement = Outermost(choice);
                    break;
                default:
                    return false;
            }

            if (statement is IfStatementSyntax inner)
            {
                statement = Outermost(inner);
            }
        }

        return false;
    }

    /// <summary>The first of a chain of <c>else if</c>.</summary>
    private static IfStatementSyntax Outermost(IfStatementSyntax choice)
    {
        while (choice.Parent is ElseClauseSyntax { Parent: IfStatementSyntax outer })
        {
            choice = outer;
        }

        return choice;
    }
}
