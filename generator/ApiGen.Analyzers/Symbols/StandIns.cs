using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Symbols;

/// <summary>Knows the calls that tell a stand-in of a test what to expect, and send nothing.</summary>
internal static class StandIns
{
    private static readonly string[] Receivers = ["Received", "ReceivedWithAnyArgs", "DidNotReceive", "DidNotReceiveWithAnyArgs", "Configure"];

    private static readonly string[] Results = ["Returns", "ReturnsForAnyArgs", "ReturnsNull", "ReturnsNullForAnyArgs", "ReturnsAsync", "Throws", "ThrowsForAnyArgs", "ThrowsAsync", "ThrowsAsyncForAnyArgs", "AndDoes"];

    private static readonly string[] Lambdas = ["When", "WhenForAnyArgs", "InOrder", "Setup", "Verify", "Expect", "CallTo"];

    private static readonly string[] Matchers = ["Arg", "It", "Any", "ItExpr"];

    /// <summary>Whether a call is one of those.</summary>
    public static bool Contains(IInvocationOperation call) =>
        Is(call.Instance?.WithoutConversions() as IInvocationOperation, Receivers)
        || Is(Taker(call), Results)
        || call.Arguments.Any(static argument => argument.Value.WithoutConversions() is IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: var type } } && Matchers.Contains(type))
        || (call.EnclosingFunction() is IAnonymousFunctionOperation lambda && Is(Taker(lambda), Lambdas));

    private static bool Is(IInvocationOperation? call, string[] names) => call is not null && names.Contains(call.TargetMethod.Name);

    /// <summary>The call that a value goes into, as what it is called on or as its first argument.</summary>
    private static IInvocationOperation? Taker(IOperation value)
    {
        IOperation? user = value.Parent;
        while (user is IConversionOperation or IDelegateCreationOperation or IAwaitOperation)
        {
            user = user.Parent;
        }

        return user switch
        {
            IInvocationOperation invocation => invocation,
            IArgumentOperation { Parent: IInvocationOperation invocation } argument when invocation.Arguments[0] == argument || value is IAnonymousFunctionOperation => invocation,
            _ => null,
        };
    }
}
