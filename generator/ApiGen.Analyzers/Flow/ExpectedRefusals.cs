using System.Runtime.CompilerServices;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Analyzers.Flow;

/// <summary>
/// Tells the calls that are made to see them refused: where the source names the exception of a refused request as what it expects, the
/// request lacks something on purpose. The expression that names it, the variables that stand in it, and the block of a <c>try</c> whose
/// handler names it are meant. The syntax is asked, so that any test library is understood.
/// </summary>
public static class ExpectedRefusals
{
    private const string Refusal = "RequestValidationException";

    /// <summary>Its base, which says as much where it is the type that a call has to throw.</summary>
    private const string Wider = "ArgumentException";

    private static readonly ConditionalWeakTable<SyntaxNode, TextSpan[]> Known = new();

    /// <summary>Whether a piece of code is there to be refused.</summary>
    /// <param name="code">The code.</param>
    public static bool Contains(SyntaxNode code) =>
        MemberAround(code) is { } member && IsWithin(code.Span, Known.GetValue(member, Find));

    private static bool IsWithin(TextSpan code, TextSpan[] expected)
    {
        // In the order of the source: the last that begins no later than the code.
        int after = ~Array.BinarySearch(expected, TextSpan.FromBounds(code.Start, int.MaxValue));
        return after > 0 && expected[after - 1].Contains(code);
    }

    private static SyntaxNode? MemberAround(SyntaxNode code) => code.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        GlobalStatementSyntax { Parent: { } unit } => unit,
        var member => member,
    };

    private static TextSpan[] Find(SyntaxNode member)
    {
        List<TextSpan> expected = [];
        Stack<SyntaxNode> open = new();
        foreach (IdentifierNameSyntax name in member.DescendantNodes().Counted().OfType<IdentifierNameSyntax>())
        {
            if (IsExpectation(name))
            {
                open.Push(PlaceOf(name, member));
            }
        }

        if (open.Count == 0)
        {
            return [];
        }

        ILookup<string, SyntaxNode> sources = member.DescendantNodes().Counted().Select(SourceIn).Where(static found => found.Source is not null).ToLookup(static found => found.Variable, static found => found.Source!);

        HashSet<string> followed = [];
        while (open.Count > 0)
        {
            SyntaxNode place = open.Pop();
            expected.Add(place.Span);
            if (place is BlockSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax)
            {
                continue;
            }

            // What a lambda uses, it uses when the call is made, and that is all that is expected to fail.
            foreach (IdentifierNameSyntax name in place.DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax).Counted().OfType<IdentifierNameSyntax>())
            {
                if (followed.Add(name.Identifier.ValueText))
                {
                    foreach (SyntaxNode source in sources[name.Identifier.ValueText])
                    {
                        open.Push(source);
                    }
                }
            }
        }

        return Outermost(expected);
    }

    /// <summary>Those of some places that lie in no other, in the order of the source.</summary>
    private static TextSpan[] Outermost(IEnumerable<TextSpan> places)
    {
        List<TextSpan> outermost = [];
        foreach (TextSpan place in places.OrderBy(static place => place.Start).ThenByDescending(static place => place.Length))
        {
            if (outermost.Count == 0 || !outermost[outermost.Count - 1].Contains(place))
            {
                outermost.Add(place);
            }
        }

        return [.. outermost];
    }

    private static bool IsExpectation(IdentifierNameSyntax name) => name.Identifier.ValueText switch
    {
        Refusal => !IsMade(name) && name.FirstAncestorOrSelf<AttributeSyntax>() is null or { Name: IdentifierNameSyntax { Identifier.ValueText: "ExpectedException" } },
        Wider => Whole(name).Parent is TypeArgumentListSyntax { Parent: GenericNameSyntax method } && (method.Parent is MemberAccessExpressionSyntax access ? access.Parent : method.Parent) is InvocationExpressionSyntax,
        _ => false,
    };

    /// <summary>Whether an exception is made, and not expected.</summary>
    private static bool IsMade(IdentifierNameSyntax name) => Whole(name).Parent is ObjectCreationExpressionSyntax or ThrowExpressionSyntax or ThrowStatementSyntax;

    /// <summary>A type's name with the namespaces before it.</summary>
    private static SyntaxNode Whole(SyntaxNode name)
    {
        while (name.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax)
        {
            name = name.Parent;
        }

        return name;
    }

    /// <summary>What is expected to be refused where the exception is named: the expression around it, or what a handler belongs to.</summary>
    private static SyntaxNode PlaceOf(IdentifierNameSyntax name, SyntaxNode member)
    {
        SyntaxNode place = name;
        while (place.Parent is { } around and not (StatementSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax or SwitchSectionSyntax))
        {
            switch (around)
            {
                case CatchClauseSyntax { Parent: TryStatementSyntax attempt }:
                    return attempt.Block;
                case AttributeListSyntax { Parent: var owner } when owner == member:
                    return member;
            }

            place = around;
        }

        return place;
    }

    /// <summary>The variable that a node tells of, and where it has its value from: a declaration, an assignment, a local function, or what a handler belongs to.</summary>
    private static (string Variable, SyntaxNode? Source) SourceIn(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: { } value } declarator => (declarator.Identifier.ValueText, value),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax left, Right: { } value } => (left.Identifier.ValueText, value),
        LocalFunctionStatementSyntax function => (function.Identifier.ValueText, function),
        CatchDeclarationSyntax { Parent.Parent: TryStatementSyntax attempt } handler => (handler.Identifier.ValueText, attempt.Block),
        _ => ("", null),
    };
}
