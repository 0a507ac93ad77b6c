using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>The client calls whose failure a handler handles.</summary>
internal sealed class GuardedCalls
{
    private readonly HashSet<ITypeSymbol> _errorCodes = new(SymbolEqualityComparer.Default);
    private bool _any;
    private bool _isClosed = true;

    /// <summary>The enums of the actions called.</summary>
    public IReadOnlyCollection<ITypeSymbol> ErrorCodes => _errorCodes;

    /// <summary>Whether no other call, of an action without an enum or hidden in other code, can end in the handler.</summary>
    public bool IsComplete => _any && _isClosed;

    /// <summary>The calls of one action alone, for an exception whose type says so.</summary>
    public static GuardedCalls Of(ITypeSymbol errorCodes)
    {
        GuardedCalls calls = new() { _any = true };
        calls._errorCodes.Add(errorCodes);
        return calls;
    }

    /// <summary>What an operation in the block does.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="symbols">What is known of the runtime.</param>
    /// <param name="plain">The code that cannot call the service.</param>
    public void Add(IOperation operation, ApiSymbols symbols, PlainCode plain)
    {
        if (operation is IInvocationOperation invocation && symbols.Method(invocation.TargetMethod) is { } method)
        {
            _any = true;
            _isClosed &= method.ErrorCodes is not null;
            if (method.ErrorCodes is { } codes)
            {
                _errorCodes.Add(codes);
            }
        }
        else
        {
            _isClosed = _isClosed && plain.Contains(operation);
        }
    }

    /// <summary>What a block inside of the block does.</summary>
    public void Add(GuardedCalls inner)
    {
        _any |= inner._any;
        _isClosed &= inner._isClosed;
        _errorCodes.UnionWith(inner._errorCodes);
    }
}
