using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>
/// Finds those who read a member of an object: <c>request.Name ??= name</c>. They do something else when the member has a value, so that a
/// placeholder would go where they had put the right one.
/// </summary>
/// <param name="edit">The document in which the object is made.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class MemberReaders(DocumentEdit edit, CancellationToken cancellation)
{
    /// <summary>Where members are read, by solution: a fix of many places asks for the same ones again and again.</summary>
    private static readonly ConditionalWeakTable<Solution, ConcurrentDictionary<ISymbol, SyntaxNode[]>> Known = new();

    private Solution Solution => edit.Document.Project.Solution;

    /// <summary>Whether one of an object's members is read where the object is, or by somebody of whom that is not known; or nobody sends it as it is.</summary>
    /// <param name="creation">Where the object is made.</param>
    /// <param name="members">The members.</param>
    public async Task<bool> AnyAsync(BaseObjectCreationExpressionSyntax creation, IEnumerable<IPropertySymbol> members)
    {
        ObjectUses uses = new(edit, cancellation);
        if (!await uses.AreKnownAsync(creation).ConfigureAwait(false))
        {
            return true;
        }

        List<SyntaxNode> reads = [];
        foreach (IPropertySymbol property in members)
        {
            reads.AddRange(await ReadsAsync(property).ConfigureAwait(false));
        }

        return reads.Exists(read => uses.HasOwnClient || uses.Members.Any(member => read.SyntaxTree.FilePath == member.SyntaxTree.FilePath && member.Span.Contains(read.Span)));
    }

    private async Task<SyntaxNode[]> ReadsAsync(IPropertySymbol property)
    {
        ConcurrentDictionary<ISymbol, SyntaxNode[]> known = Known.GetValue(Solution, static _ => new(SymbolEqualityComparer.Default));
        if (!known.TryGetValue(property, out SyntaxNode[] reads))
        {
            known[property] = reads = [.. (await NamedPlaces.OfAsync(property, Solution, cancellation).ConfigureAwait(false))
                .Select(static place => place.Name)
                .Where(name => !OwnClients.IsGenerated(name.SyntaxTree) && new MemberUse(property, name).IsRead)];
        }

        return reads;
    }
}
