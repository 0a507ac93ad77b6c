using ApiGen.Analyzers.Deprecation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests;

/// <summary>APIGEN1004.</summary>
public sealed class DeprecationTests
{
    [Fact]
    public Task Setting_a_deprecated_member_is_reported_with_what_replaces_it() => Verify<DeprecatedUseAnalyzer>.Body(
        """Keep(new CreateMNPRequest { {|#0:GroupId|} = "a" }); await Task.Yield();""",
        Used("GroupId", "deprecated", ": Use TeamId."));

    [Fact]
    public Task Setting_a_disabled_member_is_reported() => Verify<DeprecatedUseAnalyzer>.Body(
        """given.{|#0:Legacy|} = "a"; await Task.Yield();""",
        Used("Legacy", "disabled", ""));

    [Fact]
    public Task Reading_a_deprecated_member_is_reported() => Verify<DeprecatedUseAnalyzer>.Body(
        """var r = await client.CreateMNPAsync(given); Keep(r.Data.{|APIGEN1004:OldId|}); Keep(r.Data?.{|APIGEN1004:OldId|});""");

    [Fact]
    public Task Calling_a_deprecated_action_is_reported() => Verify<DeprecatedUseAnalyzer>.Body(
        "await client.{|#0:OldMNPAsync|}(new());",
        Used("OldMNPAsync", "deprecated", ": Use CreateMNP."));

    [Fact]
    public Task Calling_a_disabled_action_through_the_interface_is_reported() => Verify<DeprecatedUseAnalyzer>.Body(
        "await api.{|#0:GoneMNPAsync|}(new());",
        Used("GoneMNPAsync", "disabled", ": Use CreateMNP."));

    [Fact]
    [Long]
    public Task A_method_group_is_reported() => Verify<DeprecatedUseAnalyzer>.Body(
        "Func<OldMNPRequest, CancellationToken, Task<OldMNPResponse>> f = client.{|APIGEN1004:OldMNPAsync|}; await f(new(), default);");

    [Fact]
    public Task A_property_pattern_is_reported() => Verify<DeprecatedUseAnalyzer>.Body(
        "Keep(given is { {|APIGEN1004:GroupId|}: null }); await Task.Yield();");

    [Fact]
    public Task Naming_it_is_not_using_it() => Verify<DeprecatedUseAnalyzer>.Body(
        "Keep(nameof(CreateMNPRequest.GroupId)); await Task.Yield();");

    [Fact]
    public Task Other_members_are_not_reported() => Verify<DeprecatedUseAnalyzer>.Body(
        """given.TeamId = "a"; await client.CreateMNPAsync(given);""");

    [Theory]
    [InlineData("var copy = new { given.MNPName, given.TeamId }; Keep(copy);")]
    [InlineData("var own = new { GroupId = text, Legacy = text }; Keep(own.GroupId); Keep(own.Legacy);")]
    [InlineData("Keep(given is { TeamId: null, Owner: null });")]
    [InlineData("Keep(typeof(CreateMNPRequest).GetProperty(\"GroupId\"));")]
    [InlineData("Keep(nameof(client.OldMNPAsync));")]
    [InlineData("Keep(new OldMNPRequest { MNPId = text });")]
    [InlineData("OldMNPResponse? old = null; Keep(old);")]
    [InlineData("Keep(given.ToJson());")]
    public Task What_is_in_use_is_not_reported(string statements) => Verify<DeprecatedUseAnalyzer>.Body(statements + " await Task.Yield();");

    [Fact]
    public void It_is_a_suggestion_and_no_warning() => Assert.Equal(DiagnosticSeverity.Info, Rules.Deprecated.DefaultSeverity);

    private static DiagnosticResult Used(string name, string how, string instead) =>
        new DiagnosticResult(Rules.Deprecated).WithLocation(0).WithArguments(name, how, instead);
}
