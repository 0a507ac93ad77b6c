using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Comparing;

/// <summary>The members of a class on one side of a comparison.</summary>
/// <param name="Members">The members.</param>
/// <param name="ClassName">The C# name of the class.</param>
/// <param name="IsResponse">Whether it is a response.</param>
/// <param name="IsSent">Whether a request reaches it.</param>
internal sealed record MemberSide(EquatableArray<MemberModel> Members, string ClassName, bool IsResponse, bool IsSent)
{
    /// <summary>The names of the properties.</summary>
    public MemberNames Names { get; } = new(Members, ClassName, IsResponse);
}
