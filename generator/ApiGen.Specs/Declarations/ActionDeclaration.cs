using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Declarations;

/// <summary>An action as one file declares it, before it is joined with its service.</summary>
public sealed record ActionDeclaration
{
    /// <summary>The action without what depends on other files: region, limits, members, paging and examples.</summary>
    public required ActionModel Model { get; init; }

    /// <summary>Where the name stands.</summary>
    public required SourceSpan NameSpan { get; init; }

    /// <summary>Where the C# name stands that is fixed; nowhere in particular when none is.</summary>
    public SourceSpan CSharpNameSpan { get; init; }

    /// <summary>Whether the action needs a region; null when the service's default holds.</summary>
    public RegionRequirement? Region { get; init; }

    /// <summary>The action's limits; null when the service's hold.</summary>
    public EquatableArray<RateWindow>? RateLimits { get; init; }

    /// <summary>The parameters in file order.</summary>
    public EquatableArray<MemberDeclaration> Request { get; init; } = EquatableArray<MemberDeclaration>.Empty;

    /// <summary>The fields of the response in file order.</summary>
    public EquatableArray<MemberDeclaration> Response { get; init; } = EquatableArray<MemberDeclaration>.Empty;

    /// <summary>The error codes in file order.</summary>
    public EquatableArray<ErrorDeclaration> Errors { get; init; } = EquatableArray<ErrorDeclaration>.Empty;

    /// <summary>How the result is read page by page; null when it is not.</summary>
    public PagingDeclaration? Paging { get; init; }

    /// <summary>The examples in file order.</summary>
    public EquatableArray<ExampleDeclaration> Examples { get; init; } = EquatableArray<ExampleDeclaration>.Empty;
}
