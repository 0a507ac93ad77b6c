using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>What a body does with tokens, and which calls go without, found in one walk however many calls there are.</summary>
internal sealed class TokenUses
{
    private readonly Dictionary<ISymbol, List<IOperation>> _references = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, List<(ILocalSymbol Local, int Position)>> _tokens = [];
    private readonly ApiSymbols _symbols;
    private readonly bool _jumps;
    private readonly HashSet<ISymbol> _registered = new(SymbolEqualityComparer.Default);

    private readonly Dictionary<ISymbol, List<int>> _dropped = new(SymbolEqualityComparer.Default);

    /// <param name="body">The body of a member.</param>
    /// <param name="symbols">What is known of the runtime.</param>
    public TokenUses(IOperation body, ApiSymbols symbols)
    {
        _symbols = symbols;
        HashSet<ILocalSymbol> declared = new(SymbolEqualityComparer.Default);
        List<IOperation> all = [];
        foreach (IOperation operation in body.WithParts())
        {
            if (TokenDoubts.IsTokenOrSource(operation.Type, symbols) && !IsNone(operation))
            {
                all.Add(operation);
            }

            _jumps |= operation is IBranchOperation { BranchKind: BranchKind.GoTo };
            switch (operation)
            {
                case IInvocationOperation invocation:
                    Add(invocation, symbols);
                    break;
                case IVariableDeclaratorOperation { Symbol: var local } declarator when symbols.IsToken(local.Type):
                    declared.Add(local);
                    if (declarator.GetVariableInitializer() is { Value: var initial })
                    {
                        if (IsToken(initial))
                        {
                            Hold(TokenScope.BlockAround(declarator.Syntax), local, declarator.Syntax);
                        }
                        else
                        {
                            Drop(local, declarator.Syntax);
                        }
                    }

                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value } assignment
                    when declared.Contains(local) && IsToken(value):
                    Hold(TokenScope.ReachOf(assignment.Syntax), local, assignment.Syntax);
                    break;
                case ISimpleAssignmentOperation { Target: var target, Value: var none } when symbols.IsToken(target.Type) && Variable(target) is { } given && !IsToken(none):
                    Drop(given, operation.Syntax);
                    break;
                case ILocalReferenceOperation reference:
                    Refer(reference.Local, reference);
                    break;
                case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function, Parent: { } made }:
                    Refer(function, made);
                    break;
                case IPropertyReferenceOperation { Property: { Name: "IsCancellationRequested" }, Instance: { } checkedToken } when symbols.IsToken(checkedToken.Type) && Variable(checkedToken) is { } variable:
                    Checks.Add(variable, operation.Syntax);
                    break;
            }
        }

        Doubts = new TokenDoubts(CallsWithoutToken.Count > 0 ? all : [], _jumps, symbols);
    }

    /// <summary>The calls of actions that are not given a token, each with the parameter that would take one.</summary>
    public List<(IInvocationOperation Call, IParameterSymbol Parameter)> CallsWithoutToken { get; } = [];

    /// <summary>The local of a function that held a token last where a call stands; null when none does.</summary>
    public ILocalSymbol? TokenAt(SyntaxNode call, IMethodSymbol function)
    {
        return Last(call, local => SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, function)).Local;
    }

    /// <summary>The local that held a token last, and since when.</summary>
    private (ILocalSymbol? Local, int Position) Last(SyntaxNode call, Func<ILocalSymbol, bool> isMeant)
    {
        (ILocalSymbol? Local, int Position) last = (null, -1);
        foreach (SyntaxNode around in call.AncestorsAndSelf().Counted())
        {
            if (!_tokens.TryGetValue(around, out List<(ILocalSymbol Local, int Position)> held))
            {
                continue;
            }

            // In the order of the source: those before the call are found by halves.
            int index = held.BinarySearch((null!, call.SpanStart), ByPosition);
            for (int before = (index < 0 ? ~index : index) - 1; before >= 0 && held[before].Position > last.Position; before--)
            {
                if (isMeant(held[before].Local) && !IsDropped(held[before].Local, held[before].Position, call))
                {
                    last = held[before];
                }
            }
        }

        return last;
    }

    /// <summary>Whether a variable that held a token is given none between that place and a call, be it by an earlier pass of a loop; where a <c>goto</c> leads past what is given, anywhere.</summary>
    public bool IsDropped(ISymbol variable, int since, SyntaxNode call) =>
        _dropped.TryGetValue(variable, out List<int> dropped)
        && (_jumps
            || dropped.Exists(position => position > since && position <= call.SpanStart)
            || call.Ancestors().Counted().Any(loop => loop is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax
                && loop.SpanStart >= since
                && dropped.Exists(position => position > call.SpanStart && position <= loop.Span.End)));

    /// <summary>The locals and local functions of which is known whether the function that has the token waits for what they hold or give back.</summary>
    public Dictionary<(ISymbol Holder, ISymbol Owner), bool> Waited { get; } = [];

    /// <summary>Where a token is asked whether it is cancelled.</summary>
    public TokenChecks Checks { get; } = new();

    /// <summary>From where on tokens may be cancelled already.</summary>
    public TokenDoubts Doubts { get; }

    /// <summary>Whether something is registered to be done when a token is cancelled: the body has its own way of stopping.</summary>
    public bool IsRegistered(ISymbol token) => _registered.Contains(token);

    /// <summary>The references to a local; the calls of a local function, and where it is made a delegate.</summary>
    public IReadOnlyList<IOperation> References(ISymbol variable) => _references.TryGetValue(variable, out List<IOperation> references) ? references : [];

    /// <summary>The local or parameter that an expression is.</summary>
    public static ISymbol? Variable(IOperation value) => value.WithoutConversions() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static Comparer<(ILocalSymbol Local, int Position)> ByPosition { get; } = Comparer<(ILocalSymbol Local, int Position)>.Create(static (one, other) => one.Position.CompareTo(other.Position));

    private void Hold(SyntaxNode scope, ILocalSymbol local, SyntaxNode from)
    {
        if (!_tokens.TryGetValue(scope, out List<(ILocalSymbol Local, int Position)> held))
        {
            _tokens[scope] = held = [];
        }

        int index = held.BinarySearch((local, from.Span.End), ByPosition);
        held.Insert(index < 0 ? ~index : index, (local, from.Span.End));
    }

    private void Drop(ISymbol variable, SyntaxNode from)
    {
        if (!_dropped.TryGetValue(variable, out List<int> dropped))
        {
            _dropped[variable] = dropped = [];
        }

        dropped.Add(from.Span.End);
    }

    private void Refer(ISymbol variable, IOperation reference)
    {
        if (!_references.TryGetValue(variable, out List<IOperation> references))
        {
            _references[variable] = references = [];
        }

        references.Add(reference);
    }

    private void Add(IInvocationOperation invocation, ApiSymbols symbols)
    {
        if (invocation.TargetMethod.MethodKind == MethodKind.LocalFunction)
        {
            Refer(invocation.TargetMethod, invocation);
        }

        if (symbols.Method(invocation.TargetMethod)?.Token is { } parameter)
        {
            if (invocation.Arguments.Any(argument => argument.Parameter?.Ordinal == parameter.Ordinal && argument.ArgumentKind == ArgumentKind.DefaultValue))
            {
                CallsWithoutToken.Add((invocation, parameter));
            }
        }
        else if (invocation.Instance is { } instance && symbols.IsToken(instance.Type) && Variable(instance) is { } token)
        {
            switch (invocation.TargetMethod.Name)
            {
                case "Register" or "UnsafeRegister":
                    _registered.Add(token);
                    break;
                case "ThrowIfCancellationRequested":
                    Checks.Add(token, invocation.Syntax);
                    break;
            }
        }
    }

    /// <summary>Whether an expression says by itself that it is no token: left out, <c>default</c> or <c>None</c>.</summary>
    private static bool IsNone(IOperation value) => value is IDefaultValueOperation or IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true } } || value.IsImplicit && value.Parent is IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue };

    /// <summary>Whether a value is a token that may be cancelled, so far as can be seen, whatever is chosen where there is a choice.</summary>
    private bool IsToken(IOperation value)
    {
        Stack<IOperation> rest = new([value]);
        while (rest.Count > 0)
        {
            IOperation part = rest.Pop().WithoutConversions();
            switch (part)
            {
                case IDefaultValueOperation or IObjectCreationOperation or IInvocationOperation { TargetMethod.Name: "GetValueOrDefault", Arguments.IsEmpty: true }:
                case IPropertyReferenceOperation { Property: { Name: "None" } property } when _symbols.IsToken(property.ContainingType):
                case ILocalReferenceOperation { Local: var local } when IsDropped(local, Last(part.Syntax, other => SymbolEqualityComparer.Default.Equals(other, local)).Position, part.Syntax):
                case IParameterReferenceOperation { Parameter: var parameter } when IsDropped(parameter, 0, part.Syntax):
                    return false;
                case IConditionalOperation { WhenFalse: { } other } choice:
                    rest.Push(choice.WhenTrue);
                    rest.Push(other);
                    break;
                case ICoalesceOperation choice:
                    rest.Push(choice.WhenNull);
                    break;
                case ISwitchExpressionOperation choice:
                    foreach (ISwitchExpressionArmOperation arm in choice.Arms)
                    {
                        rest.Push(arm.Value);
                    }

                    break;
                case ISimpleAssignmentOperation assignment:
                    rest.Push(assignment.Value);
                    break;
            }
        }

        return true;
    }
}
