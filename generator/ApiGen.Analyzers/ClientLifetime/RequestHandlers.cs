using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ClientLifetime;

/// <summary>Knows the code that a server runs once for each request.</summary>
internal sealed class RequestHandlers(Compilation compilation)
{
    private static readonly string[] Mappings = ["Map", "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "MapFallback"];

    private readonly Lazy<HashSet<(string? Type, string Method)>> _mapped = new(() => MappedMethods(compilation));

    /// <summary>The function around an operation that a server runs once for each request; null when there is none.</summary>
    public IOperation? Around(IOperation operation, ISymbol containingSymbol)
    {
        for (IOperation? function = operation.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            if (function is IAnonymousFunctionOperation lambda && (IsMapped(lambda) || TakesContext(lambda.Symbol)))
            {
                return function;
            }

            if (function is ILocalFunctionOperation local && (TakesContext(local.Symbol) || IsMapped(local.Symbol)))
            {
                return function;
            }
        }

        return containingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && ((!method.IsStatic && IsAction(method)) || TakesContext(method) || IsMapped(method))
                ? operation.Root()
                : null;
    }

    /// <summary>A lambda handed to <c>app.MapGet</c> and its kin, but not one that sets up a branch.</summary>
    private static bool IsMapped(IAnonymousFunctionOperation lambda)
    {
        IOperation? user = lambda.Parent;
        while (user is IConversionOperation or IDelegateCreationOperation)
        {
            user = user.Parent;
        }

        return user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: { } name, ContainingType: { } type } } }
            && Mappings.Contains(name)
            && IsAspNetCore(type)
            && !SetsUp(lambda.Symbol);
    }

    /// <summary>A method whose name is handed to <c>app.MapGet</c> and its kin, somewhere in the project.</summary>
    private bool IsMapped(IMethodSymbol method) =>
        !SetsUp(method)
        && (_mapped.Value.Contains((method.ContainingType?.Name, method.Name))
            || (method.ContainingType is { Name: "Program" } && _mapped.Value.Contains((null, method.Name))));

    private static bool SetsUp(IMethodSymbol method) => method.Parameters.Any(static parameter => parameter.Type.Name is "IApplicationBuilder" or "IEndpointRouteBuilder" or "RouteGroupBuilder");

    /// <summary>
    /// The names that are handed over, found without their meaning: that of a whole project would take too long. A name by itself is
    /// looked for in the class around it.
    /// </summary>
    private static HashSet<(string? Type, string Method)> MappedMethods(Compilation compilation)
    {
        HashSet<(string?, string)> mapped = [];
        if (compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HttpContext") is null)
        {
            return mapped;
        }

        foreach (InvocationExpressionSyntax call in compilation.SyntaxTrees.SelectMany(static tree => tree.GetRoot().DescendantNodes()).OfType<InvocationExpressionSyntax>())
        {
            if (call is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }, ArgumentList.Arguments: { Count: >= 2 } arguments } || !Mappings.Contains(name))
            {
                continue;
            }

            foreach (ArgumentSyntax argument in arguments)
            {
                switch (argument.Expression)
                {
                    case IdentifierNameSyntax method:
                        mapped.Add((call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText, method.Identifier.ValueText));
                        break;
                    case MemberAccessExpressionSyntax { Expression: var type, Name.Identifier.ValueText: var method }:
                        mapped.Add(((type as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? (type as IdentifierNameSyntax)?.Identifier.ValueText, method));
                        break;
                }
            }
        }

        return mapped;
    }

    /// <summary>A public method of a controller, a page, a hub or a middleware.</summary>
    private static bool IsAction(IMethodSymbol method)
    {
        if (method.DeclaredAccessibility != Accessibility.Public || method.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "NonActionAttribute" } type && IsAspNetCore(type)))
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
