using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ClientLifetime;

/// <summary>Knows the code that a server runs once for each request.</summary>
internal static class RequestHandlers
{
    public static bool Is(IOperation operation, ISymbol containingSymbol)
    {
        for (IOperation? function = operation.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            if (function is IAnonymousFunctionOperation lambda && (IsMapped(lambda) || TakesContext(lambda.Symbol)))
            {
                return true;
            }
        }

        return containingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } method
            ? IsAction(method) || TakesContext(method)
            : containingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } other && TakesContext(other);
    }

    /// <summary>A lambda handed to <c>app.MapGet</c> and its kin.</summary>
    private static bool IsMapped(IAnonymousFunctionOperation lambda)
    {
        IOperation? user = lambda.Parent;
        while (user is IConversionOperation or IDelegateCreationOperation)
        {
            user = user.Parent;
        }

        return user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: { } name, ContainingType: { } type } } }
            && name.StartsWith("Map", StringComparison.Ordinal)
            && IsAspNetCore(type);
    }

    /// <summary>A public method of a controller, a page, a hub or a middleware.</summary>
    private static bool IsAction(IMethodSymbol method)
    {
        if (method.DeclaredAccessibility != Accessibility.Public)
        {
            return false;
        }

        for (INamedTypeSymbol? type = method.ContainingType?.BaseType; type is not null; type = type.BaseType)
        {
            if (type.Name is "ControllerBase" or "PageModel" or "Hub" or "ViewComponent" && IsAspNetCore(type))
            {
                return true;
            }
        }

        return method.ContainingType?.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "ApiControllerAttribute" or "ControllerAttribute" } type && IsAspNetCore(type)) == true;
    }

    private static bool TakesContext(IMethodSymbol method) =>
        method.Parameters.Any(static parameter => parameter.Type is INamedTypeSymbol { Name: "HttpContext" or "HttpRequest" } type && IsAspNetCore(type));

    private static bool IsAspNetCore(INamedTypeSymbol type)
    {
        for (INamespaceSymbol? current = type.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (current is { Name: "AspNetCore", ContainingNamespace: { Name: "Microsoft", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }
}
