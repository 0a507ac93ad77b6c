using ApiGen.Emulator.Tests.Support;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Tests.Gateway;

public sealed class RoutingTests : IDisposable
{
    private static readonly ServiceModel Sts = TestServices.Service(
        "sts", "2018-08-13", new ActionModel { Name = "AssumeRoleWithSAML", Unsigned = true }, new ActionModel { Name = "AssumeRole" });

    private static readonly ServiceModel Scaling = TestServices.Service(
        "autoscaling", "2018-04-19", new ActionModel { Name = "DescribeAccountLimits" }) with
    {
        Endpoint = "as.tencentcloudapi.com",
    };

    private static readonly ServiceModel Old = TestServices.Service(
        "cvm",
        "2016-01-01",
        new ActionModel { Name = "RunMachines", Disabled = "Use RunInstances." },
        new ActionModel { Name = "DescribeInstances", Disabled = "" });

    private readonly Client _client = new(new ApiGateway([TestServices.Tcsas, TestServices.Cvm, Old, Sts, Scaling]));

    [Fact]
    public async Task An_unknown_action_is_refused() =>
        Assert.Equal("InvalidAction", await _client.CodeAsync(new Call { Action = "CreateMNPs" }));

    [Fact]
    public async Task Names_of_actions_are_compared_with_case() =>
        Assert.Equal("InvalidAction", await _client.CodeAsync(new Call { Action = "createMNP" }));

    [Fact]
    public async Task An_action_of_another_service_is_refused() =>
        Assert.Equal("InvalidAction", await _client.CodeAsync(Cvm with { Action = "CreateMNP" }));

    [Fact]
    public async Task An_unknown_version_is_refused() =>
        Assert.Equal("NoSuchVersion", await _client.CodeAsync(new Call { Version = "2025-01-07" }));

    [Theory]
    [InlineData("cbs.tencentcloudapi.com", null)]
    [InlineData("127.0.0.1:8080", "cbs.tencentcloudapi.com")]
    [InlineData("localhost", "cbs.intl.tencentcloudapi.com")]
    [InlineData("[::1]:8080", "cbs.ap-singapore.tencentcloudapi.com")]
    public async Task An_unknown_service_is_refused_as_what_it_is(string host, string? signedHost)
    {
        Call call = new() { Host = host, SignedHost = signedHost, Scope = "cbs" };

        Assert.Equal("NoSuchProduct", await _client.CodeAsync(call));
        Assert.Equal("AuthFailure.SignatureFailure", await _client.CodeAsync(call with { SecretKey = "wrong" }));
    }

    [Theory]
    [InlineData("cbs.tencentcloudapi.com", "cvm.tencentcloudapi.com")]
    [InlineData("127.0.0.1", "cvm.tencentcloudapi.com")]
    public async Task A_host_that_its_scope_does_not_name_is_no_host_to_sign(string host, string signedHost) =>
        Assert.Equal("AuthFailure.SignatureFailure", await _client.CodeAsync(new Call { Host = host, SignedHost = signedHost, Scope = "cbs" }));

    [Fact]
    public async Task A_wrong_signature_is_reported_before_a_wrong_action() =>
        Assert.Equal("AuthFailure.SignatureFailure", await _client.CodeAsync(new Call { Action = "CreateMNPs", SecretKey = "wrong" }));

    [Fact]
    public async Task Versions_of_one_service_are_told_apart()
    {
        Assert.Null(await _client.CodeAsync(Cvm));
        Assert.Equal("ActionOffline", await _client.CodeAsync(Cvm with { Version = "2016-01-01" }));
    }

    [Fact]
    public async Task A_disabled_action_tells_why()
    {
        string? message = (await _client.CallAsync(Cvm with { Action = "RunMachines", Version = "2016-01-01" }))
            .GetProperty("Error").GetProperty("Message").GetString();

        Assert.EndsWith("Use RunInstances.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("as.tencentcloudapi.com", "as")]
    [InlineData("as.ap-guangzhou.tencentcloudapi.com", "as")]
    [InlineData("127.0.0.1", "autoscaling")]
    [InlineData("localhost", "localhost")]
    public async Task A_service_is_found_by_its_host_or_else_by_its_scope(string host, string scope) =>
        Assert.Null(await _client.CodeAsync(new Call { Host = host, Scope = scope, Action = "DescribeAccountLimits", Version = "2018-04-19", Body = "{}" }));

    [Theory]
    [InlineData("")]
    [InlineData("SKIP")]
    public async Task Some_actions_take_no_signature(string authorization)
    {
        Call call = new() { Host = "sts.tencentcloudapi.com", Version = "2018-08-13", Body = "{}", Authorization = authorization };

        Assert.Null(await _client.CodeAsync(call with { Action = "AssumeRoleWithSAML" }));
        Assert.Equal("AuthFailure.InvalidAuthorization", await _client.CodeAsync(call with { Action = "AssumeRole" }));
    }

    [Fact]
    public async Task Action_version_and_timestamp_must_be_given()
    {
        Assert.Equal("MissingParameter", await _client.CodeAsync(new Call { Action = null }));
        Assert.Equal("MissingParameter", await _client.CodeAsync(new Call { Version = "" }));
        Assert.Equal("MissingParameter", await _client.CodeAsync(new Call { Omitted = "X-TC-Timestamp" }));
        Assert.Equal("InvalidParameter", await _client.CodeAsync(new Call { MoreHeaders = [("X-TC-Timestamp", "1")] }));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_refused(string method) =>
        Assert.Equal("UnsupportedProtocol", await _client.CodeAsync(new Call { Method = method }));

    [Fact]
    public async Task Signature_version_1_is_refused_by_name()
    {
        Call call = new() { ContentType = "application/x-www-form-urlencoded", Body = "Action=CreateMNP" };

        Assert.Equal("UnsupportedOperation", await _client.CodeAsync(call));
    }

    public void Dispose() => _client.Dispose();

    private static Call Cvm => new()
    {
        Host = "cvm.tencentcloudapi.com",
        Scope = "cvm",
        Action = "DescribeInstances",
        Version = "2017-03-12",
        Body = "{}",
    };
}
