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

    private readonly List<ILocalReferenceOperation> _references = [];
    private readonly List<TextSpan> _scopes = [];
    private readonly bool _isAll;
    private readonly bool _hasJumps;

    /// <param name="body">The function's body.</param>
    /// <param name="method">The function.</param>
    public ThreadBoundCode(IOperation body, IMethodSymbol method)
    {
        bool mayHaveReferences = body.Syntax.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: var version } && (int)version >= CSharp13;
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
                    _isAll = true;
                    return;
                case ILocalReferenceOperation { Local: var local } reference when IsReference(local) && SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, method):
                    _references.Add(reference);
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
    }

    /// <summary>Whether an operation stands where such a thing is held, or used on the far side of it.</summary>
    public bool IsAround(IOperation operation)
    {
        SyntaxNode syntax = operation.Syntax;
        return _isAll
            || _scopes.Exists(scope => scope.Contains(syntax.Span))
            || (_references.Count > 0 && _references.Exists(reference => Outlives(reference, syntax, syntax.FirstAncestorOrSelf<StatementSyntax>() ?? syntax)));
    }

    private static bool IsReference(ILocalSymbol local) => local.RefKind != RefKind.None || local.Type.IsRefLikeType || local.Type.TypeKind == TypeKind.Pointer;

    private static bool Declares(IOperation resources) =>
        resources is IVariableDeclarationGroupOperation { Declarations: var declarations } && declarations.SelectMany(static declaration => declaration.Declarators).Any(static declarator => IsReference(declarator.Symbol));

    private static bool HasRefLikeEnumerator(IForEachLoopOperation loop) =>
        loop is { SemanticModel: { } model, Syntax: CommonForEachStatementSyntax syntax } && model.GetForEachStatementInfo(syntax).GetEnumeratorMethod?.ReturnType.IsRefLikeType == true;

    /// <summary>Whether a local is used again after an operation. Where code is jumped to, any use may come after any other.</summary>
    private bool Outlives(ILocalReferenceOperation reference, SyntaxNode blocking, SyntaxNode statement) =>
        reference.Local.DeclaringSyntaxReferences is [{ Span.End: var declaredAt }, ..]
        && declaredAt <= blocking.Span.End
        && !blocking.Span.Contains(reference.Syntax.Span)
        && (_hasJumps || reference.Syntax.SpanStart >= statement.SpanStart || IsRepeated(blocking, reference.Syntax, declaredAt));

    /// <summary>Whether a loop that does not declare a variable brings its use around again. What the head of a <c>for</c> declares lives from one round to the next.</summary>
    private static bool IsRepeated(SyntaxNode blocking, SyntaxNode use, int declaredAt) =>
        blocking.Ancestors().Any(ancestor => ancestor.Span.Contains(use.Span) && ancestor switch
        {
            ForStatementSyntax { Statement: var body } => body.SpanStart >= declaredAt,
            WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax => ancestor.SpanStart >= declaredAt,
            _ => false,
        });

    private static bool IsWritten(IPropertyReferenceOperation property) =>
        property is { Parent: IAssignmentOperation { Target: var target }, Instance: not IInstanceReferenceOperation } && target == property;
}
