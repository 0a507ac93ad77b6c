using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>Tells calls from what a mocking library makes of them: a set-up, or the verification that a call was made.</summary>
internal static class SetUps
{
    private static readonly string[] Receivers = ["Received", "DidNotReceive", "Configure", "When", "Verify", "InOrder", "Setup", "SetUp", "Arrange", "CallTo", "Expect", "Stub"];

    private static readonly string[] Answers = ["Returns", "ReturnsAsync", "Throws", "AndDoes", "WhenForAnyArgs", "Configure", "Verifiable", "Setup", "Callback"];

    public static bool Contains(IInvocationOperation call) => IsReceived(call.Instance) || IsAnswered(call);

    /// <summary>Whether a lambda is handed to a method that makes such a thing of the calls in it.</summary>
    public static bool TakesFunction(IOperation function)
    {
        IOperation? user = function.User();
        while (user is IDelegateCreationOperation or IFlowCaptureOperation or IArrayCreationOperation or IArrayInitializerOperation)
        {
            user = user.User();
        }

        return user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } } && StartsWithAny(name, Receivers);
    }

    private static bool IsReceived(IOperation? instance) =>
        instance?.WithoutConversions() is IInvocationOperation { TargetMethod.Name: var name } && StartsWithAny(name, Receivers);

    private static bool IsAnswered(IInvocationOperation call)
    {
        IOperation? user = call.User();
        return user switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true } extension } } => StartsWithAny(extension.Name, Answers),
            IInvocationOperation { TargetMethod.Name: var name } outer => outer.Instance?.WithoutConversions() == call && StartsWithAny(name, Answers),
            _ => false,
        };
    }

    private static bool StartsWithAny(string name, string[] starts)
    {
        foreach (string start in starts)
        {
            if (name.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
