using System.Runtime.CompilerServices;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>Tells of a method from its statements alone that it always ends in an exception, or in the end of the program.</summary>
/// <param name="neverReturns">Tells whether a method that it calls never comes back.</param>
internal sealed class Ending(Func<IMethodSymbol, bool> neverReturns)
{
    public bool NeverEnds(IOperation body)
    {
        foreach (IOperation operation in body.WithParts())
        {
            if (operation is IReturnOperation returned and not { IsImplicit: true, ReturnedValue: null } && returned.IsOf(body) && !IsEnd(returned.ReturnedValue))
            {
                return false;
            }
        }

        return IsEnd(body);
    }

    /// <summary>Whether nothing is run after an operation.</summary>
    public bool IsEnd(IOperation? operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (operation)
        {
            case IMethodBodyOperation method:
                return IsEnd(method.BlockBody) || IsEnd(method.ExpressionBody);
            case IAnonymousFunctionOperation lambda:
                return IsEnd(lambda.Body);
            case ILocalFunctionOperation local:
                return IsEnd(local.Body);
            case IBlockOperation block:
                return block.Operations.Any(IsEnd);
            case IThrowOperation:
                return true;
            case IReturnOperation { ReturnedValue: { } value }:
                return IsEnd(value);
            case IExpressionStatementOperation statement:
                return IsEnd(statement.Operation);
            case IConversionOperation conversion:
                return IsEnd(conversion.Operand);
            case IAwaitOperation await:
                return IsEnd(await.Operation);
            case IInvocationOperation call:
                return neverReturns(call.TargetMethod);
            case IConditionalOperation { WhenFalse: not null } choice:
                return IsEnd(choice.WhenTrue) && IsEnd(choice.WhenFalse);
            case IUsingOperation @using:
                return IsEnd(@using.Body);
            case ILockOperation @lock:
                return IsEnd(@lock.Body);
            default:
                return false;
        }
    }
}
