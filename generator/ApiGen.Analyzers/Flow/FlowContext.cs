using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>What the functions of one body share while their paths are followed.</summary>
/// <param name="compilation">The project.</param>
/// <param name="symbols">The annotations.</param>
/// <param name="calls">What is known of methods.</param>
/// <param name="variables">The body's variables.</param>
/// <param name="quoted">The lambdas that are data.</param>
/// <param name="factories">What a factory gives back; null when it is not known.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class FlowContext(
    Compilation compilation,
    ApiSymbols symbols,
    CallKnowledge calls,
    Variables variables,
    HashSet<SyntaxNode> quoted,
    Func<IMethodSymbol, FactoryResult?> factories,
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

    public Func<IMethodSymbol, FactoryResult?> Factories => factories;

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
