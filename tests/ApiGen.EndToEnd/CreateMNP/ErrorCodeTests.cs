using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;
using ApiGen.Runtime;
using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.CreateMNP;

/// <summary>Every documented error code, a common one and an unknown one, as the caller meets them.</summary>
public sealed class ErrorCodeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, CreateMNPErrorCode> PageCodes => new()
    {
        { "FailedOperation", CreateMNPErrorCode.FailedOperation },
        { "FailedOperation.MNPNumberExceedLimit", CreateMNPErrorCode.FailedOperationMNPNumberExceedLimit },
        { "FailedOperation.OperationsTeamNoMiniProgramPermission", CreateMNPErrorCode.FailedOperationOperationsTeamNoMiniProgramPermission },
        { "InternalError", CreateMNPErrorCode.InternalError },
        { "InvalidParameter", CreateMNPErrorCode.InvalidParameter },
        { "InvalidParameterValue", CreateMNPErrorCode.InvalidParameterValue },
        { "InvalidParameterValue.InvalidMNPIcon", CreateMNPErrorCode.InvalidParameterValueInvalidMNPIcon },
        { "InvalidParameterValue.InvalidMNPIntro", CreateMNPErrorCode.InvalidParameterValueInvalidMNPIntro },
        { "InvalidParameterValue.InvalidMNPName", CreateMNPErrorCode.InvalidParameterValueInvalidMNPName },
        { "InvalidParameterValue.InvalidMNPType", CreateMNPErrorCode.InvalidParameterValueInvalidMNPType },
        { "InvalidParameterValue.InvalidPlatformId", CreateMNPErrorCode.InvalidParameterValueInvalidPlatformId },
        { "InvalidParameterValue.MNPTypeNumberExceedLimit", CreateMNPErrorCode.InvalidParameterValueMNPTypeNumberExceedLimit },
        { "InvalidParameterValue.MiniProgramNameAlreadyExist", CreateMNPErrorCode.InvalidParameterValueMiniProgramNameAlreadyExist },
        { "MissingParameter", CreateMNPErrorCode.MissingParameter },
    };

    [Theory]
    [MemberData(nameof(PageCodes))]
    public async Task A_documented_code_arrives_as_its_enum_value(string code, CreateMNPErrorCode expected)
    {
        ApiException<CreateMNPErrorCode> failure = await FailAsync(code, message => ScriptedResponse.Error(expected, message));

        Assert.Equal(expected, failure.ErrorCode);
    }

    [Fact]
    public void The_enum_has_the_page_s_codes_and_Unknown_and_no_other()
    {
        IEnumerable<CreateMNPErrorCode> expected = [CreateMNPErrorCode.Unknown, .. PageCodes.Select(row => row.Data.Item2)];

        Assert.Equal(expected.Order(), Enum.GetValues<CreateMNPErrorCode>().Order());
    }

    [Fact]
    public async Task A_code_that_no_spec_knows_arrives_as_Unknown_with_its_text()
    {
        ApiException<CreateMNPErrorCode> failure = await FailAsync(
            "FailedOperation.InventedYesterday", message => ScriptedResponse.Error("FailedOperation.InventedYesterday", message).Undocumented());

        Assert.Equal(CreateMNPErrorCode.Unknown, failure.ErrorCode);
        Assert.Equal(CommonErrorCode.Unknown, failure.CommonErrorCode);
    }

    [Fact]
    public async Task A_wrong_key_arrives_as_the_common_code_of_a_signature_that_does_not_match()
    {
        await using Gateway gateway = await Gateway.StartAsync();
        using TcsasClient client = gateway.Client(secretKey: ApiEmulator.ExampleSecretKey[..^1] + "F");

        ApiException<CreateMNPErrorCode> failure = await Assert.ThrowsAsync<ApiException<CreateMNPErrorCode>>(
            () => client.CreateMNPAsync(MiniProgram.Request(), Cancelled));

        Assert.Equal("AuthFailure.SignatureFailure", failure.Code);
        Assert.Equal(CreateMNPErrorCode.Unknown, failure.ErrorCode);
        Assert.Equal(CommonErrorCode.AuthFailureSignatureFailure, failure.CommonErrorCode);
        Assert.Equal(Assert.Single(gateway.Arrivals).RequestId, failure.RequestId);
        Assert.NotEmpty(failure.ServiceMessage);
        Assert.DoesNotContain(ApiEmulator.ExampleSecretKey[..^1], failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<ApiException<CreateMNPErrorCode>> FailAsync(string code, Func<string, ScriptedResponse> response)
    {
        string message = $"what the service says of {code}";
        await using Gateway gateway = await Gateway.StartAsync();
        gateway.Script("CreateMNP").RespondsWith(response(message));
        using TcsasClient client = gateway.Client();

        ApiException<CreateMNPErrorCode> failure = await Assert.ThrowsAsync<ApiException<CreateMNPErrorCode>>(
            () => client.CreateMNPAsync(MiniProgram.Request(), Cancelled));

        ApiArrival arrival = Assert.Single(gateway.Arrivals);
        Assert.Equal(code, failure.Code);
        Assert.Equal(message, failure.ServiceMessage);
        Assert.Equal("CreateMNP", failure.Action);
        Assert.NotNull(arrival.RequestId);
        Assert.Equal(arrival.RequestId, failure.RequestId);
        Assert.Equal(1, failure.Attempts);
        Assert.Contains(code, failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        return failure;
    }
}
