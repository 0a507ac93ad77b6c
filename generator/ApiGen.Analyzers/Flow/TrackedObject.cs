using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>An object that was made in the body: a request, a part of one, or a list of parts.</summary>
/// <param name="id">Its number.</param>
/// <param name="model">Its type; null for a list.</param>
/// <param name="creation">Where it was made. In a loop, each pass makes it anew: it stands for the youngest.</param>
/// <param name="term">The object as a value like others, for what is read from it.</param>
internal sealed class TrackedObject(int id, ApiModel? model, SyntaxNode creation, Term term)
{
    public int Id { get; } = id;

    public ApiModel? Model { get; } = model;

    public SyntaxNode Creation { get; } = creation;

    public Term Term { get; } = term;

    /// <summary>The members that were ever given something.</summary>
    public HashSet<string> Members { get; } = [];

    /// <summary>The places that ever held the object itself.</summary>
    public HashSet<int> Holders { get; } = [];

    /// <summary>The objects that were ever put into the list.</summary>
    public HashSet<int> Elements { get; } = [];
}
