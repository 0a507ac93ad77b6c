using Microsoft.CodeAnalysis;
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
    public static FinishedTask? Of(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(value, cancellation).Symbol is { ContainingType: { } type } symbol && IsTask(type)
            ? (value, symbol) switch
            {
                (InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }, IMethodSymbol { Name: "FromResult" }) => new(value, arguments[0].Expression),
                (BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments }, IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters: { Length: 1 } parameters })
                    when type.TypeArguments.Length == 1 && SymbolEqualityComparer.Default.Equals(parameters[0].Type, type.TypeArguments[0]) => new(value, arguments[0].Expression),
                (MemberAccessExpressionSyntax, IPropertySymbol { Name: "CompletedTask" }) => new(value, null),
                _ => null,
            }
            : null;

    /// <summary>Leaves the result alone, without the task around it.</summary>
    public void Unwrap(DocumentEdit edit)
    {
        if (Result is null)
        {
            edit.Remove(TextSpan.FromBounds(Whole.GetFirstToken().GetPreviousToken().Span.End, Whole.Span.End));
            return;
        }

        edit.Remove(TextSpan.FromBounds(Whole.SpanStart, Result.SpanStart));
        edit.Remove(TextSpan.FromBounds(Result.Span.End, Whole.Span.End));
    }
}
