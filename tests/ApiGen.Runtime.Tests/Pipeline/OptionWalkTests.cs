using System.Net;
using ApiGen.Runtime.Tests.Credentials;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>Every option of the runtime with every value that nobody can mean.</summary>
public sealed class OptionWalkTests
{
    private const string Role = "qcs::cam::uin/1:roleName/r";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_option_takes_a_value_or_refuses_it_by_name()
    {
        await using SocketServer metadata = SocketServer.Responding(SocketServer.Http("404 Not Found", ""));

        string[] faults = await OptionWalk.FaultsAsync(
            typeof(ApiClient).Assembly,
            OptionWalk.Use.Of(() => new ApiClientOptions(), CallAsync),
            OptionWalk.Use.Of(() => new ApiCallOptions(), options => CallAsync(new ApiClientOptions(), options)),
            OptionWalk.Use.Of(() => new RetryOptions(), options => CallAsync(new ApiClientOptions { Retry = options })),
            OptionWalk.Use.Of(() => new ThrottleOptions(), options => CallAsync(new ApiClientOptions { Throttle = options })),
            OptionWalk.Use.Of(() => new CredentialRefreshOptions(), RefreshAsync),
            OptionWalk.Use.Of(() => new CvmRoleOptions { Endpoint = metadata.Address }, options => AskAsync(() => new CvmRoleCredentialProvider(options))),
            OptionWalk.Use.Of(() => new AssumeRoleOptions { RoleArn = Role, Client = Stub() }, options => AskAsync(() => new AssumeRoleCredentialProvider(SocketClient.Credential, options))),
            OptionWalk.Use.Of(() => new TkeOidcOptions { Client = Stub() }, options => AskAsync(() => new TkeOidcCredentialProvider(options))),
            OptionWalk.Use.Of(
                () => new WebIdentityOptions { RoleArn = Role, ProviderId = "p", Token = _ => new ValueTask<string>("t"), Client = Stub() },
                options => AskAsync(() => new WebIdentityCredentialProvider(options))),
            OptionWalk.Use.Of(
                () => new SamlOptions { RoleArn = Role, PrincipalArn = "qcs::cam::uin/1:saml-provider/p", Assertion = _ => new ValueTask<string>("a"), Client = Stub() },
                options => AskAsync(() => new SamlCredentialProvider(options))),
            OptionWalk.Use.Of(() => new ProfileFileOptions { Path = "nowhere" }, options => AskAsync(() => new ProfileFileCredentialProvider(options))),
            OptionWalk.Use.Of(() => new TccliOptions { Directory = "nowhere" }, options => AskAsync(() => new TccliCredentialProvider(options))),
            OptionWalk.Use.Of(() => new DefaultCredentialOptions(), options => Task.FromResult(new DefaultCredentialProvider(options))));

        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    private static Task CallAsync(ApiClientOptions options) => CallAsync(options, null);

    /// <summary>A call that succeeds, one that is refused as too frequent, and a success after it.</summary>
    private static async Task CallAsync(ApiClientOptions options, ApiCallOptions? call)
    {
        using StubHandler handler = new(number => StubHandler.Ok(
            number == 2 ? """{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"r"}}""" : SocketClient.Success));
        options.HttpMessageHandler ??= handler;
        options.ThrottleRegistry ??= new();
        using ApiClient client = new(TestService.Service, SocketClient.Credential, null, options);
        ApiAction<ThingRequest, ThingResponse, ThingErrorCode> action = new(TestService.Service, "Walked", _ => default) { RateLimits = [new ApiRateLimit(100, TimeSpan.FromSeconds(1))] };
        for (int i = 0; i < 3; i++)
        {
            try
            {
                // What would wait is not waited for: it is the sum of times that may overflow.
                using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
                Task<ThingResponse> calling = client.SendAsync(action, new ThingRequest { Name = "n" }, call, enough.Token);
                if (i > 0)
                {
                    await enough.CancelAsync();
                }

                await calling;
            }
            catch (Exception e) when (e is ApiException or OperationCanceledException)
            {
                // Documented.
            }
        }
    }

    private static async Task RefreshAsync(CredentialRefreshOptions options)
    {
        ScriptedProvider provider = new(options)
        {
            Fetch = (number, _) => number == 1
                ? throw new InvalidOperationException("not yet")
                : Task.FromResult(new TencentCloudCredential("AKID", "key", "token", DateTimeOffset.UtcNow.AddHours(1))),
        };
        await AskAsync(() => provider);
        await AskAsync(() => provider);
        provider.LearnServiceTime(DateTimeOffset.UtcNow);
        provider.Invalidate(new TencentCloudCredential("AKID", "key", "token"));
        await AskAsync(() => provider);
    }

    private static async Task AskAsync(Func<ICredentialProvider> make)
    {
        ICredentialProvider provider = make();
        try
        {
            await provider.GetCredentialAsync(Token);
        }
        catch (ApiCredentialException)
        {
            // Documented.
        }
    }

    private static ApiClientOptions Stub() => new()
    {
        HttpMessageHandler = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("down") }),
        Retry = RetryOptions.Off,
    };
}
