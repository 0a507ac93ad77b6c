using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>Is told what happens on the paths through a function.</summary>
internal interface IFlowObserver
{
    /// <summary>How much was told so far.</summary>
    int Mark { get; }

    /// <summary>Takes back what was told since <see cref="Mark"/> was <paramref name="mark"/>: it was a trial.</summary>
    void Forget(int mark);

    /// <summary>A value is handed to a client's call.</summary>
    void Called(ClientMethod method, IArgumentOperation argument, Value value, FlowState state);

    /// <summary>The function returns a value.</summary>
    void Returned(Value value, FlowState state);
}
