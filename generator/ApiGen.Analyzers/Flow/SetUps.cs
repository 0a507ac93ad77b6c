using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>
/// Tells calls from what a mocking library (Moq, NSubstitute, FakeItEasy, JustMock, Rhino) makes of them: a set-up, or the verification
/// that a call was made. Neither sends anything. Names are compared whole, but for words that nobody uses for anything else. The syntax is
/// asked: in a control flow graph a receiver or a result is often put aside first.
/// </summary>
internal static class SetUps
{
    /// <summary>How what gives a stand-in to be set up or asked begins: <c>client.Received(1).CallAsync(...)</c>.</summary>
    private static readonly ImmutableArray<string> Receivers = ImmutableArray.Create("Received", "DidNotReceive");

    /// <summary>How what follows a call to say what comes of it begins: <c>client.CallAsync(...).ReturnsForAnyArgs(...)</c>.</summary>
    private static readonly ImmutableArray<string> Results = ImmutableArray.Create("Returns", "Throws");

    /// <summary>Other methods of both kinds.</summary>
    private static readonly ImmutableHashSet<string> OtherReceivers = ImmutableHashSet.Create(StringComparer.Ordinal, "Configure");

    private static readonly ImmutableHashSet<string> OtherResults = ImmutableHashSet.Create(StringComparer.Ordinal, "AndDoes", "Return", "Throw", "Verifiable", "Callback");

    /// <summary>What takes a call as a lambda.</summary>
    private static readonly ImmutableHashSet<string> Takers = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "When", "WhenForAnyArgs", "InOrder",
        "Setup", "SetUp", "SetupSequence", "SetupGet", "SetupSet", "SetupAdd", "SetupRemove", "Verify", "VerifyGet", "VerifySet", "VerifyAdd", "VerifyRemove", "VerifyAll",
        "CallTo", "CallToSet", "CallsTo",
        "Arrange", "ArrangeSet", "AssertSet",
        "Expect", "Stub", "AssertWasCalled", "AssertWasNotCalled");

    /// <summary>Types whose methods take a call as a lambda, whatever they are called: <c>Mock.Of</c>, <c>Mock.Assert</c>, and <c>Record.Exception</c>, which is there for calls that fail.</summary>
    private static readonly ImmutableHashSet<string> TakingTypes = ImmutableHashSet.Create(StringComparer.Ordinal, "Mock", "Record");

    /// <summary>What an argument is made of that stands for any of its kind: <c>Arg.Any</c>, <c>It.IsAny</c>, <c>A&lt;T&gt;.Ignored</c>.</summary>
    private static readonly ImmutableHashSet<string> Matchers = ImmutableHashSet.Create(StringComparer.Ordinal, "Arg", "It", "ItExpr", "A", "Any");

    public static bool Contains(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax syntax
        && (IsGiven(syntax) || IsAnswered(syntax) || syntax.ArgumentList.Arguments.Any(static argument => IsMatcher(argument.Expression)) || (call.EnclosingFunction() is { } function && TakesFunction(function)));

    /// <summary>Whether a lambda is handed to a method that makes such a thing of the calls in it.</summary>
    public static bool TakesFunction(IOperation function) =>
        function.Syntax is AnonymousFunctionExpressionSyntax
        && Taker(function.Syntax, isFirst: false) is { } taker
        && (Takers.Contains(NameOf(taker.Expression)) || (taker.Expression is MemberAccessExpressionSyntax { Expression: var type } && TakingTypes.Contains(NameOf(type))));

    private static bool IsGiven(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax given }
        && NameOf(given.Expression) is var name
        && (StartsWithAny(name, Receivers) || OtherReceivers.Contains(name));

    private static bool IsAnswered(InvocationExpressionSyntax call)
    {
        SyntaxNode value = call;
        while (value.Parent is ParenthesizedExpressionSyntax or AwaitExpressionSyntax)
        {
            value = value.Parent;
        }

        string name = value.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } member ? NameOf(member) : NameOf(Taker(value, isFirst: true)?.Expression);
        return StartsWithAny(name, Results) || OtherResults.Contains(name);
    }

    /// <summary>The call that a value is an argument of.</summary>
    private static InvocationExpressionSyntax? Taker(SyntaxNode value, bool isFirst)
    {
        SyntaxNode? around = value.Parent;
        while (around is ParenthesizedExpressionSyntax or CastExpressionSyntax or InitializerExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax or ExpressionElementSyntax)
        {
            around = around.Parent;
        }

        return around is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax taker } list } argument && (!isFirst || list.Arguments[0] == argument) ? taker : null;
    }

    private static bool IsMatcher(ExpressionSyntax argument)
    {
        ExpressionSyntax part = argument;
        while (true)
        {
            switch (part)
            {
                case InvocationExpressionSyntax call:
                    part = call.Expression;
                    break;
                case PostfixUnaryExpressionSyntax forgiven:
                    part = forgiven.Operand;
                    break;
                case MemberAccessExpressionSyntax member:
                    part = member.Expression;
                    if (part is SimpleNameSyntax type && Matchers.Contains(type.Identifier.ValueText))
                    {
                        return true;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private static string NameOf(ExpressionSyntax? method) => method switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => "",
    };

    private static bool StartsWithAny(string name, ImmutableArray<string> starts)
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
