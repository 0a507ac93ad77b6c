using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Analyzers.Symbols;

/// <summary>Where a body declares and uses its variables, found in one walk: a body may have a great many calls that ask.</summary>
internal sealed class VariableUses
{
    private static readonly List<IOperation> None = [];

    /// <summary>Those of the bodies that are being looked at.</summary>
    private static readonly ConditionalWeakTable<IOperation, VariableUses> Known = new();

    private readonly Dictionary<ISymbol, IVariableDeclaratorOperation> _declarators = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> _uses = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _asked = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation[]> _ordered = new(SymbolEqualityComparer.Default);

    /// <param name="roots">The body, or the bodies of one member.</param>
    public VariableUses(params IEnumerable<IOperation> roots)
    {
        foreach (IOperation operation in roots.SelectMany(static root => root.WithParts()))
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
                case OperationKind.IsPattern:
                    AddAsked(((IIsPatternOperation)operation).Value);
                    break;
                case OperationKind.Binary when operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                    AddAsked(comparison.LeftOperand);
                    AddAsked(comparison.RightOperand);
                    break;
                case OperationKind.PropertyReference when operation is IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } instance }:
                    AddAsked(instance);
                    break;
            }
        }
    }

    /// <summary>The variables of the body that an operation is in.</summary>
    public static VariableUses Around(IOperation operation) => Known.GetValue(operation.Root(), static root => new VariableUses(root));

    /// <summary>Where a local is declared; null when a pattern or an out argument declares it.</summary>
    public IVariableDeclaratorOperation? Declarator(ILocalSymbol local) => _declarators.TryGetValue(local, out IVariableDeclaratorOperation found) ? found : null;

    /// <summary>The value that a local is given where it is declared; null when there is none.</summary>
    public IOperation? DeclaredValue(ILocalSymbol local) => Declarator(local)?.GetVariableInitializer()?.Value.WithoutConversions();

    /// <summary>Whether somebody asks what a variable is, so that the way to a use may say that it is null.</summary>
    public bool IsAsked(ISymbol variable) => _asked.Contains(variable);

    /// <summary>The references to a variable.</summary>
    public List<IOperation> Of(ISymbol variable) => _uses.TryGetValue(variable, out List<IOperation> uses) ? uses : None;

    /// <summary>The references to a variable in a part of the source, without looking at all the others.</summary>
    public IEnumerable<IOperation> Within(ISymbol variable, TextSpan span)
    {
        if (!_ordered.TryGetValue(variable, out IOperation[] ordered))
        {
            _ordered[variable] = ordered = [.. Of(variable).Counted().OrderBy(static use => use.Syntax.SpanStart)];
        }

        int first = 0;
        for (int end = ordered.Length; first < end;)
        {
            int middle = (first + end) / 2;
            (first, end) = ordered[middle].Syntax.SpanStart < span.Start ? (middle + 1, end) : (first, middle);
        }

        List<IOperation> within = [];
        for (int index = first; index < ordered.Length && ordered[index].Syntax.Span.End <= span.End; index++)
        {
            within.Add(ordered[index]);
        }

        return within.Counted();
    }

    private void AddAsked(IOperation value)
    {
        switch (value.WithoutConversions())
        {
            case ILocalReferenceOperation local:
                _asked.Add(local.Local);
                break;
            case IParameterReferenceOperation parameter:
                _asked.Add(parameter.Parameter);
                break;
        }
    }

    private void Add(ISymbol variable, IOperation use)
    {
        if (!_uses.TryGetValue(variable, out List<IOperation> uses))
        {
            _uses[variable] = uses = [];
        }

        uses.Add(use);
    }
}
