using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Symbols;

/// <summary>A method of a generated client, or of its interface, that calls an action.</summary>
/// <param name="method">The method.</param>
/// <param name="errorCodes">The enum of the codes that the action documents; null when it documents none.</param>
/// <param name="token">The parameter that takes the cancellation token; null when there is none.</param>
/// <param name="provided">The request's members that the method sets by itself.</param>
/// <param name="isAction">Whether the generator wrote the method: one written by hand may complete the request first.</param>
internal sealed class ClientMethod(IMethodSymbol method, ITypeSymbol? errorCodes, IParameterSymbol? token, ImmutableArray<string> provided, bool isAction)
{
    public bool IsAction { get; } = isAction;

    public IMethodSymbol Method { get; } = method;

    public ITypeSymbol? ErrorCodes { get; } = errorCodes;

    public IParameterSymbol? Token { get; } = token;

    public ImmutableArray<string> Provided { get; } = provided;
}
