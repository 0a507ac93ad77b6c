using ApiGen.Emulator.Tests.Support;
using ApiGen.Specs.Model;
using Microsoft.Extensions.Time.Testing;

namespace ApiGen.Emulator.Tests.Limits;

public sealed class RateLimitTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 1, 6, 0, 0, 0, TimeSpan.Zero));
    private readonly ApiEmulatorOptions _options = new() { VerifySignatures = false, CheckParameters = false };

    public RateLimitTests() => _options.TimeProvider = _time;

    [Fact]
    public async Task Twenty_calls_in_a_second_pass_and_the_next_one_is_refused_until_the_first_is_a_second_old()
    {
        using Client client = new(new ApiGateway([TestServices.Tcsas], _options));
        for (int i = 0; i < 20; i++)
        {
            Assert.Null(await client.CodeAsync(new Call()));
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal("RequestLimitExceeded", await client.CodeAsync(new Call()));

        _time.Advance(TimeSpan.FromMilliseconds(799));
        Assert.Equal("RequestLimitExceeded", await client.CodeAsync(new Call()));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await client.CodeAsync(new Call()));
        Assert.Equal("RequestLimitExceeded", await client.CodeAsync(new Call()));
    }

    [Fact]
    public async Task Refused_calls_use_up_nothing()
    {
        using Client client = new(new ApiGateway([WithLimits(new RateWindow(1, 1))], _options));
        Assert.Null(await client.CodeAsync(new Call()));
        for (int i = 0; i < 9; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            Assert.Equal("RequestLimitExceeded", await client.CodeAsync(new Call()));
        }

        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Null(await client.CodeAsync(new Call()));
    }

    [Fact]
    public async Task All_limits_of_an_action_hold_together()
    {
        using Client client = new(new ApiGateway([WithLimits(new RateWindow(2, 1), new RateWindow(3, 15))], _options));
        List<string?> codes = [];
        for (int i = 0; i < 3; i++)
        {
            codes.Add(await client.CodeAsync(new Call()));
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        codes.Add(await client.CodeAsync(new Call()));
        codes.Add(await client.CodeAsync(new Call()));
        _time.Advance(TimeSpan.FromSeconds(14));
        codes.Add(await client.CodeAsync(new Call()));

        Assert.Equal([null, null, "RequestLimitExceeded", null, "RequestLimitExceeded", null], codes);
    }

    [Fact]
    public async Task Every_access_host_and_every_account_has_limits_of_its_own()
    {
        _options.VerifySignatures = true;
        _options.Credentials.Clear();
        _options.Credentials.Add(new EmulatorCredential("first", "key1", account: "one"));
        _options.Credentials.Add(new EmulatorCredential("second", "key2", account: "one"));
        _options.Credentials.Add(new EmulatorCredential("third", "key3", account: "two"));
        using Client client = new(new ApiGateway([WithLimits(new RateWindow(1, 1))], _options));
        Call call = new() { SecretId = "first", SecretKey = "key1", Timestamp = _time.GetUtcNow().ToUnixTimeSeconds() };

        Assert.Null(await client.CodeAsync(call));
        Assert.Equal("RequestLimitExceeded", await client.CodeAsync(call with { SecretId = "second", SecretKey = "key2" }));
        Assert.Null(await client.CodeAsync(call with { SecretId = "third", SecretKey = "key3" }));
        Assert.Null(await client.CodeAsync(call with { Host = "tcsas.tencentcloudapi.com" }));
        Assert.Equal("RequestLimitExceeded", await client.CodeAsync(call with { Host = "127.0.0.1:99" }));
    }

    [Fact]
    public async Task Without_verification_the_claimed_key_counts_as_the_account()
    {
        ApiGateway gateway = new([WithLimits(new RateWindow(1, 1))], _options);
        using Client client = new(gateway);

        Assert.Null(await client.CodeAsync(new Call { SecretId = "one" }));
        Assert.Null(await client.CodeAsync(new Call { SecretId = "two" }));
        Assert.Equal("RequestLimitExceeded", await client.CodeAsync(new Call { SecretId = "one" }));
        Assert.Equal(["one", "two", "one"], gateway.Arrivals.Select(a => a.Account));
    }

    [Fact]
    public async Task Calls_that_are_not_recognised_use_up_nothing()
    {
        _options.VerifySignatures = true;
        using Client client = new(new ApiGateway([WithLimits(new RateWindow(1, 1))], _options));
        Call call = new() { Timestamp = _time.GetUtcNow().ToUnixTimeSeconds() };

        Assert.Equal("AuthFailure.SignatureFailure", await client.CodeAsync(call with { SecretKey = "wrong" }));
        Assert.Null(await client.CodeAsync(call));
    }

    [Fact]
    public async Task Limits_can_be_switched_off()
    {
        _options.EnforceRateLimits = false;
        using Client client = new(new ApiGateway([WithLimits(new RateWindow(1, 60))], _options));

        Assert.Null(await client.CodeAsync(new Call()));
        Assert.Null(await client.CodeAsync(new Call()));
    }

    [Fact]
    public async Task No_window_of_the_limit_s_length_holds_more_than_the_limit_whatever_the_schedule()
    {
        Random random = new(20250106);
        RateWindow limit = new(5, 1);
        ApiGateway gateway = new([WithLimits(limit)], _options);
        using Client client = new(gateway);
        for (int i = 0; i < 2000; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(random.Next(0, 250)));
            await client.CodeAsync(new Call());
        }

        ApiArrival[] admitted = [.. gateway.Arrivals.Where(arrival => arrival.Accepted)];
        Assert.Equal(limit.Limit, ArrivalStatistics.LargestInAny(TimeSpan.FromSeconds(limit.Seconds), admitted));
        Assert.All(
            gateway.Arrivals.Where(arrival => !arrival.Accepted),
            refused => Assert.Equal(limit.Limit, admitted.Count(a => a.At <= refused.At && refused.At - a.At < TimeSpan.FromSeconds(1))));
    }

    private static ServiceModel WithLimits(params RateWindow[] limits) => TestServices.Tcsas with
    {
        Actions = TestServices.Actions(TestServices.CreateMNP with { RateLimits = TestServices.Limits(limits) }),
    };
}
