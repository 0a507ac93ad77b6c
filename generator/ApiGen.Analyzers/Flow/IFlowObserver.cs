using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>Is told what happens on the paths through a function.</summary>
internal interface IFlowObserver
{
    /// <summary>A value is handed to a client's call.</summary>
    void Called(ClientMethod method, IArgumentOperation argument, AbstractValue value, FlowState state);

    /// <summary>The function returns a value.</summary>
    void Returned(AbstractValue value, FlowState state);
}
