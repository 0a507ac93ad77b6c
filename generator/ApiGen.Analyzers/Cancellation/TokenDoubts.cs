using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>
/// From where on a token may be cancelled already and the function that has it go on all the same: a call that is made there cleans up, and
/// with the token it would never be sent. A use of a token or a source counts as that unless it is known to end the function's own way
/// when the token is cancelled. All tokens and sources count for one, whichever is made from which.
/// </summary>
internal sealed class TokenDoubts
{
    private readonly Dictionary<IOperation, int> _byFunction = [];
    private readonly ApiSymbols _symbols;
    private readonly bool _jumps;

    /// <param name="uses">The expressions in a member's body that are tokens or sources.</param>
    /// <param name="jumps">Whether the body has a <c>goto</c>, which may lead back.</param>
    /// <param name="symbols">What is known of the runtime.</param>
    public TokenDoubts(IEnumerable<IOperation> uses, bool jumps, ApiSymbols symbols)
    {
        _symbols = symbols;
        _jumps = jumps;
        foreach (IOperation use in uses)
        {
            Add(use);
        }
    }

    /// <summary>Whether a token may be cancelled where a call stands.</summary>
    /// <param name="call">The call.</param>
    /// <param name="owner">The function that has the token.</param>
    public bool Concern(IOperation call, ISymbol owner)
    {
        bool isElsewhere = false;
        for (IOperation? around = call; around is not null; around = around.Parent)
        {
            bool isOwner = around.Parent is null;
            switch (around)
            {
                case IAnonymousFunctionOperation lambda:
                    isOwner |= SymbolEqualityComparer.Default.Equals(lambda.Symbol, owner);
                    break;
                case ILocalFunctionOperation function:
                    isOwner |= SymbolEqualityComparer.Default.Equals(function.Symbol, owner);
                    isElsewhere |= !isOwner;
                    break;
            }

            if (isOwner)
            {
                return _byFunction.TryGetValue(around, out int start) && (isElsewhere || _jumps || start <= call.Syntax.SpanStart);
            }
        }

        return false;
    }

    /// <summary>Notes for each function around a use from where on it leaves a doubt; null is none.</summary>
    private void Add(IOperation use)
    {
        int? start = StartOf(use);
        for (IOperation part = use; ; part = part.Parent!)
        {
            if (part is { Parent: null } or IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                if (start is { } from)
                {
                    _byFunction[part] = Math.Min(from, _byFunction.TryGetValue(part, out int known) ? known : int.MaxValue);
                }

                // Whoever runs the function may go on when it ends by the cancellation; a local function may be called before it is declared.
                start = part is ILocalFunctionOperation ? 0 : start ?? part.Syntax.Span.End;
            }

            if (part.Parent is not { } around)
            {
                return;
            }

            if (around is ITryOperation attempt && attempt.Body == part && attempt.Catches.Any(Swallows))
            {
                start ??= attempt.Syntax.Span.End;
            }
            else if (around is ILoopOperation loop && start is not null && !GoesOnUncancelled(loop))
            {
                start = Math.Min(start.Value, loop.Syntax.SpanStart);
            }
        }
    }

    /// <summary>From where on a use itself leaves a doubt; null when nothing is done behind it once the token is cancelled.</summary>
    private int? StartOf(IOperation use) => use.User() switch
    {
        // What is made from it is looked at instead.
        { } user when IsTokenOrSource(user.Type) && user is not IInvocationOperation => null,
        IArgumentOperation { Parent: IInvocationOperation invocation } => Ends(invocation) ? null : invocation.Syntax.Span.End,
        IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" } question => StartOf(question.Syntax),
        IPropertyReferenceOperation { Property.Name: "CanBeCanceled" } => null,
        IInvocationOperation { TargetMethod.Name: "ThrowIfCancellationRequested" or "CancelAfter" or "TryReset" or "Dispose" } => null,
        IVariableInitializerOperation or ISimpleAssignmentOperation or IExpressionStatementOperation or IUsingOperation or ISwitchExpressionArmOperation => null,
        IReturnOperation => null,
        { } user => user.Syntax.Span.End,
        null => null,
    };

    /// <summary>From where on a question leaves a doubt: not where the answer is that the token is not cancelled.</summary>
    private static int? StartOf(SyntaxNode question)
    {
        bool isNegated = TokenChecks.IsNegated(question);
        SyntaxNode condition = isNegated ? question.Parent! : question;
        while (condition.Parent is ParenthesizedExpressionSyntax
            || condition.Parent?.IsKind(isNegated ? SyntaxKind.LogicalAndExpression : SyntaxKind.LogicalOrExpression) == true)
        {
            condition = condition.Parent;
        }

        return condition.Parent switch
        {
            WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax when isNegated => null,
            IfStatementSyntax choice when isNegated => choice.Span.End,
            IfStatementSyntax { Else: null } choice when Leaves(choice.Statement) => null,
            _ => question.Span.End,
        };
    }

    /// <summary>Whether a call ends by the cancellation and is waited for on the spot: the platform's own do, and those of a client.</summary>
    private bool Ends(IInvocationOperation invocation)
    {
        if (invocation.TargetMethod is { Name: "CreateLinkedTokenSource", ContainingType.Name: "CancellationTokenSource" })
        {
            return true;
        }

        string space = invocation.TargetMethod.ContainingNamespace.ToDisplayString();
        if (_symbols.Method(invocation.TargetMethod) is null
            && !(invocation.TargetMethod is { MethodKind: not MethodKind.DelegateInvoke, DeclaringSyntaxReferences.IsEmpty: true } && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal))))
        {
            return false;
        }

        IOperation value = invocation;
        while (!WaitedCalls.IsWait(value.User()))
        {
            if (WaitedCalls.Outer(value, value.User(), _symbols) is not { } outer
                || outer is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured && configured.Arguments.Any(static options => options.Value.Type?.TypeKind == TypeKind.Enum))
            {
                return false;
            }

            value = outer;
        }

        return true;
    }

    /// <summary>Whether a handler may get what a cancellation ends in, and the function go on behind it.</summary>
    private static bool Swallows(ICatchClauseOperation handler) =>
        MayBeCancellation(handler.ExceptionType) && (handler.Syntax is not CatchClauseSyntax { Block: var block } || !Leaves(block));

    private static bool MayBeCancellation(ITypeSymbol? type)
    {
        if (type is null or ITypeParameterSymbol or { Name: "AggregateException" })
        {
            return true;
        }

        for (ITypeSymbol? thrown = type; thrown is not null; thrown = thrown.BaseType)
        {
            if (thrown is { Name: "OperationCanceledException", ContainingNamespace.Name: "System" })
            {
                return true;
            }
        }

        return type is { Name: "Exception" or "SystemException" or "Object", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
    }

    /// <summary>Whether a statement surely ends the function.</summary>
    private static bool Leaves(StatementSyntax statement) =>
        (statement is BlockSyntax block ? block.Statements.LastOrDefault() : statement) is ReturnStatementSyntax or ThrowStatementSyntax
        && !statement.DescendantNodes().Counted().Any(static inner => inner is BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax);

    /// <summary>Whether a loop begins each pass but its first with a token that is not cancelled.</summary>
    private static bool GoesOnUncancelled(ILoopOperation loop)
    {
        ExpressionSyntax? condition = loop.Syntax switch
        {
            WhileStatementSyntax { Condition: var asked } => asked,
            DoStatementSyntax { Condition: var asked } => asked,
            ForStatementSyntax { Condition: var asked } => asked,
            _ => null,
        };
        Stack<SyntaxNode> rest = new(condition is null ? [] : [condition]);
        while (rest.Count > 0)
        {
            switch (rest.Pop())
            {
                case ParenthesizedExpressionSyntax { Expression: var inner }:
                    rest.Push(inner);
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both:
                    rest.Push(both.Left);
                    rest.Push(both.Right);
                    break;
                case PrefixUnaryExpressionSyntax { Operand: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCancellationRequested" } asked } when TokenChecks.IsNegated(asked):
                case BinaryExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCancellationRequested" } compared } when TokenChecks.IsNegated(compared):
                case IsPatternExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCancellationRequested" } matched } when TokenChecks.IsNegated(matched):
                    return true;
            }
        }

        return false;
    }

    private bool IsTokenOrSource(ITypeSymbol? type) => IsTokenOrSource(type, _symbols);

    /// <summary>Whether a type is that of tokens or of their sources.</summary>
    public static bool IsTokenOrSource(ITypeSymbol? type, ApiSymbols symbols) =>
        symbols.IsToken(type) || type is { Name: "CancellationTokenSource", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };
}
