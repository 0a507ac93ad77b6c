using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>Finds the token that a call could be given.</summary>
internal static class TokenScope
{
    /// <summary>Methods that keep what they are given to run it later, when the token around them is of no more use.</summary>
    private static readonly string[] Keepers = ["Register", "UnsafeRegister", "Subscribe", "OnChange", "OnStarted", "OnCompleted", "OnStarting", "On", "QueueBackgroundWorkItem", "AddHandler"];

    /// <summary>The token in scope at a call; null when there is none, or it is not meant for what is done there.</summary>
    public static ISymbol? TokenAt(IInvocationOperation call, ISymbol owner, TokenUses uses, ApiSymbols symbols)
    {
        bool startsHost = owner is IMethodSymbol { Name: "StartAsync" or "StartingAsync" or "StartedAsync" } start && start.Parameters.Length == 1;
        for (IOperation? function = call.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            IMethodSymbol symbol = function is IAnonymousFunctionOperation lambda ? lambda.Symbol : ((ILocalFunctionOperation)function).Symbol;
            if (TokenOf(symbol, call, uses, symbols) is { } token)
            {
                return token;
            }

            // The token of a host's start is of no more use once it has started, and whoever calls the parameter `_` wants none.
            if (symbol.Parameters.Any(parameter => symbols.IsToken(parameter.Type)) || symbol.IsStatic || startsHost || IsKept(function, symbol, uses))
            {
                return null;
            }
        }

        return owner is IMethodSymbol method ? TokenOf(method, call, uses, symbols) : null;
    }

    /// <summary>The node in which what a node declares is known.</summary>
    public static SyntaxNode BlockAround(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(static ancestor => ancestor is BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax or ForStatementSyntax or UsingStatementSyntax) ?? node;

    /// <summary>The node in which a variable surely has what it is given somewhere: the block, or the one statement of a branch.</summary>
    public static SyntaxNode ReachOf(SyntaxNode assignment) =>
        assignment.FirstAncestorOrSelf<StatementSyntax>() is { } statement
            ? statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax ? BlockAround(statement.Parent) : statement
            : BlockAround(assignment);

    /// <summary>Whether a name means a variable where a call stands: another one may hide it.</summary>
    public static bool IsKnownAt(IOperation call, ISymbol variable) =>
        call.SemanticModel?.LookupSymbols(call.Syntax.SpanStart, name: variable.Name).Any(symbol => SymbolEqualityComparer.Default.Equals(symbol, variable)) != false;

    /// <summary>The local that held a token last, or else the parameter.</summary>
    private static ISymbol? TokenOf(IMethodSymbol method, IOperation call, TokenUses uses, ApiSymbols symbols)
    {
        if (uses.TokenAt(call.Syntax, method) is { } local)
        {
            return local;
        }

        return method.Parameters.FirstOrDefault(parameter => symbols.IsToken(parameter.Type) && parameter.RefKind == RefKind.None && parameter.Name.Trim('_').Length > 0 && !uses.IsDropped(parameter, 0, call.Syntax));
    }

    /// <summary>Whether a lambda, or a local function, is kept by somebody who runs it later.</summary>
    private static bool IsKept(IOperation function, IMethodSymbol symbol, TokenUses uses) =>
        function is IAnonymousFunctionOperation ? OutlivesItsMaker(function, uses) : uses.References(symbol).Any(use => use is IDelegateCreationOperation && OutlivesItsMaker(use, uses));

    /// <summary>Whether a delegate is kept: an event's handler, a timer's, a route's, one in a field or an object, or one that is returned.</summary>
    private static bool OutlivesItsMaker(IOperation function, TokenUses uses)
    {
        Stack<IOperation> rest = new([function]);
        HashSet<ISymbol> followed = new(SymbolEqualityComparer.Default);
        while (rest.Count > 0)
        {
            IOperation? user = rest.Pop().Parent;
            while (user is IConversionOperation or IDelegateCreationOperation)
            {
                user = user.Parent;
            }

            if (user is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
            {
                foreach (IOperation use in followed.Add(local) ? uses.References(local) : [])
                {
                    rest.Push(use);
                }
            }
            else if (Keeps(user))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what is done with a delegate keeps it.</summary>
    private static bool Keeps(IOperation? user) => user switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } call } => Keepers.Contains(method.Name) || SetsUp(method.ReducedFrom ?? method) || IsStored(call) || (!RunsAtOnce(method) && IsLeftAlone(call)),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation } => false,
        IArrayInitializerOperation or IInvocationOperation or IConditionalAccessOperation => false,
        _ => true,
    };

    /// <summary>Whether what a call makes is kept for others: <c>GetOrAdd</c> of a dictionary in a field.</summary>
    private static bool IsStored(IInvocationOperation call) =>
        call is { TargetMethod.Name: "GetOrAdd" or "AddOrUpdate", Instance: IFieldReferenceOperation or IPropertyReferenceOperation };

    /// <summary>Whether nobody uses what a call gives back, nor what the object gives back that it was told of: it keeps what it was given, so far as can be seen.</summary>
    private static bool IsLeftAlone(IInvocationOperation call)
    {
        if (call is { TargetMethod.Name: "Add" or "Insert" or "Enqueue" or "Push" or "TryAdd", Instance: ILocalReferenceOperation })
        {
            // A list of the method's own.
            return false;
        }

        IOperation? user = call.User();
        while (user is IConditionalAccessOperation || (user is IInvocationOperation { Instance: { } receiver } && receiver.WithoutConversions() == call && IsFluent(call.TargetMethod)))
        {
            call = user as IInvocationOperation ?? call;
            user = user.User();
        }

        return user is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };
    }

    private static bool IsFluent(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType);

    /// <summary>Whether a method of a library runs what it is given before it returns.</summary>
    private static bool RunsAtOnce(IMethodSymbol method) =>
        method.ContainingType.Name == "Parallel" || (method.Name is "ForEach" or "Invoke" or "Send" && method.DeclaringSyntaxReferences.IsEmpty);

    /// <summary>Whether a method sets something up that runs later what it is given: routes, middleware, services. It is one of a builder, or for one.</summary>
    private static bool SetsUp(IMethodSymbol method) =>
        method.ContainingType.Name == "ServiceDescriptor"
        || ((method.IsStatic ? method.Parameters.FirstOrDefault()?.Type : method.ContainingType) is { } type && type.AllInterfaces.Prepend(type).Any(static one => one.Name == "IServiceCollection" || one.Name.EndsWith("Builder", StringComparison.Ordinal)));
}
