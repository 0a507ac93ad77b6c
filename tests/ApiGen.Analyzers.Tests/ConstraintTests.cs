using ApiGen.Analyzers.Constraints;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests;

/// <summary>APIGEN1002.</summary>
public sealed class ConstraintTests
{
    [Theory]
    [InlineData("""new ModifyQuotaRequest { Size = {|APIGEN1002:"huge"|} }""")]
    [InlineData("""new ModifyQuotaRequest { Size = {|APIGEN1002:"Small"|} }""")]
    [InlineData("""new ModifyQuotaRequest { Size = text = {|APIGEN1002:"huge"|} }""")]
    [InlineData("""new ModifyQuotaRequest { Size = {|APIGEN1002:""|} }""")]
    [InlineData("""new ModifyQuotaRequest { Size = {|APIGEN1002:"hu" + "ge"|} }""")]
    [InlineData("""new ModifyQuotaRequest { Size = {|APIGEN1002:Constant|} }""")]
    [InlineData("""new ModifyQuotaRequest { Size = {|APIGEN1002:$"x-{text}"|} }""")]
    [InlineData("""new ModifyQuotaRequest { Size = {|APIGEN1002:$"{Constant}"|} }""")]
    [InlineData("""new ModifyQuotaRequest { Size = {|APIGEN1002:text + "-x"|} }""")]
    [InlineData("""new ModifyQuotaRequest { Size = flag ? "small" : {|APIGEN1002:"tiny"|} }""")]
    [InlineData("""new ModifyQuotaRequest { Size = maybe ?? {|APIGEN1002:"tiny"|} }""")]
    [InlineData("""new ModifyQuotaRequest { Size = number switch { 1 => "small", _ => {|APIGEN1002:"tiny"|} } }""")]
    [InlineData("""new ModifyQuotaRequest { Size = {|APIGEN1002:nameof(Consumer)|} }""")]
    [InlineData("""new ModifyQuotaRequest { Count = {|APIGEN1002:0|} }""")]
    [InlineData("""new ModifyQuotaRequest { Count = {|APIGEN1002:101|} }""")]
    [InlineData("""new ModifyQuotaRequest { Count = {|APIGEN1002:-1L|} }""")]
    [InlineData("""new ModifyQuotaRequest { Count = {|APIGEN1002:60 * 60|} }""")]
    [InlineData("""new ModifyQuotaRequest { Factor = {|APIGEN1002:0.25|} }""")]
    [InlineData("""new ModifyQuotaRequest { Factor = {|APIGEN1002:2|} }""")]
    [InlineData("""new ModifyQuotaRequest { Factor = {|APIGEN1002:double.NaN|} }""")]
    [InlineData("""new ModifyQuotaRequest { Level = {|APIGEN1002:3|} }""")]
    [InlineData("""new ModifyQuotaRequest { Label = {|APIGEN1002:"Upper"|} }""")]
    [InlineData("""new ModifyQuotaRequest { Label = {|APIGEN1002:"1st"|} }""")]
    [InlineData("""new ModifyQuotaRequest { Password = {|APIGEN1002:"short"|} }""")]
    [InlineData("""new CreateMNPRequest { MNPName = {|APIGEN1002:"x"|} }""")]
    [InlineData("""new CreateMNPRequest { MNPName = {|APIGEN1002:"a name that is longer than twenty"|} }""")]
    [InlineData("""new CreateMNPRequest { MNPName = {|APIGEN1002:$"a name that is longer than {text}"|} }""")]
    [InlineData("""new CreateMNPRequest { MNPType = {|APIGEN1002:""|} }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = ["a", {|APIGEN1002:"far too long"|}] }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = new List<string> { "a", {|APIGEN1002:""|} } }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = new[] { {|APIGEN1002:"far too long"|} } }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = { {|APIGEN1002:"far too long"|} } }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = {|APIGEN1002:["a", "b", "c", "d"]|} }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = {|APIGEN1002:new string[] { }|} }""")]
    [InlineData("""new ModifyQuotaRequest { Slots = [1, {|APIGEN1002:10|}] }""")]
    [InlineData("""new ModifyQuotaRequest { Slots = {|APIGEN1002:new List<long?> { 1, 2, 3 }|} }""")]
    [InlineData("""new ModifyQuotaRequest { Slots = [1, {|APIGEN1002:null|}] }""")]
    [InlineData("""new ModifyQuotaRequest { Count = {|APIGEN1002:'\0'|} }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = texts ?? {|APIGEN1002:(IList<string>)Array.Empty<string>()|} }""")]
    public Task A_constant_outside_of_the_spec_is_reported(string creation) => Verify<ConstraintAnalyzer>.Body(
        $"const string Constant = \"tiny\"; Keep({creation}); await Task.Yield(); Keep(Constant);");

    [Theory]
    [InlineData("""new ModifyQuotaRequest { Size = "small", Count = 1, Offset = 0, Factor = 0.5, Level = 4, Label = "a-1" }""")]
    [InlineData("""new ModifyQuotaRequest { Size = "medium", Count = 100, Offset = 18446744073709551615, Factor = 1.5, Level = 1 }""")]
    [InlineData("""new ModifyQuotaRequest { Size = text }""")]
    [InlineData("""new ModifyQuotaRequest { Size = "sm" + "all" }""")]
    [InlineData("""new ModifyQuotaRequest { Size = $"sm{text}" }""")]
    [InlineData("""new ModifyQuotaRequest { Size = $"{text}" }""")]
    [InlineData("""new ModifyQuotaRequest { Size = null, Count = null, Tags = null }""")]
    [InlineData("""new ModifyQuotaRequest { Size = default, Count = default }""")]
    [InlineData("""new ModifyQuotaRequest { Size = maybe ?? "large" }""")]
    [InlineData("""new ModifyQuotaRequest { Size = flag ? "small" : text.ToLowerInvariant() }""")]
    [InlineData("""new ModifyQuotaRequest { Count = number }""")]
    [InlineData("""new ModifyQuotaRequest { Count = number + 1000 }""")]
    [InlineData("""new ModifyQuotaRequest { Factor = 1 }""")]
    [InlineData("""new ModifyQuotaRequest { Label = $"{text}A" }""")]
    [InlineData("""new ModifyQuotaRequest { Password = "long enough" }""")]
    [InlineData("""new CreateMNPRequest { MNPName = "ab", MNPType = "a", MNPIcon = "", TeamId = "" }""")]
    [InlineData("""new CreateMNPRequest { MNPName = $"ab{text}" }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = ["a", "b", "c"] }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = ["a", .. texts] }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = [] }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = new List<string>() }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = new List<string>(texts) { "a", "b", "c", "d" } }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = texts, Slots = [1, number] }""")]
    [InlineData("""new ModifyQuotaRequest { Slots = { } }""")]
    [InlineData("""new CreateMNPRequest { MNPName = "12345678901234567890", MNPType = "1234567890123456789012345678901234567890" }""")]
    [InlineData("""new ModifyQuotaRequest { Password = "12345678" }""")]
    [InlineData("""new ModifyQuotaRequest { Password = "1234567890123456" }""")]
    [InlineData("""new ModifyQuotaRequest { Label = "a" }""")]
    [InlineData("""new ModifyQuotaRequest { Label = text + "-1" }""")]
    [InlineData("""new ModifyQuotaRequest { Slots = [0, 9] }""")]
    [InlineData("""new ModifyQuotaRequest { Tags = new[] { "12345678" } }""")]
    [InlineData("""new ModifyQuotaRequest { Count = (long?)number }""")]
    [InlineData("""new ModifyQuotaRequest { Count = number switch { 1 => 1, 2 => 100, _ => null } }""")]
    [InlineData("""new ModifyQuotaRequest { Count = long.Parse("1000") }""")]
    [InlineData("""new ModifyQuotaRequest { Size = text[..5] }""")]
    [InlineData("""new ModifyQuotaRequest { Size = string.Concat("hu", "ge") }""")]
    [InlineData("""new { Size = "huge", Count = 0 }""")]
    [InlineData("""given.MNPName == "x" """)]
    [InlineData("""given is { MNPName: "x" }""")]
    public Task What_the_spec_allows_or_the_source_leaves_open_is_not_reported(string creation) => Verify<ConstraintAnalyzer>.Body(
        $"Keep({creation}); await Task.Yield();");

    [Fact]
    public Task An_assignment_and_an_added_element_are_looked_at() => Verify<ConstraintAnalyzer>.Body(
        """
        var r = new ModifyQuotaRequest { Tags = [] };
        r.Count = {|APIGEN1002:0|};
        r.Tags.Add({|APIGEN1002:"far too long"|});
        r.Tags.Add("ok");
        r.Tags?.Add({|APIGEN1002:"far too long"|});
        r.Tags?.Insert(0, {|APIGEN1002:"far too long"|});
        await Task.Yield();
        """);

    [Fact]
    public Task An_empty_list_that_goes_straight_into_a_call_is_reported() => Verify<ConstraintAnalyzer>.Body(
        """await client.ModifyQuotaAsync(new ModifyQuotaRequest { Size = "small", Count = 1, Tags = {|APIGEN1002:[]|} });""");

    [Fact]
    public Task The_message_names_the_value_the_member_and_what_is_allowed() => Verify<ConstraintAnalyzer>.Body(
        """Keep(new ModifyQuotaRequest { Size = {|#0:"huge"|} }); await Task.Yield();""",
        new DiagnosticResult(Rules.Constraint).WithLocation(0).WithArguments("\"huge\"", "Size", "allowed are small, medium, large"));

    [Theory]
    [InlineData("Tags = {|#0:new string[] { }|}", "A list of 0 elements", "Tags", "at least 1 element is needed")]
    [InlineData("Tags = {|#0:[\"a\", \"b\", \"c\", \"d\"]|}", "A list of 4 elements", "Tags", "at most 3 elements are allowed")]
    public Task The_message_counts_in_words(string member, string what, string name, string problem) => Verify<ConstraintAnalyzer>.Body(
        $"Keep(new ModifyQuotaRequest {{ {member} }}); await Task.Yield();",
        new DiagnosticResult(Rules.Constraint).WithLocation(0).WithArguments(what, name, problem));

    [Theory]
    [InlineData("Count = {|#0:(long)0.9|}", "0", "Count", "the least is 1")]
    [InlineData("Count = {|#0:60 * 60|}", "3600", "Count", "the greatest is 100")]
    [InlineData("Count = {|#0:'\\0'|}", "'\\0'", "Count", "the least is 1")]
    [InlineData("Factor = {|#0:2|}", "2", "Factor", "the greatest is 1.5")]
    [InlineData("Size = {|#0:\"\"\"\n    hu\n    ge\n    \"\"\"|}", "\"hu\\nge\"", "Size", "allowed are small, medium, large")]
    [InlineData("Size = {|#0:$\"x-{\n    text}\"|}", "$\"x-{ text}\"", "Size", "allowed are small, medium, large")]
    public Task The_message_shows_the_value_as_the_member_gets_it_on_one_line(string member, string what, string name, string problem) => Verify<ConstraintAnalyzer>.Body(
        $"Keep(new ModifyQuotaRequest {{ {member} }}); await Task.Yield();",
        new DiagnosticResult(Rules.Constraint).WithLocation(0).WithArguments(what, name, problem));

    [Fact]
    public Task The_message_does_not_show_a_sensitive_value() => Verify<ConstraintAnalyzer>.Body(
        """Keep(new ModifyQuotaRequest { Password = {|#0:"hunter2"|} }); await Task.Yield();""",
        new DiagnosticResult(Rules.Constraint).WithLocation(0).WithArguments("The value", "Password", "at least 8 characters are needed, these are 7"));
}
