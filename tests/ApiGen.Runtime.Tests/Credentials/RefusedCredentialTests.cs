using ApiGen.Runtime.Tests.Pipeline;
using ApiGen.Runtime.Throttling;
using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>What a client does when the service takes its credential no longer.</summary>
public sealed class RefusedCredentialTests
{
    private const string Success = """{"Response":{"Data":{"Text":"mp1"},"RequestId":"r-1"}}""";
    private readonly JumpingClock _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("AuthFailure.TokenFailure")]
    [InlineData("AuthFailure.SecretIdNotFound")]
    [InlineData("AuthFailure.InvalidSecretId")]
    public async Task A_refused_credential_is_fetched_anew_and_the_call_sent_once_more(string code)
    {
        StubHandler handler = new(number => StubHandler.Ok(number == 1 ? Failure(code) : Success));
        ScriptedProvider provider = Provider();
        using ApiClient client = Client(handler, new SwappableCredentialProvider(new CredentialChain(provider)));

        await CallAsync(client);
        await CallAsync(client);

        Assert.Equal(["AKID1", "AKID2", "AKID2"], handler.Requests.Select(SignerOf));
        Assert.Equal(2, provider.Fetches);
    }

    [Fact]
    public async Task A_second_refusal_ends_the_call_with_it()
    {
        StubHandler handler = new(_ => StubHandler.Ok(Failure("AuthFailure.TokenFailure")));
        using ApiClient client = Client(handler, Provider());

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(client));

        Assert.Equal("AuthFailure.TokenFailure", e.Code);
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task A_credential_that_cannot_change_is_not_tried_again()
    {
        StubHandler handler = new(_ => StubHandler.Ok(Failure("AuthFailure.TokenFailure")));
        TencentCloudCredential only = new("AKIDx", "k", "t");
        using ApiClient first = Client(handler, only);
        using ApiClient second = Client(handler, new SwappableCredentialProvider(only));

        await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(first));
        await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(second));

        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task A_key_that_was_rotated_in_its_file_is_taken_at_once()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("credentials", "[default]\nsecret_id=AKIDone\nsecret_key=k\n");
        StubHandler handler = new(number => StubHandler.Ok(number == 2 ? Failure("AuthFailure.SecretIdNotFound") : Success));
        using ApiClient client = Client(handler, new ProfileFileCredentialProvider(new ProfileFileOptions { Path = path, TimeProvider = _clock }));
        await CallAsync(client);

        folder.Write("credentials", "[default]\nsecret_id=AKIDtwo\nsecret_key=k\n");
        await CallAsync(client);

        Assert.Equal(["AKIDone", "AKIDone", "AKIDtwo"], handler.Requests.Select(SignerOf));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    [InlineData(-10)]
    [InlineData(-24 * 60)]
    [InlineData(24 * 60)]
    public async Task With_a_wrong_clock_no_call_fails_and_few_credentials_are_fetched(int minutesAhead)
    {
        _clock.Ahead = TimeSpan.FromMinutes(minutesAhead);
        DateTimeOffset end = default;
        ScriptedProvider provider = new(new CredentialRefreshOptions { TimeProvider = _clock })
        {
            Fetch = (n, _) => Task.FromResult(new TencentCloudCredential($"AKID{n}", "k", "t", end = _clock.TrueTime.AddHours(1))),
        };
        StubHandler handler = null!;
        handler = new StubHandler(_ =>
        {
            DateTimeOffset signed = DateTimeOffset.FromUnixTimeSeconds(long.Parse(handler.Requests[^1].Headers["X-TC-Timestamp"], System.Globalization.CultureInfo.InvariantCulture));
            string body = (signed - _clock.TrueTime).Duration() > TimeSpan.FromMinutes(5) ? Failure("AuthFailure.SignatureExpire")
                : _clock.TrueTime >= end ? Failure("AuthFailure.TokenFailure")
                : Success;
            HttpResponseMessage response = StubHandler.Ok(body);
            response.Headers.Date = _clock.TrueTime;
            return response;
        });
        using ApiClient client = Client(handler, provider);

        for (int i = 0; i < 240; i++)
        {
            await CallAsync(client);
            if (provider.RenewalUnderWay is { } renewal)
            {
                await renewal.WaitAsync(Cancellation);
            }

            _clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.InRange(provider.Fetches, 2, 3);
    }

    private static string Failure(string code) => $$$"""{"Response":{"Error":{"Code":"{{{code}}}","Message":"m"},"RequestId":"r"}}""";

    private static string SignerOf(StubHandler.Sent request)
    {
        string header = request.Headers["Authorization"];
        int start = header.IndexOf("Credential=", StringComparison.Ordinal) + 11;
        return header[start..header.IndexOf('/', start)];
    }

    private static Task<ThingResponse> CallAsync(ApiClient client) => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Cancellation);

    private ApiClient Client(StubHandler handler, ICredentialProvider credentials) => new(
        TestService.Service,
        credentials,
        "ap-singapore",
        new ApiClientOptions { HttpMessageHandler = handler, ThrottleRegistry = new ThrottleRegistry(), TimeProvider = _clock, Retry = RetryOptions.Off });

    private ScriptedProvider Provider() => new(new CredentialRefreshOptions { TimeProvider = _clock })
    {
        Fetch = (n, _) => Task.FromResult(new TencentCloudCredential($"AKID{n}", "k", "t", _clock.TrueTime.AddHours(1))),
    };
}
