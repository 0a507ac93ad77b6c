using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.CodeFixes;

/// <summary>
/// Follows an object from where it is made to the calls that send it: through variables, other objects of the client, lists, and the methods that give it
/// back. Whoever else gets it may do anything with it, and then nothing is said.
/// </summary>
/// <param name="edit">The document in which the object is made.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class ObjectUses(DocumentEdit edit, CancellationToken cancellation)
{
    /// <summary>How many uses are looked at; beyond, anything is possible.</summary>
    private const int Most = 1_000;

    private readonly Stack<(IOperation? Value, Member In)> _rest = new();
    private readonly HashSet<SyntaxNode> _members = [];
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);
    private bool _isHandled;

    /// <summary>The members of the solution that have the object, from its making on.</summary>
    public IEnumerable<SyntaxNode> Members => _members;

    /// <summary>Whether somebody's own class may stand in for the client of a call: what it does with a request is not looked at.</summary>
    public bool HasOwnClient { get; private set; }

    private Solution Solution => edit.Document.Project.Solution;

    /// <summary>Whether nothing is done with an object but to fill and send it, and nobody has seen to its being refused.</summary>
    /// <param name="creation">Where the object is made.</param>
    public async Task<bool> AreKnownAsync(BaseObjectCreationExpressionSyntax creation)
    {
        Push(creation, edit.Model);
        for (int count = 0; _rest.Count > 0; count++)
        {
            (IOperation? found, Member member) = _rest.Pop();
            if (found is null || count > Most || _isHandled || RefusalHandlers.Contain(found.Syntax, member.Model, cancellation))
            {
                return false;
            }

            IOperation value = found;
            while (value.Parent is IConversionOperation { OperatorMethod: null } conversion)
            {
                value = conversion;
            }

            if (!await IsKnownAsync(value, member).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> IsKnownAsync(IOperation value, Member member)
    {
        switch (value.Parent)
        {
            case IExpressionStatementOperation or INameOfOperation:
            case ISimpleAssignmentOperation assignment when assignment.Target == value:
            case IPropertyReferenceOperation { Type: { IsValueType: true } or { SpecialType: SpecialType.System_String }, Property: var read } when OwnClients.IsOfSpec(read) || IsOfList(read):
                return true;
            case IArgumentOperation { Parent: IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation } element }:
                return Go(element.Parent);
            case IArgumentOperation { Parent: IInvocationOperation call } when OwnClients.IsOfSpec(call.TargetMethod):
                HasOwnClient |= await OwnClients.MayBeCalledAsync(call, Solution, cancellation).ConfigureAwait(false);
                return true;
            case IArgumentOperation { Parent: IInvocationOperation call } when IsOfList(call.TargetMethod) && !RunsFunction(call):
                return Go(call) && (call.Instance is null || Into(call.Instance, member));
            case IInvocationOperation call when call.Instance == value && IsOfList(call.TargetMethod) && !RunsFunction(call):
                return Go(call);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var declared } }:
                return Keep(declared, member);
            case ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation } part:
                return Go(part.Parent);
            case ISimpleAssignmentOperation { Target: IDiscardOperation } assignment:
                return Go(assignment);
            case ISimpleAssignmentOperation assignment:
                return Go(assignment) && Into(assignment.Target, member);
            case IPropertyReferenceOperation { Property: var part } holder when OwnClients.IsOfSpec(part) || IsOfList(part):
                return Go(holder);
            case IConditionalOperation choice when choice.Condition != value:
                return Go(choice);
            case IConditionalAccessOperation access when access.WhenNotNull == value:
                return Go(access);
            case IArrayInitializerOperation or IArrayCreationOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation or IAwaitOperation
                or IObjectOrCollectionInitializerOperation or IMemberInitializerOperation or IObjectCreationOperation or { Syntax: CollectionExpressionSyntax }:
                return Go(value.Parent);
            case IReturnOperation { Kind: OperationKind.Return }:
                return await ReturnAsync(value, member).ConfigureAwait(false);
            default:
                // What is void, or a number, is nothing to follow.
                return value is IInvocationOperation { Type: null or { IsValueType: true } or { SpecialType: SpecialType.System_Void } };
        }

        bool Go(IOperation? further)
        {
            _rest.Push((further, member));
            return true;
        }
    }

    /// <summary>Goes on with those who get what a function gives back: what a lambda makes for a list, and the uses of a method or a property.</summary>
    private async Task<bool> ReturnAsync(IOperation value, Member member)
    {
        for (IOperation? around = value.Parent; around is not null; around = around.Parent)
        {
            switch (around)
            {
                case IAnonymousFunctionOperation { Parent.Parent: IArgumentOperation { Parent: IInvocationOperation maker } } when IsOfList(maker.TargetMethod):
                    _rest.Push((maker, member));
                    return true;
                case IAnonymousFunctionOperation:
                    return false;
                case ILocalFunctionOperation { Symbol: var local }:
                    return Keep(local, member);
            }
        }

        ISymbol? symbol = member.Syntax is MemberDeclarationSyntax ? member.Model.GetDeclaredSymbol(member.Syntax, cancellation) : null;
        if (symbol is not (IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol { IsIndexer: false }) || symbol.IsVirtual || symbol.IsOverride || symbol.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers(symbol.Name)).Any())
        {
            return false;
        }

        foreach ((SyntaxNode name, Document document) in _followed.Add(symbol) ? await NamedPlaces.OfAsync(symbol, Solution, cancellation).ConfigureAwait(false) : [])
        {
            if ((document.Id == edit.Document.Id ? edit.Model : await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false)) is not { } model || model.SyntaxTree != name.SyntaxTree)
            {
                return false;
            }

            Push(Use(name), model);
        }

        return true;
    }

    /// <summary>Goes on with what a value is put into: a variable, or an object that one holds.</summary>
    private bool Into(IOperation target, Member member)
    {
        IOperation? whole = target;
        while (whole is IPropertyReferenceOperation or IArrayElementReferenceOperation or IConversionOperation)
        {
            whole = whole switch
            {
                IPropertyReferenceOperation { Property: var part } holder when OwnClients.IsOfSpec(part) || IsOfList(part) => holder.Instance,
                IArrayElementReferenceOperation element => element.ArrayReference,
                IConversionOperation conversion => conversion.Operand,
                _ => null,
            };
        }

        return whole is ILocalReferenceOperation { Local: var local } && Keep(local, member);
    }

    private bool Keep(ISymbol variable, Member member)
    {
        foreach (SimpleNameSyntax name in _followed.Add(variable) ? member.Syntax.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == variable.Name) : [])
        {
            if (SymbolEqualityComparer.Default.Equals(member.Model.GetSymbolInfo(name, cancellation).Symbol, variable))
            {
                _rest.Push((member.Model.GetOperation(Use(name), cancellation), member));
            }
        }

        return true;
    }

    private void Push(SyntaxNode use, SemanticModel model)
    {
        SyntaxNode member = use.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } found and not GlobalStatementSyntax ? found : model.SyntaxTree.GetRoot(cancellation);
        _isHandled |= _members.Add(member) && RefusalHandlers.WaitIn(member, model, cancellation);
        _rest.Push((model.GetOperation(use, cancellation), new Member(member, model)));
    }

    /// <summary>The expression that a name stands in for: with what is before it, and called.</summary>
    private static SyntaxNode Use(SyntaxNode name)
    {
        SyntaxNode use = name;
        while ((use.Parent is MemberAccessExpressionSyntax access && access.Name == use) || use.Parent is MemberBindingExpressionSyntax || (use.Parent is InvocationExpressionSyntax call && call.Expression == use))
        {
            use = use.Parent!;
        }

        return use;
    }

    /// <summary>Whether a member is one of the platform's for lists and sequences.</summary>
    private static bool IsOfList(ISymbol member) => member.DeclaringSyntaxReferences.IsEmpty && member.ContainingNamespace.ToDisplayString() is "System.Collections.Generic" or "System.Linq";

    private static bool RunsFunction(IInvocationOperation call) => call.Arguments.Any(static argument => argument.Value.Type?.TypeKind == TypeKind.Delegate);

    /// <summary>A member, and the meaning of its document.</summary>
    private sealed record Member(SyntaxNode Syntax, SemanticModel Model);
}
