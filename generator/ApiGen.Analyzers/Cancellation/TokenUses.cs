using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>What a body does with tokens, and which calls go without, found in one walk however many calls there are.</summary>
internal sealed class TokenUses
{
    private readonly Dictionary<ISymbol, List<ILocalReferenceOperation>> _references = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, List<(ILocalSymbol Local, int Position)>> _tokens = [];
    private readonly Dictionary<IInvocationOperation, bool> _races = [];
    private readonly ApiSymbols _symbols;
    private readonly HashSet<ISymbol> _registered = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _assigned = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<int>> _dropped = new(SymbolEqualityComparer.Default);

    /// <param name="body">The body of a member.</param>
    /// <param name="symbols">What is known of the runtime.</param>
    public TokenUses(IOperation body, ApiSymbols symbols)
    {
        _symbols = symbols;
        Dictionary<ILocalSymbol, SyntaxNode> declared = new(SymbolEqualityComparer.Default);
        foreach (IOperation operation in body.WithParts())
        {
            switch (operation)
            {
                case IInvocationOperation invocation:
                    Add(invocation, symbols);
                    break;
                case IVariableDeclaratorOperation { Symbol: var local } declarator when symbols.IsToken(local.Type):
                    declared[local] = TokenScope.BlockAround(declarator.Syntax);
                    if (declarator.GetVariableInitializer() is not null)
                    {
                        _assigned.Add(local);
                    }

                    if (declarator.GetVariableInitializer() is { Value: var initial } && IsToken(initial, symbols))
                    {
                        Hold(declared[local], local, declarator.Syntax);
                    }

                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value } assignment
                    when symbols.IsToken(local.Type) && declared.TryGetValue(local, out SyntaxNode scope) && IsToken(value, symbols):
                    Hold(_assigned.Contains(local) ? scope : TokenScope.ReachOf(assignment.Syntax), local, assignment.Syntax);
                    break;
                case ISimpleAssignmentOperation { Target: var target, Value: var none } when symbols.IsToken(target.Type) && Variable(target) is { } given && !IsToken(none, symbols):
                    if (!_dropped.TryGetValue(given, out List<int> dropped))
                    {
                        _dropped[given] = dropped = [];
                    }

                    dropped.Add(operation.Syntax.Span.End);
                    break;
                case ILocalReferenceOperation reference:
                    if (!_references.TryGetValue(reference.Local, out List<ILocalReferenceOperation> references))
                    {
                        _references[reference.Local] = references = [];
                    }

                    references.Add(reference);
                    break;
                case IPropertyReferenceOperation { Property: { Name: "IsCancellationRequested" }, Instance: { } checkedToken } when symbols.IsToken(checkedToken.Type) && Variable(checkedToken) is { } variable:
                    Checks.Add(variable, operation.Syntax);
                    break;
            }
        }
    }

    /// <summary>The calls of actions that are not given a token, each with the parameter that would take one.</summary>
    public List<(IInvocationOperation Call, IParameterSymbol Parameter)> CallsWithoutToken { get; } = [];

    /// <summary>The local of a function that held a token last where a call stands; null when none does.</summary>
    public ILocalSymbol? TokenAt(SyntaxNode call, IMethodSymbol function)
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
                if (SymbolEqualityComparer.Default.Equals(held[before].Local.ContainingSymbol, function) && !IsDropped(held[before].Local, held[before].Position, call))
                {
                    last = held[before];
                }
            }
        }

        return last.Local;
    }

    /// <summary>Whether a variable that held a token is given none between that place and a call.</summary>
    public bool IsDropped(ISymbol variable, int since, SyntaxNode call) =>
        _dropped.TryGetValue(variable, out List<int> dropped) && dropped.Exists(position => position > since && position <= call.SpanStart);

    /// <summary>The locals of which is known whether what they hold is given a token later.</summary>
    public Dictionary<ISymbol, bool> GivenLater { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Where a token is asked whether it is cancelled.</summary>
    public TokenChecks Checks { get; } = new();

    /// <summary>Whether something is registered to be done when a token is cancelled: the body has its own way of stopping.</summary>
    public bool IsRegistered(ISymbol token) => _registered.Contains(token);

    /// <summary>The references to a local.</summary>
    public IReadOnlyList<ILocalReferenceOperation> References(ILocalSymbol local) => _references.TryGetValue(local, out List<ILocalReferenceOperation> references) ? references : [];

    /// <summary>Whether a task races against another that the token ends.</summary>
    public bool IsRace(IInvocationOperation taker)
    {
        if (taker.TargetMethod.Name != "WhenAny")
        {
            return false;
        }

        if (!_races.TryGetValue(taker, out bool isRace))
        {
            _races[taker] = isRace = taker.WithParts().Any(part => part is IArgumentOperation { ArgumentKind: not ArgumentKind.DefaultValue } argument && _symbols.IsToken(argument.Parameter?.Type));
        }

        return isRace;
    }

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

    private void Add(IInvocationOperation invocation, ApiSymbols symbols)
    {
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

    /// <summary>Whether a value is a token that may be cancelled, so far as can be seen.</summary>
    private static bool IsToken(IOperation value, ApiSymbols symbols) => value.WithoutConversions() switch
    {
        IDefaultValueOperation or IObjectCreationOperation { Arguments.IsEmpty: true } => false,
        IPropertyReferenceOperation { Property: { Name: "None" } property } => !symbols.IsToken(property.ContainingType),
        IConditionalOperation { WhenFalse: { } other } choice => IsSimpleToken(choice.WhenTrue, symbols) && IsSimpleToken(other, symbols),
        _ => true,
    };

    private static bool IsSimpleToken(IOperation value, ApiSymbols symbols) => value.WithoutConversions() is not IConditionalOperation and var simple && IsToken(simple, symbols);
}
