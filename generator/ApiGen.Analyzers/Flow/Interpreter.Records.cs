using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <content>Records that are made in the body: nothing can change what their members were given.</content>
internal sealed partial class Interpreter
{
    /// <summary>Takes note of what the parameters of a record's head were given.</summary>
    private static void GiveMembers(Term made, IObjectCreationOperation creation, List<Value> values)
    {
        if (creation.Type is not INamedTypeSymbol { IsRecord: true } type)
        {
            return;
        }

        made.Members = new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);
        for (int index = 0; index < creation.Arguments.Length; index++)
        {
            if (creation.Arguments[index].Parameter is { DeclaringSyntaxReferences: [var written] } parameter
                && type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { DeclaringSyntaxReferences: [var declared] } property
                && declared.Span == written.Span
                && declared.SyntaxTree == written.SyntaxTree)
            {
                GiveMember(made, property, values[index]);
            }
        }
    }

    /// <summary>Gives a member of a record that is being made its value.</summary>
    /// <returns>Whether that is all that happens.</returns>
    private static bool GiveMember(Term made, IPropertySymbol property, Value value)
    {
        bool isFixed = made.Members is not null
            && property is { SetMethod: null or { IsInitOnly: true }, DeclaringSyntaxReferences: [var declared] }
            && declared.GetSyntax() is ParameterSyntax or PropertyDeclarationSyntax
            && ApiModel.IsPlain(property);
        if (isFixed && !Escapes.Objects(value).Any())
        {
            made.Members![property.OriginalDefinition] = value;
        }

        return isFixed;
    }

    /// <summary>A copy, which has the same members until it is given others.</summary>
    private Value CopyRecord(IInvocationOperation copy, Value original) => Choose(original, leaf =>
    {
        Value made = Made(copy.Type, leaf.Term?.Roots ?? []);
        made.Single!.Term!.Members = leaf.Term?.Members is { } members
            ? new Dictionary<ISymbol, Value>(members, SymbolEqualityComparer.Default)
            : new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);
        return made;
    });
}
