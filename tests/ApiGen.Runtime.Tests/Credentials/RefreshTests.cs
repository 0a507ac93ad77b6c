using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

public sealed class RefreshTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_credential_is_fetched_once_and_kept_until_shortly_before_its_end()
    {
        ScriptedProvider provider = Provider((n, _) => Task.FromResult(Credential(n, hours: 1)));

        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);
        _time.Advance(TimeSpan.FromMinutes(54));
        TencentCloudCredential later = await provider.GetCredentialAsync(Cancellation);

        Assert.Same(first, later);
        Assert.Equal(1, provider.Fetches);
    }

    [Fact]
    public async Task Five_minutes_before_the_end_the_old_one_is_handed_out_while_a_new_one_is_fetched()
    {
        TaskCompletionSource<TencentCloudCredential> second = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedProvider provider = Provider((n, _) => n == 1 ? Task.FromResult(Credential(1, hours: 1)) : second.Task);
        TencentCloudCredential old = await provider.GetCredentialAsync(Cancellation);
        _time.Advance(TimeSpan.FromMinutes(56));

        Assert.Same(old, await provider.GetCredentialAsync(Cancellation));
        Assert.Same(old, await provider.GetCredentialAsync(Cancellation));
        Task renewal = Assert.IsAssignableFrom<Task>(provider.RenewalUnderWay);
        TencentCloudCredential renewed = Credential(2, hours: 1);
        second.SetResult(renewed);
        await renewal.WaitAsync(Cancellation);

        Assert.Same(renewed, await provider.GetCredentialAsync(Cancellation));
        Assert.Equal(2, provider.Fetches);
    }

    [Fact]
    public async Task However_many_callers_wait_one_fetch_serves_them_all()
    {
        TaskCompletionSource<TencentCloudCredential> only = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedProvider provider = Provider((_, _) => only.Task);

        Task<TencentCloudCredential>[] callers = [.. Enumerable.Range(0, 64).Select(_ => Task.Run(() => provider.GetCredentialAsync(Cancellation).AsTask(), Cancellation))];
        only.SetResult(Credential(1, hours: 1));
        TencentCloudCredential[] got = await Task.WhenAll(callers);

        Assert.Equal(1, provider.Fetches);
        Assert.All(got, credential => Assert.Same(got[0], credential));
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_end_the_fetch_for_the_others()
    {
        TaskCompletionSource<TencentCloudCredential> only = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedProvider provider = Provider((_, _) => only.Task);
        using CancellationTokenSource impatient = new();
        Task<TencentCloudCredential> first = provider.GetCredentialAsync(impatient.Token).AsTask();
        Task<TencentCloudCredential> second = provider.GetCredentialAsync(Cancellation).AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        only.SetResult(Credential(1, hours: 1));

        Assert.Equal("AKID1", (await second).SecretId);
        Assert.Equal(1, provider.Fetches);
    }

    [Fact]
    public async Task While_renewals_fail_the_old_one_stays_in_use_and_the_pauses_grow()
    {
        ScriptedProvider provider = Provider((n, _) => n == 1 ? Task.FromResult(Credential(1, hours: 1)) : throw new ApiCredentialException("The source is down."));
        TencentCloudCredential old = await provider.GetCredentialAsync(Cancellation);
        _time.Advance(TimeSpan.FromMinutes(55));

        List<int> fetchesAfterSeconds = [];
        for (int second = 0; second < 60; second++)
        {
            Assert.Same(old, await provider.GetCredentialAsync(Cancellation));
            await SettleAsync(provider);
            fetchesAfterSeconds.Add(provider.Fetches);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        // Pauses of 1, 2, 4, 8, 16 seconds, up to a fifth shorter: six to seven attempts in a minute, not sixty.
        Assert.Equal(2, fetchesAfterSeconds[0]);
        Assert.InRange(fetchesAfterSeconds[^1], 6, 8);
    }

    [Fact]
    public async Task In_the_last_seconds_callers_wait_for_the_renewal_and_fall_back_to_what_is_still_valid()
    {
        ScriptedProvider provider = Provider((n, _) => n == 1 ? Task.FromResult(Credential(1, hours: 1)) : throw new ApiCredentialException("The source is down."));
        TencentCloudCredential old = await provider.GetCredentialAsync(Cancellation);
        _time.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(10));

        Assert.Same(old, await provider.GetCredentialAsync(Cancellation));
        Assert.Equal(2, provider.Fetches);
        _time.Advance(TimeSpan.FromSeconds(10));

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());
        Assert.Equal("The source is down.", e.Message);
    }

    [Fact]
    public async Task A_failed_first_fetch_is_reported_to_all_and_repeated_after_a_pause_only()
    {
        ScriptedProvider provider = Provider((n, _) => n == 1 ? throw new InvalidOperationException("boom") : Task.FromResult(Credential(n, hours: 1)));

        ApiCredentialException first = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());
        ApiCredentialException second = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());
        Assert.Equal(1, provider.Fetches);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("the scripted source failed: boom", first.Message);
        Assert.Equal(first.Message, second.Message);
        Assert.NotSame(first, second);
        Assert.Equal("AKID2", (await provider.GetCredentialAsync(Cancellation)).SecretId);
    }

    [Fact]
    public async Task A_fetch_that_takes_too_long_is_ended_and_named()
    {
        ScriptedProvider provider = Provider(async (_, cancellation) =>
        {
            Task never = Task.Delay(Timeout.Infinite, cancellation);
            _time.Advance(TimeSpan.FromSeconds(30));
            await never;
            return Credential(1, hours: 1);
        });

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());

        Assert.Equal("the scripted source gave no credential within 30 s.", e.Message);
    }

    [Fact]
    public async Task A_short_lived_credential_is_renewed_at_half_of_its_life()
    {
        ScriptedProvider provider = Provider((n, _) => Task.FromResult(Credential(n, hours: 0.1)));
        await provider.GetCredentialAsync(Cancellation);

        _time.Advance(TimeSpan.FromSeconds(179));
        await provider.GetCredentialAsync(Cancellation);
        Assert.Equal(1, provider.Fetches);
        _time.Advance(TimeSpan.FromSeconds(1));
        await provider.GetCredentialAsync(Cancellation);
        await SettleAsync(provider);

        Assert.Equal(2, provider.Fetches);
        Assert.Equal("AKID2", (await provider.GetCredentialAsync(Cancellation)).SecretId);
    }

    [Fact]
    public async Task A_credential_that_seems_over_on_arrival_is_used_without_asking_again_at_every_call()
    {
        ScriptedProvider provider = Provider((n, _) => Task.FromResult(Credential(n, hours: -2)));

        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);
        _time.Advance(TimeSpan.FromSeconds(59));

        Assert.Same(first, await provider.GetCredentialAsync(Cancellation));
        Assert.Equal(1, provider.Fetches);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15 * 60)]
    [InlineData(365 * 24 * 3600)]
    public async Task However_often_renewals_fail_and_however_long_the_pauses_the_source_is_asked_again(int retryDelaySeconds)
    {
        bool isDown = true;
        ScriptedProvider provider = new(new CredentialRefreshOptions { TimeProvider = _time, RetryDelay = TimeSpan.FromSeconds(retryDelaySeconds) })
        {
            Fetch = (n, _) => isDown ? throw new IOException("down") : Task.FromResult(Credential(n, hours: 2)),
        };
        for (int i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        isDown = false;

        Assert.Equal("AKID101", (await provider.GetCredentialAsync(Cancellation)).SecretId);
    }

    [Fact]
    public async Task Pauses_as_long_as_can_be_said_do_not_overflow()
    {
        ScriptedProvider provider = new(new CredentialRefreshOptions { TimeProvider = _time, RetryDelay = TimeSpan.MaxValue, MaxRetryDelay = TimeSpan.MaxValue })
        {
            Fetch = (_, _) => throw new IOException("down"),
        };

        ApiCredentialException first = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());
        ApiCredentialException second = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());

        Assert.Equal(first.Message, second.Message);
        Assert.Equal(1, provider.Fetches);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fetch_that_ignores_its_time_is_left_behind_and_the_next_one_starts(bool isBlocking)
    {
        using ManualResetEventSlim release = new();
        TaskCompletionSource<TencentCloudCredential> never = new();
        ScriptedProvider provider = Provider((n, _) =>
        {
            if (n == 2)
            {
                return Task.FromResult(Credential(n, hours: 1));
            }

            _time.Advance(TimeSpan.FromSeconds(30));
            if (isBlocking)
            {
                release.Wait(Cancellation);
            }

            return never.Task;
        });

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());
        _time.Advance(TimeSpan.FromSeconds(1));
        TencentCloudCredential second = await provider.GetCredentialAsync(Cancellation);
        release.Set();

        Assert.Equal("the scripted source gave no credential within 30 s.", e.Message);
        Assert.Equal("AKID2", second.SecretId);
    }

    [Fact]
    public async Task A_timeout_of_the_source_s_own_is_not_taken_for_the_renewal_s()
    {
        ScriptedProvider provider = Provider((_, _) => throw new TaskCanceledException("HttpClient.Timeout of 2 seconds elapsing", new TimeoutException()));

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());

        Assert.Equal("the scripted source failed: HttpClient.Timeout of 2 seconds elapsing", e.Message);
    }

    [Fact]
    public async Task A_refused_credential_is_not_handed_out_again_and_fetched_anew_once_for_all_its_callers()
    {
        ScriptedProvider provider = Provider((n, _) => Task.FromResult(Credential(n, hours: 1)));
        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);

        Assert.True(provider.Invalidate(first));
        Assert.True(provider.Invalidate(first));
        TencentCloudCredential second = await provider.GetCredentialAsync(Cancellation);
        Assert.True(provider.Invalidate(first));

        Assert.Equal("AKID2", second.SecretId);
        Assert.Same(second, await provider.GetCredentialAsync(Cancellation));
        Assert.Equal(2, provider.Fetches);
    }

    [Fact]
    public async Task A_refused_credential_is_not_handed_out_again_while_the_source_is_down()
    {
        ScriptedProvider provider = Provider((n, _) => n == 1 ? Task.FromResult(Credential(n, hours: 1)) : throw new ApiCredentialException("The source is down."));
        provider.Invalidate(await provider.GetCredentialAsync(Cancellation));

        for (int i = 0; i < 3; i++)
        {
            ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());
            Assert.Equal("The source is down.", e.Message);
            _time.Advance(TimeSpan.FromSeconds(i));
        }
    }

    [Fact]
    public async Task A_service_that_refuses_whatever_is_fetched_does_not_burden_the_issuer()
    {
        ScriptedProvider provider = Provider((n, _) => Task.FromResult(Credential(n, hours: 1)));
        for (int second = 0; second < 600; second++)
        {
            for (int i = 0; i < 10; i++)
            {
                provider.Invalidate(await provider.GetCredentialAsync(Cancellation));
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        // Pauses of 1, 2, 4 ... 60 seconds in ten minutes.
        Assert.InRange(provider.Fetches, 10, 20);
    }

    [Fact]
    public async Task The_fetch_does_not_see_the_ambient_values_of_the_call_that_began_it()
    {
        AsyncLocal<string?> ambient = new() { Value = "caller" };
        string? seen = "";
        ScriptedProvider provider = Provider((n, _) =>
        {
            seen = ambient.Value;
            return Task.FromResult(Credential(n, hours: 1));
        });

        await provider.GetCredentialAsync(Cancellation);

        Assert.Null(seen);
    }

    private static async Task SettleAsync(RefreshingCredentialProvider provider)
    {
        if (provider.RenewalUnderWay is { } renewal)
        {
            await renewal.WaitAsync(Cancellation);
        }
    }

    private ScriptedProvider Provider(Func<int, CancellationToken, Task<TencentCloudCredential>> fetch) =>
        new(new CredentialRefreshOptions { TimeProvider = _time }) { Fetch = fetch };

    private TencentCloudCredential Credential(int number, double hours) =>
        new($"AKID{number}", "secretsecret", "tokentoken", _time.GetUtcNow() + TimeSpan.FromHours(hours));
}
