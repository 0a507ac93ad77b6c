using System.Text.Json;
using ApiGen.Cli.Calling;
using ApiGen.Cli.Commands;
using ApiGen.Conformance.Tests;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Calling;

/// <summary>What <c>apigen call</c> says of the values that Specs, runtime, rules and gateway judge, too.</summary>
public sealed class ConformanceTests
{
    private static readonly ServiceModel Service = SpecLoader.Load([new SpecText("conformance.yaml", File.ReadAllText(Path.Combine(ConformanceVector.Folder, "conformance.yaml")))]).Services[0];

    public static TheoryData<string> Vectors => [.. ConformanceVector.All.Select(static vector => vector.Request)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_value_has_the_verdict_of_its_vector(string request)
    {
        ConformanceVector vector = ConformanceVector.All.First(vector => vector.Request == request);
        if (vector.Verdict.Count == 0)
        {
            Assert.Equal(vector.Member, Build(request).EnumerateObject().Single().Name);
            return;
        }

        string message = Assert.Throws<CommandException>(() => Build(request)).Message;

        // A name that stands twice is told before anything else.
        string[] twice = [.. vector.Verdict.Where(static fault => fault.Kind == "DuplicateMember").Select(static fault => fault.Path)];
        Assert.All(twice.Length > 0 ? twice : vector.Verdict.Select(static fault => fault.Path), path => Assert.Contains(path, message, StringComparison.Ordinal));
        Assert.Equal(twice.Length > 0, message.Contains(" twice (line 1, column ", StringComparison.Ordinal));
        Assert.DoesNotContain(ConformanceVector.Secrets, secret => message.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Account has no member '***'", "Account.hunter2=1")]
    [InlineData("'Account' is given both as a value and by what is inside of it, 'Account.***'", "Account={}", "Account.hunter2=1")]
    [InlineData("'Account.***' is not of the form Name=value", "Account.hunter2")]
    [InlineData("The value is no value for 'Account.Number'", "Account.Number=hunter2")]
    [InlineData("Item has no member '***'", "Account.Item.Parts.0.hunter2=1")]
    [InlineData("'***' in 'Accounts.***' is no index of 'Accounts'", "Accounts.hunter2=1")]
    [InlineData("Account has no member '***'", "Accounts.0.hunter2=1")]
    [InlineData("has nothing inside that 'Password.***' could name", "Password.hunter2=1")]
    [InlineData("the value of 'Account' names 'Account.***' twice", """Account={"hunter2":1,"hunter2":2}""")]
    [InlineData("the value of 'Accounts' names 'Accounts[0].***' twice", """Accounts=[{"hunter2":1,"hunter2":2}]""")]
    [InlineData("the value of 'Accounts' names 'Accounts.1.***' twice", """Accounts={}""", """Accounts={"hunter2":1,"hunter2":2}""")]
    [InlineData("the value of 'Account.Item' names 'Account.Item.***' twice", """Account.Item={"hunter2":1,"hunter2":2}""")]
    public void A_parameter_shows_no_name_or_value_in_something_sensitive(string told, params string[] parameters)
    {
        string message = Assert.Throws<CommandException>(() => Build(null, parameters)).Message;

        Assert.Contains(told, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_with_half_of_a_character_shows_no_name_in_something_sensitive() => Assert.Contains(
        "--param Account.*** is not valid Unicode", Assert.Throws<CommandException>(() => Build(null, "Account.hunter2=\ud800")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(127, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    [InlineData(300, false)]
    public void A_request_is_nested_at_most_128_levels_deep(int levels, bool isRight)
    {
        string request = ConformanceVector.Nested(levels);
        if (isRight)
        {
            Assert.Equal(request, Build(request).GetRawText());
            return;
        }

        Assert.StartsWith("--json is nested more than 128 levels deep (line 1, ", Assert.Throws<CommandException>(() => Build(request)).Message, StringComparison.Ordinal);
    }

    private static JsonElement Build(string? json, params string[] parameters) => RequestBuilder.Build(Service, Service.Actions[0], json, parameters);
}
