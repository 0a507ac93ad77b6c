using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>Credentials end by the issuer's clock, whatever this machine's does. The issuer here goes by the true time.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(2);
    private readonly JumpingClock _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private bool _isDown;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(24)]
    [InlineData(-24)]
    [InlineData(24 * 365)]
    public async Task A_wrong_clock_that_is_corrected_blocks_no_renewal(int hoursAhead)
    {
        _clock.Ahead = TimeSpan.FromHours(hoursAhead);
        ScriptedProvider provider = Provider();
        _isDown = true;
        await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());

        _clock.Ahead = TimeSpan.Zero;
        _isDown = false;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("AKID2", (await provider.GetCredentialAsync(Cancellation)).SecretId);
    }

    [Theory]
    [InlineData(24, 0)]
    [InlineData(24, 30)]
    [InlineData(1, 30)]
    [InlineData(-1, 30)]
    [InlineData(-24, 30)]
    [InlineData(-24, 119)]
    public async Task A_clock_that_is_wrong_at_first_and_corrected_later_has_no_credential_used_past_its_end(int hoursAhead, int correctedAfterMinutes)
    {
        _clock.Ahead = TimeSpan.FromHours(hoursAhead);
        ScriptedProvider provider = Provider();
        for (int minute = 0; minute < 26 * 60; minute++)
        {
            if (minute == correctedAfterMinutes)
            {
                _clock.Ahead = TimeSpan.Zero;
            }

            TencentCloudCredential credential = await provider.GetCredentialAsync(Cancellation);
            await SettleAsync(provider);
            Assert.True(credential.Expiration > _clock.TrueTime, $"minute {minute}: ended at {credential.Expiration}");
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        // One in about two hours, and one a minute while the clock was so wrong that nothing could be told by it.
        Assert.InRange(provider.Fetches, 13, 20 + correctedAfterMinutes);
    }

    [Fact]
    public async Task After_a_sleep_of_the_machine_callers_wait_for_a_new_credential()
    {
        ScriptedProvider provider = Provider();
        await provider.GetCredentialAsync(Cancellation);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Sleep(TimeSpan.FromHours(3));

        TencentCloudCredential credential = await provider.GetCredentialAsync(Cancellation);

        Assert.Equal("AKID2", credential.SecretId);
    }

    [Fact]
    public async Task A_clock_that_is_set_ahead_takes_no_valid_credential_away_while_the_issuer_is_down()
    {
        ScriptedProvider provider = Provider();
        TencentCloudCredential only = await provider.GetCredentialAsync(Cancellation);
        _isDown = true;
        _clock.Ahead = TimeSpan.FromDays(1);

        for (int minute = 0; minute < 119; minute++)
        {
            Assert.Same(only, await provider.GetCredentialAsync(Cancellation));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());
    }

    [Theory]
    [InlineData(-24)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(24)]
    public async Task What_a_client_learns_of_the_service_s_time_decides_when_a_credential_ends(int hoursAhead)
    {
        _clock.Ahead = TimeSpan.FromHours(hoursAhead);
        ScriptedProvider provider = Provider();
        await provider.GetCredentialAsync(Cancellation);

        provider.LearnServiceTime(_clock.TrueTime);
        for (int minute = 0; minute < 10 * 60; minute++)
        {
            TencentCloudCredential credential = await provider.GetCredentialAsync(Cancellation);
            await SettleAsync(provider);
            Assert.True(credential.Expiration > _clock.TrueTime, $"minute {minute}: ended at {credential.Expiration}");
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        // 115 minutes each.
        Assert.Equal(6, provider.Fetches);
    }

    [Fact]
    public async Task What_was_learnt_is_forgotten_when_the_clock_is_set()
    {
        _clock.Ahead = TimeSpan.FromDays(-1);
        ScriptedProvider provider = Provider();
        await provider.GetCredentialAsync(Cancellation);
        provider.LearnServiceTime(_clock.TrueTime);
        _clock.Advance(TimeSpan.FromMinutes(10));

        _clock.Ahead = TimeSpan.Zero;
        for (int minute = 10; minute < 115; minute++)
        {
            await provider.GetCredentialAsync(Cancellation);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, provider.Fetches);
        await provider.GetCredentialAsync(Cancellation);
        await SettleAsync(provider);
        Assert.Equal(2, provider.Fetches);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_time_that_cannot_be_does_no_harm(int which)
    {
        ScriptedProvider provider = Provider();
        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);

        provider.LearnServiceTime(which == 0 ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue);
        _clock.Advance(TimeSpan.FromMinutes(1));

        TencentCloudCredential second = await provider.GetCredentialAsync(Cancellation);
        Assert.True(second.Expiration >= first.Expiration);
    }

    [Fact]
    public async Task A_changed_file_is_seen_within_seconds_after_a_clock_that_was_ahead_is_corrected()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("credentials", "[default]\nsecret_id=AKIDone\nsecret_key=k\n");
        ProfileFileCredentialProvider provider = new(new ProfileFileOptions { Path = path, TimeProvider = _clock });
        _clock.Ahead = TimeSpan.FromDays(1);
        await provider.GetCredentialAsync(Cancellation);

        _clock.Ahead = TimeSpan.Zero;
        folder.Write("credentials", "[default]\nsecret_id=AKIDtwo\nsecret_key=k\n");
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("AKIDtwo", (await provider.GetCredentialAsync(Cancellation)).SecretId);
    }

    [Fact]
    public async Task The_end_that_a_file_names_is_compared_with_the_service_s_time()
    {
        using TemporaryFolder folder = new();
        long end = (_clock.TrueTime + Life).ToUnixTimeSeconds();
        folder.Write("default.credential", $$"""{"secretId": "AKIDx", "secretKey": "k", "token": "t", "expiresAt": {{end}}}""");
        TccliCredentialProvider provider = new(new TccliOptions { Directory = folder.PathOf(""), TimeProvider = _clock });
        _clock.Ahead = TimeSpan.FromHours(-24);
        await provider.GetCredentialAsync(Cancellation);

        provider.LearnServiceTime(_clock.TrueTime);
        _clock.Advance(Life - TimeSpan.FromSeconds(1));
        await provider.GetCredentialAsync(Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<ApiCredentialException>(async () => await provider.GetCredentialAsync(Cancellation));
    }

    [Fact]
    public async Task Providers_that_stand_before_others_pass_on_what_clients_learn()
    {
        Recorder recorder = new();
        SwappableCredentialProvider provider = new(new CredentialChain(recorder));
        TencentCloudCredential credential = await provider.GetCredentialAsync(Cancellation);

        provider.LearnServiceTime(_clock.TrueTime);
        bool mayBeRenewed = provider.Invalidate(credential);

        Assert.True(mayBeRenewed);
        Assert.Equal(_clock.TrueTime, recorder.Learnt);
        Assert.Same(credential, recorder.Refused);
    }

    // The monotonic clock of Linux and macOS stands still meanwhile.
    private void Sleep(TimeSpan duration)
    {
        _isAsleep += duration;
        _clock.Ahead += duration;
    }

    private TimeSpan _isAsleep;

    private static async Task SettleAsync(RefreshingCredentialProvider provider)
    {
        if (provider.RenewalUnderWay is { } renewal)
        {
            await renewal.WaitAsync(Cancellation);
        }
    }

    private ScriptedProvider Provider() => new(new CredentialRefreshOptions { TimeProvider = _clock })
    {
        Fetch = (n, _) => _isDown
            ? throw new ApiCredentialException("The issuer is down.")
            : Task.FromResult(new TencentCloudCredential($"AKID{n}", "k", "t", _clock.TrueTime + _isAsleep + Life)),
    };

    private sealed class Recorder : ICredentialProvider
    {
        internal DateTimeOffset? Learnt { get; private set; }

        internal TencentCloudCredential? Refused { get; private set; }

        public string AccountKey => "recorder";

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) => new(new TencentCloudCredential("AKIDx", "k"));

        public bool Invalidate(TencentCloudCredential refused)
        {
            Refused = refused;
            return true;
        }

        public void LearnServiceTime(DateTimeOffset serviceTime) => Learnt = serviceTime;
    }
}
