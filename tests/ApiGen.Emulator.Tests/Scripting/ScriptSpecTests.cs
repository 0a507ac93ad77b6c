using System.Reflection;
using System.Text.Json;
using ApiGen.Emulator.Tests.Support;
using ApiGen.Runtime;
using ApiGen.Runtime.Annotations;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Tests.Scripting;

/// <summary>A script takes what the spec knows, and the rest only when it is told to.</summary>
public sealed class ScriptSpecTests : IDisposable
{
    private readonly ApiGateway _gateway = new([TestServices.Tcsas]);
    private readonly Client _client;

    public ScriptSpecTests() => _client = new Client(_gateway);

    private enum CreateMNPErrorCode
    {
        Unknown,

        [ApiErrorCode("InvalidParameterValue.InvalidMNPName")]
        InvalidParameterValueInvalidMNPName,

        [ApiErrorCode("ResourceNotFound.OfAnotherAction")]
        ResourceNotFoundOfAnotherAction,
    }

    private ActionScript Script => _gateway.Script("CreateMNP");

    [Fact]
    public async Task A_code_can_be_named_by_the_member_of_a_generated_enum()
    {
        Script.Fails(CreateMNPErrorCode.InvalidParameterValueInvalidMNPName)
            .Then.Fails(CommonErrorCode.AuthFailureTokenFailure, "Own words.")
            .Then.RespondsWith(_ => ScriptedResponse.Error(CommonErrorCode.ResourceInUse));

        Assert.Equal(("InvalidParameterValue.InvalidMNPName", "The name is not allowed."), await ErrorAsync());
        Assert.Equal(("AuthFailure.TokenFailure", "Own words."), await ErrorAsync());
        Assert.Equal(("ResourceInUse", "ResourceInUse"), await ErrorAsync());
    }

    [Fact]
    public void A_value_that_stands_for_no_code_is_refused()
    {
        Assert.Contains("CreateMNPErrorCode.Unknown", Assert.Throws<ArgumentException>(() => Script.Fails(CreateMNPErrorCode.Unknown)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ScriptedResponse.Error((CreateMNPErrorCode)99));
        Assert.Throws<ArgumentException>(() => ScriptedResponse.Error(DayOfWeek.Monday));
        Assert.Throws<ArgumentNullException>(() => ScriptedResponse.Error((Enum)null!));
        Assert.Equal(0, Script.Remaining);
    }

    [Theory]
    [InlineData("InvalidParameterValue.InvalidMNPNam", "'InvalidParameterValue.InvalidMNPName'")]
    [InlineData("invalidparametervalue.invalidmnpname", "'InvalidParameterValue.InvalidMNPName'")]
    [InlineData("RequestLimitExceded", "'RequestLimitExceeded'")]
    [InlineData("Zzz", "ServiceUnavailable")]
    public void A_code_that_is_neither_the_action_s_nor_a_common_one_is_refused_with_the_nearest(string code, string near)
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => Script.Fails(code));

        Assert.Contains($"`{code}`", failure.Message, StringComparison.Ordinal);
        Assert.Contains(near, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Undocumented()", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, Script.Remaining);
    }

    [Fact]
    public void A_code_of_another_action_is_refused() =>
        Assert.Throws<ArgumentException>(() => Script.Fails(CreateMNPErrorCode.ResourceNotFoundOfAnotherAction));

    [Fact]
    public void Every_common_code_of_the_runtime_is_taken()
    {
        CommonErrorCode[] codes = [.. Enum.GetValues<CommonErrorCode>().Where(static code => code != CommonErrorCode.Unknown)];
        Assert.NotEmpty(codes);

        foreach (CommonErrorCode code in codes)
        {
            Script.Fails(code);
            Script.Fails(typeof(CommonErrorCode).GetField(code.ToString())!.GetCustomAttribute<ApiErrorCodeAttribute>()!.Code);
        }

        Assert.Equal(2 * codes.Length, Script.Remaining);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"RequestId":"r"}""")]
    [InlineData("""{"Data":null}""")]
    [InlineData("""{"Data":5}""")]
    [InlineData("""{"Data":{"ResourceId":["odd"]}}""")]
    [InlineData("""{"Error":{"Code":"FailedOperation","Message":"m"},"RequestId":"r"}""")]
    public void Missing_members_and_odd_values_are_taken(string response) => Assert.Equal(1, Script.RespondsWith(response).Remaining);

    [Theory]
    [InlineData("""{"Date":{}}""", "`Date`", "'Data'")]
    [InlineData("""{"data":{}}""", "`data`", "'Data'")]
    [InlineData("""{"Data":{"ResourceID":"x"}}""", "`Data.ResourceID`", "'ResourceId'")]
    [InlineData("""{"Data":{"Zzzzzzzz":"x"}}""", "`Data.Zzzzzzzz`", "ResourceId")]
    [InlineData("""{"Error":{"Code":"FailedOperatoin"}}""", "`FailedOperatoin`", "'FailedOperation'")]
    public void A_member_that_the_spec_does_not_know_is_refused_at_any_depth_with_the_nearest(string response, string place, string near)
    {
        foreach (ScriptedResponse scripted in (ScriptedResponse[])[ScriptedResponse.Json(response), ScriptedResponse.EventStream("""{"Data":{}}""", response)])
        {
            ArgumentException failure = Assert.Throws<ArgumentException>(() => Script.RespondsWith(scripted));

            Assert.Contains(place, failure.Message, StringComparison.Ordinal);
            Assert.Contains(near, failure.Message, StringComparison.Ordinal);
            Assert.Contains("Undocumented()", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, Script.Remaining);
    }

    [Fact]
    public async Task An_undocumented_response_is_sent_as_it_is()
    {
        Script.RespondsWith(ScriptedResponse.Error("InventedYesterday", "m").Undocumented())
            .Then.RespondsWith(ScriptedResponse.Json("""{"New":{"Deep":1}}""").Undocumented().WithDelay(TimeSpan.Zero))
            .Then.RespondsWith(_ => ScriptedResponse.Error("InventedToday", "n").Undocumented());

        Assert.Equal(("InventedYesterday", "m"), await ErrorAsync());
        Assert.Equal(1, (await _client.CallAsync(new Call())).GetProperty("New").GetProperty("Deep").GetInt32());
        Assert.Equal(("InventedToday", "n"), await ErrorAsync());
    }

    [Fact]
    public async Task What_a_handler_makes_up_is_answered_with_the_reason()
    {
        Script.RespondsWith(_ => ScriptedResponse.Json("""{"Date":{}}"""));

        (string? code, string? message) = await ErrorAsync();

        Assert.Equal("InternalError", code);
        Assert.Contains("`Date`", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_HTTP_and_events_that_are_no_JSON_objects_are_taken() =>
        Assert.Equal(2, Script
            .RespondsWithHttp(200, """{"Response":{"Other":1}}""")
            .RespondsWith(ScriptedResponse.EventStream("text", "[DONE]", "[1]", "{", """{"Data":null,"Data":{}}""")).Remaining);

    [Fact]
    public void What_one_of_several_versions_knows_is_taken()
    {
        ActionModel older = new() { Name = "Show", Response = TestServices.Members(TestServices.Optional("Old", TestServices.Text)) };
        ActionModel newer = older with
        {
            Response = TestServices.Members(TestServices.Optional("New", TestServices.Text)),
            Errors = new EquatableArray<ErrorModel>([new ErrorModel("FailedOperation.New", "")]),
        };
        ApiGateway gateway = new([TestServices.Service("two", "2020-01-01", older), TestServices.Service("two", "2021-01-01", newer)]);

        ActionScript script = gateway.Script("Show").RespondsWith("""{"Old":"a"}""").RespondsWith("""{"New":"a"}""").Fails("FailedOperation.New");

        Assert.Equal(3, script.Remaining);
        Assert.Throws<ArgumentException>(() => script.RespondsWith("""{"Odd":"a"}"""));
    }

    public void Dispose() => _client.Dispose();

    private async Task<(string? Code, string? Message)> ErrorAsync()
    {
        JsonElement error = (await _client.CallAsync(new Call())).GetProperty("Error");
        return (error.GetProperty("Code").GetString(), error.GetProperty("Message").GetString());
    }
}
