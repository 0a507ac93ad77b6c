using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <content>Lists that are made of other lists.</content>
internal sealed partial class Interpreter
{
    /// <summary>Whether a call does no more than copy a list that is followed.</summary>
    private bool IsCopied(IMethodSymbol target, Value list) =>
        target is { Name: "ToList" or "ToArray" or "AsEnumerable", ContainingType.Name: "Enumerable" }
        && list.Cases.All(one => one.Leaf.Kind == LeafKind.Object && IsFollowed(one.Leaf.Id) && _body.Object(one.Leaf.Id).Model is null);

    private Value Copied(SyntaxNode place, Value list)
    {
        Value copy = Track(null, place);
        AddElements(copy, list);
        return copy;
    }

    /// <summary>
    /// The list that <c>Select</c> or <c>ConvertAll</c> makes of objects that its lambda makes, one for each element. That there is none,
    /// nobody knows ever to happen.
    /// </summary>
    private Value? Selected(IInvocationOperation invocation)
    {
        if (invocation.TargetMethod is not { Name: "Select" or "ConvertAll", ContainingType.Name: "Enumerable" or "List" or "Array" } target
            || !CallKnowledge.IsPlatform(target)
            || invocation.Arguments.LastOrDefault()?.Value is not IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation lambda }
            || context.Symbols.Model(lambda.Symbol.ReturnType) is null
            || context.ResultOf(lambda, graph) is not { } result)
        {
            return null;
        }

        Value list = Track(null, invocation.Syntax);
        Value element = Import(invocation.Syntax, result, []);
        Question isAny = _body.NewQuestion(QuestionKind.IsTrue, []);
        isAny.Doubtful = false;
        AddElement(list.Single!.Id, element.Single!.Id, _conditions.Of(isAny.Number));
        return list;
    }
}
