using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>What the functions of one body share while their paths are followed.</summary>
/// <param name="compilation">The project.</param>
/// <param name="symbols">The annotations.</param>
/// <param name="calls">What is known of methods.</param>
/// <param name="variables">The body's variables.</param>
/// <param name="quoted">The lambdas that are data.</param>
/// <param name="factories">What a factory gives back; null when it is not known, or when nothing is looked into any deeper.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class FlowContext(
    Compilation compilation,
    ApiSymbols symbols,
    CallKnowledge calls,
    Variables variables,
    HashSet<SyntaxNode> quoted,
    Func<IMethodSymbol, FactoryResult?>? factories,
    CancellationToken cancellation)
{
    /// <summary>How many operations of a body are carried out at most: the compiler must stay quick.</summary>
    public const int MostSteps = 100_000;

    private int _numbers;

    private Certainty? _certainty;

    public Body Body { get; } = new();

    public Certainty Certainty => _certainty ??= new Certainty(Body);

    public Compilation Compilation => compilation;

    public ApiSymbols Symbols => symbols;

    public CallKnowledge Calls => calls;

    public Variables Variables => variables;

    public HashSet<SyntaxNode> Quoted => quoted;

    public CancellationToken Cancellation => cancellation;

    private readonly Dictionary<SyntaxNode, FactoryResult?> _lambdas = [];
    private readonly Dictionary<IOperation, Throws> _throws = [];
    private readonly Dictionary<IOperation, bool> _neverEnds = [];

    /// <summary>What a method of the project gives back.</summary>
    public FactoryResult? ResultOf(IMethodSymbol method) => factories?.Invoke(method);

    /// <summary>What a lambda gives back.</summary>
    public FactoryResult? ResultOf(IFlowAnonymousFunctionOperation lambda, ControlFlowGraph around)
    {
        if (factories is null)
        {
            return null;
        }

        if (!_lambdas.TryGetValue(lambda.Syntax, out FactoryResult? result))
        {
            FlowContext inside = new(compilation, symbols, calls, variables, quoted, factories: null, cancellation);
            _lambdas[lambda.Syntax] = result = Returns.Of(inside, around.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), lambda.Symbol);
        }

        return result;
    }

    /// <summary>What a lambda or a local function may throw, looked up once however often it is called.</summary>
    public Throws ThrowsIn(IOperation function)
    {
        if (!_throws.TryGetValue(function, out Throws throws))
        {
            _throws[function] = throws = calls.ThrowsIn(function, cancellation);
        }

        return throws;
    }

    /// <summary>Whether a lambda never comes back, likewise.</summary>
    public bool NeverEnds(IAnonymousFunctionOperation lambda)
    {
        if (!_neverEnds.TryGetValue(lambda, out bool neverEnds))
        {
            _neverEnds[lambda] = neverEnds = calls.NeverEnds(lambda, cancellation);
        }

        return neverEnds;
    }

    /// <summary>The operations carried out so far.</summary>
    public int Steps { get; private set; }

    public int NewNumber() => ++_numbers;

    public void Step()
    {
        if (++Steps > MostSteps)
        {
            throw new FlowLimitException();
        }

        cancellation.ThrowIfCancellationRequested();
    }
}
