namespace ApiGen.Specs.Model;

/// <summary>One line of members that are written out as a tree.</summary>
/// <param name="Member">The member.</param>
/// <param name="Path">The names that lead to it with dots between them, such as <c>I18nList.Lang</c>; a list adds nothing.</param>
/// <param name="Depth">How many members stand around it; 0 for those of the request or response itself.</param>
/// <param name="Type">The declared type that its value is made of; null for scalars.</param>
/// <param name="IsShownAbove">Whether the type's members stand further up, so that they are not written out again.</param>
/// <param name="IsTooDeep">Whether the type's members stand deeper than is written out.</param>
public sealed record MemberRow(MemberModel Member, string Path, int Depth, TypeModel? Type, bool IsShownAbove, bool IsTooDeep);
