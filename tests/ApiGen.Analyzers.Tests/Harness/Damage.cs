using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>Damages code as it is damaged while somebody writes it, when the rules look at it with each letter.</summary>
/// <param name="seed">Where chance begins.</param>
internal sealed class Damage(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Some tokens are left out, are there twice, or change places with the next one.</summary>
    /// <param name="text">The code.</param>
    /// <param name="often">To how many tokens that happens.</param>
    public string Tokens(string text, int often)
    {
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(static token => token.Span.Length > 0)];
        List<TextChange> changes = [];
        for (int index = _random.Next(tokens.Length / often); index + 1 < tokens.Length; index += _random.Next(2, 2 * tokens.Length / often))
        {
            (SyntaxToken token, SyntaxToken next) = (tokens[index], tokens[index + 1]);
            switch (_random.Next(3))
            {
                case 0:
                    changes.Add(new TextChange(token.Span, ""));
                    break;
                case 1:
                    changes.Add(new TextChange(token.Span, token.Text + " " + token.Text));
                    break;
                default:
                    changes.Add(new TextChange(token.Span, next.Text));
                    changes.Add(new TextChange(next.Span, token.Text));
                    break;
            }
        }

        return SourceText.From(text).WithChanges(changes).ToString();
    }

    /// <summary>Every local is declared with itself: <c>T x = y;</c> becomes <c>T x = x;</c>, with the type written out.</summary>
    public static string ToItself(SemanticModel model) => Declared(model, static (own, _) => own.Name);

    /// <summary>Every local is declared with one of its type that the same body declares, itself or another, be it later.</summary>
    public string ToOthers(SemanticModel model) => Declared(model, (_, alike) => alike[_random.Next(alike.Length)].Name);

    private static string Declared(SemanticModel model, Func<ILocalSymbol, ILocalSymbol[], string> value)
    {
        VariableDeclaratorSyntax[] declarators = [.. model.SyntaxTree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(static one => one is { Initializer: not null, Parent: VariableDeclarationSyntax { Variables.Count: 1 } })];
        ILookup<(ISymbol, string), ILocalSymbol> locals = declarators.Select(one => model.GetDeclaredSymbol(one)).OfType<ILocalSymbol>().ToLookup(static local => (local.ContainingSymbol, local.Type.ToDisplayString()));
        List<TextChange> changes = [];
        foreach (VariableDeclaratorSyntax declarator in declarators)
        {
            if (model.GetDeclaredSymbol(declarator) is ILocalSymbol { IsConst: false, Type.IsAnonymousType: false } local)
            {
                changes.Add(new TextChange(((VariableDeclarationSyntax)declarator.Parent!).Type.Span, local.Type.ToMinimalDisplayString(model, declarator.SpanStart)));
                changes.Add(new TextChange(declarator.Initializer!.Value.Span, value(local, [.. locals[(local.ContainingSymbol, local.Type.ToDisplayString())]])));
            }
        }

        return model.SyntaxTree.GetText().WithChanges(changes).ToString();
    }
}
