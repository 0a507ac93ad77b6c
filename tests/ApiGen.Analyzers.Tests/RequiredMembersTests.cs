using ApiGen.Analyzers.RequiredMembers;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests;

/// <summary>APIGEN1001 at a creation that goes straight into a call.</summary>
public sealed class RequiredMembersTests
{
    [Fact]
    public Task An_initialiser_without_some_required_members_is_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.CreateMNPAsync({|#0:new CreateMNPRequest|} { MNPType = "a", MNPName = text });""",
        Missing("CreateMNPRequest", "CreateMNPAsync", "MNPIcon, MNPIntro"));

    [Fact]
    public Task A_complete_initialiser_is_not_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.CreateMNPAsync(new CreateMNPRequest { MNPType = "a", MNPName = text, MNPIcon = "c", MNPIntro = "d" });""");

    internal static DiagnosticResult Missing(string type, string method, string names, string path = "") =>
        new DiagnosticResult(Rules.RequiredMembers).WithLocation(0).WithArguments(type, method, names, path).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);
}
