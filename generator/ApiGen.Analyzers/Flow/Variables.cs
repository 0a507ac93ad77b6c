using System.Runtime.CompilerServices;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>Tells, from one walk of a body, which variables can be followed and which a nested function may change at any time.</summary>
internal sealed class Variables
{
    private static readonly HashSet<ISymbol> None = new(SymbolEqualityComparer.Default);

    private readonly HashSet<ISymbol> _captured = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _assigned = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _aliased = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _inLocalFunctions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, HashSet<ISymbol>> _captures = [];
    private readonly Dictionary<SyntaxNode, IOperation> _functions = [];

    /// <param name="bodies">The body, with the initialisers that belong to it.</param>
    public Variables(IEnumerable<IOperation> bodies)
    {
        foreach (IOperation operation in bodies.SelectMany(static body => body.DescendantsAndSelf()))
        {
            switch (operation.Kind)
            {
                case OperationKind.LocalReference:
                case OperationKind.ParameterReference:
                    Use(operation, Of(operation)!);
                    break;
                case OperationKind.SimpleAssignment when operation is ISimpleAssignmentOperation { IsRef: true } alias:
                    Add(_aliased, alias.Target);
                    Add(_aliased, alias.Value);
                    break;
                case OperationKind.SimpleAssignment:
                case OperationKind.CompoundAssignment:
                case OperationKind.CoalesceAssignment:
                    AddAssigned(((IAssignmentOperation)operation).Target);
                    break;
                case OperationKind.DeconstructionAssignment:
                    AddAssigned(((IDeconstructionAssignmentOperation)operation).Target);
                    break;
                case OperationKind.Increment:
                case OperationKind.Decrement:
                    AddAssigned(((IIncrementOrDecrementOperation)operation).Target);
                    break;
                case OperationKind.Argument when operation is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                    AddAssigned(argument.Value);
                    break;
                case OperationKind.VariableInitializer when operation is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } declarator } initializer:
                    _aliased.Add(declarator.Symbol);
                    Add(_aliased, initializer.Value);
                    break;
                case OperationKind.AnonymousFunction:
                case OperationKind.LocalFunction:
                    _functions[operation.Syntax] = operation;
                    break;
                case OperationKind.AddressOf:
                    Add(_aliased, ((IAddressOfOperation)operation).Reference);
                    break;
            }
        }
    }

    /// <summary>The variable that an operation names; null when it names none.</summary>
    public static ISymbol? Of(IOperation operation) => operation.WithoutConversions() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation declaration => Of(declaration.Expression),
        _ => null,
    };

    /// <summary>Whether all that happens to a variable is seen where it happens. A primary constructor's parameter is as good as a field.</summary>
    public bool CanFollow(ISymbol variable) =>
        !_aliased.Contains(variable)
        && !(_captured.Contains(variable) && _assigned.Contains(variable))
        && variable is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
        && variable is not IParameterSymbol { RefKind: RefKind.Ref or RefKind.Out }
        && variable is not ILocalSymbol { IsRef: true };

    /// <summary>Whether a local function, which may be called at any time, uses a variable of the function around it.</summary>
    public bool IsInLocalFunction(ISymbol variable) => _inLocalFunctions.Contains(variable);

    /// <summary>A lambda or a local function, by its source; null when the body holds none there.</summary>
    public IOperation? FunctionAt(SyntaxNode syntax) => _functions.TryGetValue(syntax, out IOperation function) ? function : null;

    /// <summary>The variables of the functions around it that a lambda or a local function uses.</summary>
    public HashSet<ISymbol> CapturedBy(SyntaxNode function) => _captures.TryGetValue(function, out HashSet<ISymbol> captured) ? captured : None;

    private void AddAssigned(IOperation target)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (target)
        {
            case IDeclarationExpressionOperation:
                break;
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                {
                    AddAssigned(element);
                }

                break;
            default:
                Add(_assigned, target);
                break;
        }
    }

    private static void Add(HashSet<ISymbol> set, IOperation operation)
    {
        if (Of(operation) is { } variable)
        {
            set.Add(variable);
        }
    }

    private void Use(IOperation use, ISymbol variable)
    {
        for (IOperation? function = use.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            IMethodSymbol? symbol = (function as IAnonymousFunctionOperation)?.Symbol ?? (function as ILocalFunctionOperation)?.Symbol;
            if (SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, symbol))
            {
                return;
            }

            _captured.Add(variable);
            if (function is ILocalFunctionOperation)
            {
                _inLocalFunctions.Add(variable);
            }

            if (!_captures.TryGetValue(function.Syntax, out HashSet<ISymbol> captured))
            {
                _captures[function.Syntax] = captured = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
            }

            captured.Add(variable);
        }
    }
}
