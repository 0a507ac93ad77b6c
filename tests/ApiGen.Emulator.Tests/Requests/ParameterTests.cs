using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Tests.Support;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Tests.Requests;

public sealed class ParameterTests : IDisposable
{
    private static readonly ActionModel Everything = new()
    {
        Name = "Everything",
        Request = TestServices.Members(
            TestServices.Optional("Text", TestServices.Text, new ConstraintModel { MinLength = 2, MaxLength = 4, Pattern = "^[a-z]+$" }),
            TestServices.Optional("Choice", TestServices.Text, new ConstraintModel { Values = new EquatableArray<string>(["on", "off"]) }),
            TestServices.Optional("Signed", TestServices.Integer, new ConstraintModel { Minimum = "-5", Maximum = "9223372036854775806" }),
            TestServices.Optional("Unsigned", new TypeReference(ValueKind.UInt64)),
            TestServices.Optional("Double", new TypeReference(ValueKind.Double), new ConstraintModel { Maximum = "1.5" }),
            TestServices.Optional("Flag", new TypeReference(ValueKind.Bool)),
            TestServices.Optional("List", TestServices.ListOf(TestServices.Integer), new ConstraintModel { MinItems = 1, MaxItems = 2, Maximum = "9" }),
            TestServices.Optional("Nested", TestServices.ListOf(TestServices.ListOf(TestServices.Text))),
            TestServices.Optional("Tree", TestServices.ObjectOf("Node")),
            TestServices.Optional("Gone", TestServices.Text) with { Disabled = "" }),
    };

    private readonly Client _client;

    public ParameterTests()
    {
        ServiceModel service = TestServices.Service("all", "2020-01-01", Everything) with
        {
            Types = TestServices.Types(new TypeModel
            {
                Name = "Node",
                Members = TestServices.Members(
                    TestServices.Required("Name", TestServices.Text),
                    TestServices.Optional("Children", TestServices.ListOf(TestServices.ObjectOf("Node")))),
            }),
        };
        _client = new Client(new ApiGateway([TestServices.Tcsas, service]));
    }

    [Theory]
    [InlineData("MNPType")]
    [InlineData("MNPName")]
    [InlineData("MNPIcon")]
    [InlineData("MNPIntro")]
    [InlineData("MNPDesc")]
    [InlineData("PlatformId")]
    public async Task A_required_parameter_that_is_absent_or_null_is_named(string name)
    {
        JsonObject body = JsonNode.Parse(TestServices.CreateMNPRequest)!.AsObject();
        body[name] = null;
        await AssertRefusedAsync(new Call { Body = body.ToJsonString() });
        body.Remove(name);
        await AssertRefusedAsync(new Call { Body = body.ToJsonString() });

        async Task AssertRefusedAsync(Call call)
        {
            JsonElement error = (await _client.CallAsync(call)).GetProperty("Error");
            Assert.Equal("MissingParameter", error.GetProperty("Code").GetString());
            Assert.Contains($"`{name}`", error.GetProperty("Message").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, "MissingParameter")]
    [InlineData("", "MissingParameter")]
    [InlineData("ap-guangzhou", null)]
    public async Task A_required_region_must_be_given(string? region, string? code) =>
        Assert.Equal(code, await _client.CodeAsync(new Call { Region = region }));

    [Theory]
    [InlineData("""{}""", null)]
    [InlineData("", null)]
    [InlineData("""{"Text":null,"List":null,"Tree":null}""", null)]
    [InlineData("""{"Gone":"still sent"}""", null)]
    [InlineData("""{"Text":"abcd","Choice":"off","Signed":-5,"Unsigned":18446744073709551615,"Double":1.5,"Flag":false,"List":[1,9]}""", null)]
    [InlineData("""{"Signed":9223372036854775806}""", null)]
    [InlineData("""{"Double":-3}""", null)]
    [InlineData("""{"Nested":[[],["a"]]}""", null)]
    [InlineData("""{"Tree":{"Name":"a","Children":[{"Name":"b","Children":[]}]}}""", null)]
    [InlineData("""{"text":"ab"}""", "UnknownParameter `text`")]
    [InlineData("""{"Action":"Everything"}""", "UnknownParameter `Action`")]
    [InlineData("""{"Tree":{"Name":"a","Children":[{"Name":"b"},{"Nmae":"c"}]}}""", "UnknownParameter `Tree.Children[1].Nmae`")]
    [InlineData("""{"Tree":{"Name":"a","Children":[{"Name":"b"},{}]}}""", "MissingParameter `Tree.Children[1].Name`")]
    [InlineData("""{"Text":1}""", "InvalidParameter `Text`")]
    [InlineData("""{"Signed":"1"}""", "InvalidParameter `Signed`")]
    [InlineData("""{"Signed":1.5}""", "InvalidParameter `Signed`")]
    [InlineData("""{"Signed":9223372036854775808}""", "InvalidParameter `Signed`")]
    [InlineData("""{"Unsigned":-1}""", "InvalidParameter `Unsigned`")]
    [InlineData("""{"Double":"1"}""", "InvalidParameter `Double`")]
    [InlineData("""{"Flag":"true"}""", "InvalidParameter `Flag`")]
    [InlineData("""{"List":1}""", "InvalidParameter `List`")]
    [InlineData("""{"List":[1,null]}""", "InvalidParameter `List[1]`")]
    [InlineData("""{"List":[1,"2"]}""", "InvalidParameter `List[1]`")]
    [InlineData("""{"Nested":[["a"],"b"]}""", "InvalidParameter `Nested[1]`")]
    [InlineData("""{"Tree":[]}""", "InvalidParameter `Tree`")]
    [InlineData("""{"Text":"a"}""", "InvalidParameterValue `Text`")]
    [InlineData("""{"Text":"abcde"}""", "InvalidParameterValue `Text`")]
    [InlineData("""{"Text":"AB"}""", "InvalidParameterValue `Text`")]
    [InlineData("""{"Choice":"On"}""", "InvalidParameterValue `Choice`")]
    [InlineData("""{"Signed":-6}""", "InvalidParameterValue `Signed`")]
    [InlineData("""{"Signed":9223372036854775807}""", "InvalidParameterValue `Signed`")]
    [InlineData("""{"Double":1.6}""", "InvalidParameterValue `Double`")]
    [InlineData("""{"List":[]}""", "InvalidParameterValue `List`")]
    [InlineData("""{"List":[1,2,3]}""", "InvalidParameterValue `List`")]
    [InlineData("""{"List":[1,10]}""", "InvalidParameterValue `List[1]`")]
    [InlineData("""{"Text":"ab","Text":"ab"}""", "InvalidParameter Text")]
    [InlineData("""[]""", "InvalidParameter object")]
    [InlineData("""null""", "InvalidParameter object")]
    [InlineData("""{"Text":""", "InvalidParameter JSON")]
    public async Task Values_are_compared_with_the_spec(string body, string? codeAndPlace)
    {
        Call call = new() { Host = "all.tencentcloudapi.com", Scope = "all", Action = "Everything", Version = "2020-01-01", Body = body };

        JsonElement response = await _client.CallAsync(call);

        bool failed = response.TryGetProperty("Error", out JsonElement error);
        Assert.Equal(codeAndPlace is not null, failed);
        if (codeAndPlace?.Split(' ') is [string code, string place])
        {
            Assert.Equal(code, error.GetProperty("Code").GetString());
            Assert.Contains(place, error.GetProperty("Message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_names_a_place_as_the_gateway_does()
    {
        const string Place = "`Tree.Children[1].Name`";
        Assert.Contains(Place, await File.ReadAllTextAsync(Path.Combine(Repository.Specs, "..", "docs", "emulator.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Values_are_compared_with_the_spec("""{"Tree":{"Name":"a","Children":[{"Name":"b"},{}]}}""", "MissingParameter " + Place);
    }

    // The fault that a later check finds stands first in the spec or in the body each time, at one depth or another.
    [Theory]
    [InlineData("""{"Text":"a","Signed":"1"}""", "InvalidParameter `Signed`")]
    [InlineData("""{"Text":"a","List":[null]}""", "InvalidParameter `List[0]`")]
    [InlineData("""{"Other":1,"Signed":"1"}""", "InvalidParameter `Signed`")]
    [InlineData("""{"Other":1,"Tree":{"Name":"a","Children":[{"Name":2}]}}""", "InvalidParameter `Tree.Children[0].Name`")]
    [InlineData("""{"Tree":{"Children":[{"Name":"b"},7]}}""", "InvalidParameter `Tree.Children[1]`")]
    [InlineData("""{"Text":"a","Tree":{"Name":"a","Other":1}}""", "UnknownParameter `Tree.Other`")]
    [InlineData("""{"Tree":{"Children":[{"Name":"b","Other":1}]}}""", "UnknownParameter `Tree.Children[0].Other`")]
    [InlineData("""{"Text":"a","Tree":{}}""", "MissingParameter `Tree.Name`")]
    [InlineData("""{"List":[],"Text":"a"}""", "InvalidParameterValue `Text`")]
    public async Task Of_two_faults_the_one_that_an_earlier_check_finds_is_told(string body, string codeAndPlace) => await Values_are_compared_with_the_spec(body, codeAndPlace);

    [Theory]
    [InlineData("Signed=-5&Unsigned=7&Double=1.25&Flag=true&Text=abc&List.0=1&List.1=2", null)]
    [InlineData("Tree.Name=a&Tree.Children.0.Name=b", null)]
    [InlineData("Signed=five", "InvalidParameter")]
    [InlineData("List.0=1&List.2=2", "InvalidParameter")]
    [InlineData("Text=abc&Text=abd", "InvalidParameter")]
    [InlineData("Text=abc&Text.0=abd", "InvalidParameter")]
    [InlineData("Tree.Name=a&Tree.Children.0.Other=b", "UnknownParameter")]
    [InlineData("Other=1", "UnknownParameter")]
    public async Task Parameters_of_a_GET_are_read_by_their_types(string query, string? code)
    {
        Call call = new()
        {
            Method = "GET",
            Host = "all.tencentcloudapi.com",
            Scope = "all",
            Action = "Everything",
            Version = "2020-01-01",
            ContentType = "application/x-www-form-urlencoded",
            Query = query,
        };

        Assert.Equal(code, await _client.CodeAsync(call));
    }

    [Fact]
    public async Task The_check_can_be_switched_off()
    {
        using Client client = new(new ApiGateway([TestServices.Tcsas], new ApiEmulatorOptions { CheckParameters = false }));

        Assert.Null(await client.CodeAsync(new Call { Region = null, Body = """{"Other":1}""" }));
    }

    public void Dispose() => _client.Dispose();
}
