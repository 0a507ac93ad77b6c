using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Symbols;

/// <summary>Where a body declares and uses its variables, found in one walk: a body may have a great many calls that ask.</summary>
internal sealed class VariableUses
{
    private static readonly List<IOperation> None = [];

    private readonly Dictionary<ISymbol, IVariableDeclaratorOperation> _declarators = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> _uses = new(SymbolEqualityComparer.Default);

    /// <param name="roots">The body, or the bodies of one member.</param>
    public VariableUses(params IEnumerable<IOperation> roots)
    {
        foreach (IOperation operation in roots.SelectMany(static root => root.DescendantsAndSelf()))
        {
            switch (operation.Kind)
            {
                case OperationKind.VariableDeclarator:
                    var declarator = (IVariableDeclaratorOperation)operation;
                    _declarators[declarator.Symbol] = declarator;
                    break;
                case OperationKind.LocalReference:
                    Add(((ILocalReferenceOperation)operation).Local, operation);
                    break;
                case OperationKind.ParameterReference:
                    Add(((IParameterReferenceOperation)operation).Parameter, operation);
                    break;
            }
        }
    }

    /// <summary>Where a local is declared; null when a pattern or an out argument declares it.</summary>
    public IVariableDeclaratorOperation? Declarator(ILocalSymbol local) => _declarators.TryGetValue(local, out IVariableDeclaratorOperation found) ? found : null;

    /// <summary>The value that a local is given where it is declared; null when there is none.</summary>
    public IOperation? DeclaredValue(ILocalSymbol local) => Declarator(local)?.GetVariableInitializer()?.Value.WithoutConversions();

    /// <summary>The references to a variable.</summary>
    public List<IOperation> Of(ISymbol variable) => _uses.TryGetValue(variable, out List<IOperation> uses) ? uses : None;

    private void Add(ISymbol variable, IOperation use)
    {
        if (!_uses.TryGetValue(variable, out List<IOperation> uses))
        {
            _uses[variable] = uses = [];
        }

        uses.Add(use);
    }
}
