using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Analyzers.Blocking;

/// <summary>What of a function does not outlive an <c>await</c>: spans and references to variables, and what belongs to a thread.</summary>
internal sealed class ThreadBoundCode
{
    /// <summary>From this version on, asynchronous functions may have locals of ref-like types.</summary>
    private const int CSharp13 = 1300;

    private readonly List<TextSpan> _scopes = [];
    private readonly bool _isAll;
    private readonly bool _hasJumps;

    /// <summary>Where references are used, in the order of the source.</summary>
    private readonly int[] _uses = [];

    /// <summary>In the order of their declarations, where the references declared up to there are used last.</summary>
    private readonly List<(int DeclaredAt, int LastUse)> _lives = [];

    /// <summary>Where a loop uses first what is declared before it, so that the next round uses it again.</summary>
    private readonly Dictionary<SyntaxNode, int> _repeated = [];

    /// <param name="body">The function's body.</param>
    /// <param name="method">The function.</param>
    public ThreadBoundCode(IOperation body, IMethodSymbol method)
    {
        bool mayHaveReferences = body.Syntax.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: var version } && (int)version >= CSharp13;
        List<ILocalReferenceOperation> references = [];
        Stack<IOperation> rest = new([body]);
        while (rest.Count > 0)
        {
            IOperation operation = rest.Pop();
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: var declared } when IsReference(declared) && !mayHaveReferences:
                case IInvocationOperation { TargetMethod: var called } call when ThreadMembers.IsLock(called, call.Instance?.WithoutConversions().Type) || ThreadMembers.Belongs(called, isWritten: false):
                case IFieldReferenceOperation { Field: var field } when ThreadMembers.Belongs(field, isWritten: false):
                case IPropertyReferenceOperation { Property: var set } property when ThreadMembers.Belongs(set, IsWritten(property)):
                case IObjectCreationOperation { Constructor: { } made } when ThreadMembers.Belongs(made, isWritten: false):
                case { } unknown when unknown.IsUnresolved():
                    _isAll = true;
                    return;
                case ILocalReferenceOperation { Local: var local } reference when IsReference(local) && SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, method):
                    references.Add(reference);
                    break;

                case IBranchOperation { BranchKind: BranchKind.GoTo }:
                    _hasJumps = true;
                    break;

                // `using (_lock.EnterScope())` and `foreach` over a span hold one without a name; what `using` declares is named once, and disposed of at the end.
                case IUsingOperation { Resources: { } resources, Body: { } inner } when resources.WithoutConversions().Type?.IsRefLikeType == true || Declares(resources):
                    _scopes.Add(inner.Syntax.Span);
                    break;
                case IUsingDeclarationOperation { DeclarationGroup: var group, Parent: { } scope } when Declares(group):
                    _scopes.Add(TextSpan.FromBounds(operation.Syntax.Span.End, scope.Syntax.Span.End));
                    break;
                case IForEachLoopOperation { Body: { } inner } loop when loop.Collection.WithoutConversions().Type?.IsRefLikeType == true || HasRefLikeEnumerator(loop):
                    _scopes.Add(inner.Syntax.Span);
                    break;
            }

            foreach (IOperation child in operation.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    rest.Push(child);
                }
            }
        }

        _uses = [.. references.Counted().Select(static reference => reference.Syntax.SpanStart).OrderBy(static position => position)];
        int last = 0;
        foreach (IGrouping<int, ILocalReferenceOperation> ofOne in references.GroupBy(static reference => DeclaredAt(reference.Local)).OrderBy(static ofOne => ofOne.Key))
        {
            last = Math.Max(last, ofOne.Max(static reference => reference.Syntax.SpanStart));
            _lives.Add((ofOne.Key, last));
            foreach ((SyntaxNode loop, int use) in ofOne.SelectMany(reference => reference.Syntax.Ancestors().Counted().Where(loop => IsRepeating(loop, ofOne.Key)).Select(loop => (loop, reference.Syntax.SpanStart))))
            {
                _repeated[loop] = Math.Min(use, _repeated.TryGetValue(loop, out int known) ? known : int.MaxValue);
            }
        }
    }

    /// <summary>Whether an operation stands where such a thing is held, or used on the far side of it.</summary>
    public bool IsAround(IOperation operation)
    {
        SyntaxNode syntax = operation.Syntax;
        return _isAll
            || _scopes.Exists(scope => scope.Contains(syntax.Span))
            || (_uses.Length > 0 && IsUsedBeyond(syntax));
    }

    /// <summary>
    /// Whether a local that is there already is used again after an operation: later in the source, for the same statement, or by the next round
    /// of a loop. Where code is jumped to, any use may come after any other.
    /// </summary>
    private bool IsUsedBeyond(SyntaxNode blocking)
    {
        int since = _hasJumps ? 0 : (blocking.FirstAncestorOrSelf<StatementSyntax>() ?? blocking).SpanStart;
        int first = Array.BinarySearch(_uses, since);
        first = first < 0 ? ~first : first;
        int declared = _lives.BinarySearch((blocking.Span.End, int.MaxValue));
        declared = declared < 0 ? ~declared : declared;
        return (first < _uses.Length && _uses[first] < blocking.SpanStart)
            || (declared > 0 && _lives[declared - 1].LastUse >= blocking.Span.End)
            || blocking.Ancestors().Counted().Any(loop => _repeated.TryGetValue(loop, out int use) && use < blocking.SpanStart);
    }

    private static int DeclaredAt(ILocalSymbol local) => local.DeclaringSyntaxReferences is [{ Span.End: var end }, ..] ? end : int.MaxValue;

    private static bool IsReference(ILocalSymbol local) => local.RefKind != RefKind.None || local.Type.IsRefLikeType || local.Type.TypeKind == TypeKind.Pointer;

    private static bool Declares(IOperation resources) =>
        resources is IVariableDeclarationGroupOperation { Declarations: var declarations } && declarations.SelectMany(static declaration => declaration.Declarators).Any(static declarator => IsReference(declarator.Symbol));

    private static bool HasRefLikeEnumerator(IForEachLoopOperation loop) =>
        loop is { SemanticModel: { } model, Syntax: CommonForEachStatementSyntax syntax } && model.GetForEachStatementInfo(syntax).GetEnumeratorMethod?.ReturnType.IsRefLikeType == true;

    /// <summary>Whether a loop does not declare a variable, and so brings its uses around again. What the head of a <c>for</c> declares lives from one round to the next.</summary>
    private static bool IsRepeating(SyntaxNode node, int declaredAt) => node switch
    {
        ForStatementSyntax { Statement: var body } => body.SpanStart >= declaredAt,
        WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax => node.SpanStart >= declaredAt,
        _ => false,
    };

    private static bool IsWritten(IPropertyReferenceOperation property) =>
        property is { Parent: IAssignmentOperation { Target: var target }, Instance: not IInstanceReferenceOperation } && target == property;
}
