using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.RequiredMembers;

/// <summary>What can be said of a body whose paths are too many to follow: of requests that are made right in the call.</summary>
internal static class PlainReports
{
    public static IEnumerable<Diagnostic> In(IEnumerable<IOperation> bodies, ApiSymbols symbols, HashSet<SyntaxNode> quoted)
    {
        foreach (IInvocationOperation call in bodies.SelectMany(static body => body.WithParts()).OfType<IInvocationOperation>())
        {
            if (symbols.Method(call.TargetMethod) is not { IsAction: true } method || Flow.SetUps.Contains(call) || Flow.ExpectedRefusals.Contains(call.Syntax) || IsQuoted(call, quoted))
            {
                continue;
            }

            foreach (IArgumentOperation argument in call.Arguments)
            {
                if (argument.Value.WithoutConversions() is IObjectCreationOperation creation && symbols.Model(creation.Type) is { } model && ApiModel.StartsEmpty(creation.Constructor))
                {
                    List<string> names = Missing(creation, model, method.Provided);
                    if (names.Count > 0)
                    {
                        yield return RequestReport.Create(CreationLocation.Of(creation.Syntax), creation.Syntax, model.Type.Name, method.Method.Name, names, always: true);
                    }
                }
            }
        }
    }

    private static List<string> Missing(IObjectCreationOperation creation, ApiModel model, ImmutableArray<string> provided)
    {
        HashSet<string> given = [.. provided];
        foreach (IOperation member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is IAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name }, Value: { } value })
            {
                bool isNull = value.WithoutConversions() is IDefaultValueOperation { IsImplicit: false, Type: { } type } ? Flow.Interpreter.CanBeNull(type) : value.WithoutConversions().ConstantValue is { HasValue: true, Value: null };
                _ = isNull ? given.Remove(name) : given.Add(name);
            }
        }

        return [.. model.Required.Select(static property => property.Name).Where(name => !given.Contains(name))];
    }

    private static bool IsQuoted(IOperation operation, HashSet<SyntaxNode> quoted)
    {
        for (IOperation? function = operation.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            if (quoted.Contains(function.Syntax) || Flow.SetUps.TakesFunction(function))
            {
                return true;
            }
        }

        return false;
    }
}
