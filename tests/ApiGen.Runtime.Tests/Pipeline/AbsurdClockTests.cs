using System.Globalization;
using ApiGen.Runtime.Tests.Credentials;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>A clock of this machine that nobody can mean is a wrong clock like any other: the service refuses the first call and tells the time, and everything goes on.</summary>
public sealed class AbsurdClockTests
{
    private static readonly DateTimeOffset TrueTime = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<DateTimeOffset> Clocks => new()
    {
        DateTimeOffset.MinValue,
        DateTimeOffset.MinValue.AddDays(1),
        new DateTimeOffset(1, 1, 1, 14, 0, 0, TimeSpan.FromHours(14)),
        DateTimeOffset.UnixEpoch.AddTicks(-1),
        DateTimeOffset.UnixEpoch,
        TrueTime.AddDays(-1),
        TrueTime.AddDays(1),
        new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero),
        DateTimeOffset.MaxValue,
    };

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task Calls_are_signed_with_the_service_s_time_after_the_first_refusal(DateTimeOffset local)
    {
        Hands hands = new() { Time = local };
        using StubHandler handler = Service();
        using ApiClient client = Client(hands, handler, SocketClient.Credential);

        await CallAsync(client);
        hands.Time = TrueTime;
        await CallAsync(client);
        hands.Time = local;
        await CallAsync(client);

        // Each jump of the clock costs one refusal.
        Assert.Equal(6, handler.Requests.Count);
        Assert.All(handler.Requests.Where((_, i) => i % 2 == 1), sent => Assert.InRange(TimestampOf(sent), TrueTime.ToUnixTimeSeconds() - 1, TrueTime.ToUnixTimeSeconds() + 1));
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task A_temporary_credential_is_handed_out_and_used(DateTimeOffset local)
    {
        Hands hands = new() { Time = local };
        ScriptedProvider provider = new(new CredentialRefreshOptions { TimeProvider = hands })
        {
            Fetch = (number, _) => Task.FromResult(new TencentCloudCredential($"AKID{number}", "example-secret-key", "token", TrueTime.AddHours(2))),
        };
        using StubHandler handler = Service();
        using ApiClient client = Client(hands, handler, provider);

        await CallAsync(client);
        await CallAsync(client);

        Assert.InRange(provider.Fetches, 1, 3);
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task A_pause_until_a_date_that_the_response_names_does_not_break(DateTimeOffset local)
    {
        StubHandler handler = new(_ =>
        {
            HttpResponseMessage response = new(System.Net.HttpStatusCode.ServiceUnavailable) { Content = new StringContent("busy") };
            response.Headers.TryAddWithoutValidation("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT");
            return response;
        });
        using ApiClient client = Client(new Hands { Time = local }, handler, SocketClient.Credential);

        await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync(client));
    }

    private static Task<ThingResponse> CallAsync(ApiClient client) => client.SendAsync(TestService.Action("AbsurdClock"), new ThingRequest { Name = "n" }, null, Token);

    // Refuses what is dated more than five minutes off, as the real service does.
    private static StubHandler Service()
    {
        StubHandler? handler = null;
        return handler = new StubHandler(number =>
        {
            bool isOff = Math.Abs(TimestampOf(handler!.Requests[number - 1]) - TrueTime.ToUnixTimeSeconds()) > 300;
            HttpResponseMessage response = StubHandler.Ok(isOff ? """{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"m"},"RequestId":"r"}}""" : SocketClient.Success);
            response.Headers.Date = TrueTime;
            return response;
        });
    }

    private static long TimestampOf(StubHandler.Sent sent) => long.Parse(sent.Headers["X-TC-Timestamp"], CultureInfo.InvariantCulture);

    private static ApiClient Client(TimeProvider time, StubHandler handler, ICredentialProvider credentials) => new(
        TestService.Service,
        credentials,
        null,
        new ApiClientOptions { HttpMessageHandler = handler, TimeProvider = time, ThrottleRegistry = new() });

    /// <summary>A clock with hands that stand still; timers and timestamps are the system's.</summary>
    private sealed class Hands : TimeProvider
    {
        internal DateTimeOffset Time { get; set; }

        public override DateTimeOffset GetUtcNow() => Time;
    }
}
