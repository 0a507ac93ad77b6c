namespace ApiGen.Specs.Model;

/// <summary>Something that is wrong with an action's paging.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">The key of <c>paging</c> that it concerns; empty when it concerns paging as a whole.</param>
/// <param name="Segment">The number of the name in the key's path, counted from 0.</param>
/// <param name="Owner">The declared type that lacks the name; null when it is the request or the response.</param>
/// <param name="Member">The member that the name leads to; null when there is none.</param>
/// <param name="Expected">What the member's type must be, in words; empty when that is not the fault.</param>
public sealed record PagingFault(PagingFaultKind Kind, string Key = "", int Segment = 0, string? Owner = null, MemberModel? Member = null, string Expected = "");
