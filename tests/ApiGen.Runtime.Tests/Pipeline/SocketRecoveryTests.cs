using System.Globalization;
using System.Net;
using ApiGen.Runtime.Signing;
using ApiGen.Runtime.Tests.Telemetry;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>What a client does after a failure on a real socket, until the call succeeds.</summary>
public sealed class SocketRecoveryTests
{
    private const string Success = SocketClient.Success;
    private const int MaxAttempts = SocketClient.MaxAttempts;
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_551_113_065);

    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public async Task A_repeated_call_can_succeed()
    {
        int number = 0;
        await using SocketServer server = Serving(_ => Interlocked.Increment(ref number) < MaxAttempts
            ? SocketServer.Http("429 Too Many Requests", "", "Retry-After: 0")
            : SocketServer.Http("200 OK", Success));
        using ApiClient client = SocketClient.Create(server.Address);

        Assert.Equal("mp1", (await SocketClient.CallAsync(client, idempotent: false)).Data.Text);
        Assert.Equal(MaxAttempts, server.Requests);
    }

    [Fact]
    public async Task The_pause_that_a_429_asks_for_passes_before_the_server_sees_the_call_again()
    {
        List<DateTimeOffset> seen = [];
        await using SocketServer server = Serving(_ =>
        {
            seen.Add(_time.GetUtcNow());
            return seen.Count == 1 ? SocketServer.Http("429 Too Many Requests", "", "Retry-After: 7") : SocketServer.Http("200 OK", Success);
        });
        using LogCollector logs = new();
        using ApiClient client = SocketClient.Create(server.Address, o =>
        {
            o.TimeProvider = _time;
            o.LoggerFactory = logs;
            o.Timeout = Timeout.InfiniteTimeSpan;
        });

        Task<ThingResponse> call = SocketClient.CallAsync(client, idempotent: false);
        while (!call.IsCompleted)
        {
            // Time stands still until the pause begins: it would run far ahead of the socket.
            _time.Advance(logs.Entries.IsEmpty ? TimeSpan.Zero : TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.Equal("mp1", (await call).Data.Text);
        Assert.Equal(2, server.Requests);
        Assert.True(seen[1] - seen[0] >= TimeSpan.FromSeconds(7), $"The server saw the call again after {seen[1] - seen[0]}.");
        Assert.Equal(7000.0, Assert.Single(logs.Entries, entry => entry.EventId == 1003).Values["DelayMilliseconds"]);
    }

    [Fact]
    public async Task A_wrong_clock_is_learnt_from_one_refusal_and_later_calls_are_right_at_once()
    {
        DateTimeOffset serverTime = Start + TimeSpan.FromMinutes(10);
        List<long> timestamps = [];
        await using SocketServer server = Serving(head =>
        {
            long timestamp = long.Parse(ValueOf(head, "X-TC-Timestamp"), CultureInfo.InvariantCulture);
            timestamps.Add(timestamp);
            string body = Math.Abs(serverTime.ToUnixTimeSeconds() - timestamp) <= 300
                ? Success
                : """{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"m"},"RequestId":"r-2"}}""";
            return SocketServer.Http("200 OK", body, $"Date: {serverTime:R}");
        });
        using ApiClient client = SocketClient.Create(server.Address, o => o.TimeProvider = _time);

        Assert.Equal("mp1", (await SocketClient.CallAsync(client, idempotent: false)).Data.Text);
        Assert.Equal("mp1", (await SocketClient.CallAsync(client, idempotent: false)).Data.Text);

        long right = serverTime.ToUnixTimeSeconds();
        Assert.Equal([Start.ToUnixTimeSeconds(), right, right], timestamps);
    }

    [Fact]
    public async Task The_backup_takes_over_from_a_host_that_refuses_connections_with_the_signature_of_its_own_name()
    {
        const string Backup = "tcsas.ap-singapore.tencentcloudapi.com";
        List<string> heads = [];
        await using SocketServer server = Serving(head =>
        {
            heads.Add(head);
            return SocketServer.Http("200 OK", Success);
        });
        using ApiClient client = SocketClient.Create(SocketServer.FreeAddress(), o =>
        {
            o.BackupAccessHost = Backup;
            o.BackupEndpoint = server.Address;
            o.FailuresBeforeBackup = MaxAttempts - 1;
        });

        Assert.Equal("mp1", (await SocketClient.CallAsync(client, idempotent: false)).Data.Text);

        string head = Assert.Single(heads);
        long timestamp = long.Parse(ValueOf(head, "X-TC-Timestamp"), CultureInfo.InvariantCulture);
        string expected = new Tc3Signer("tcsas", Backup, "CreateThing").Sign(SocketClient.Credential, timestamp, """{"Name":"n"}"""u8);
        Assert.Equal(Backup, ValueOf(head, "Host"));
        Assert.Equal(expected, ValueOf(head, "Authorization"));
    }

    [Fact]
    public async Task The_backup_takes_over_from_a_host_that_accepts_connections_and_says_nothing()
    {
        await using SocketServer stalling = new(static async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.StallAsync();
        });
        await using SocketServer backup = SocketServer.Responding(SocketServer.Http("200 OK", Success));
        using ApiClient client = SocketClient.Create(stalling.Address, o =>
        {
            o.BackupAccessHost = "tcsas.ap-singapore.tencentcloudapi.com";
            o.BackupEndpoint = backup.Address;
            o.FailuresBeforeBackup = 1;
            o.AttemptTimeout = TimeSpan.FromSeconds(1);
        });

        Assert.Equal("mp1", (await SocketClient.CallAsync(client, idempotent: true)).Data.Text);
        Assert.Equal("mp1", (await SocketClient.CallAsync(client, idempotent: true)).Data.Text);

        Assert.Equal(1, stalling.Connections);
        Assert.InRange(backup.Requests, 2, int.MaxValue);
    }

    [Fact]
    public async Task What_the_caller_cancels_is_no_failure_of_the_host()
    {
        SemaphoreSlim arrived = new(0);
        int connections = 0;
        await using SocketServer first = new(async connection =>
        {
            await connection.ReadRequestAsync();
            if (Interlocked.Increment(ref connections) == 1)
            {
                arrived.Release();
                await connection.StallAsync();
            }

            await connection.WriteAsync(SocketServer.Http("200 OK", Success));
        });
        await using SocketServer backup = SocketServer.Responding(SocketServer.Http("200 OK", Success));
        using ApiClient client = SocketClient.Create(first.Address, o =>
        {
            o.BackupAccessHost = "tcsas.ap-singapore.tencentcloudapi.com";
            o.BackupEndpoint = backup.Address;
            o.FailuresBeforeBackup = 1;
        });
        using CancellationTokenSource source = new();

        Task call = client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, source.Token);
        await arrived.WaitAsync(TestContext.Current.CancellationToken);
        await source.CancelAsync();
        await Assert.ThrowsAsync<ApiCanceledException>(() => call);
        Assert.Equal("mp1", (await SocketClient.CallAsync(client, idempotent: true)).Data.Text);

        Assert.Equal((2, 0), (first.Connections, backup.Connections));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 57\r\n\r\n{\"Response\":{")]
    public async Task A_connection_that_stalls_is_given_up_and_the_next_one_succeeds(string beginning)
    {
        int connections = 0;
        await using SocketServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            if (Interlocked.Increment(ref connections) == 1)
            {
                await connection.WriteAsync(beginning);
                await connection.StallAsync();
            }

            await connection.WriteAsync(SocketServer.Http("200 OK", Success));
        });
        using ApiClient client = SocketClient.Create(server.Address, o => o.AttemptTimeout = TimeSpan.FromSeconds(1));

        Assert.Equal("mp1", (await SocketClient.CallAsync(client, idempotent: true)).Data.Text);
        Assert.InRange(server.Connections, 2, MaxAttempts);
    }

    [Fact]
    public async Task A_pooled_connection_that_was_reset_after_the_answer_costs_no_call()
    {
        SemaphoreSlim answered = new(0);
        SemaphoreSlim reset = new(0);
        byte[] answer = System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Success.Length}\r\n\r\n{Success}");
        await using SocketServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(answer);
            await connection.WaitAsync(answered);
            connection.Reset();
            reset.Release();
        });
        using ApiClient client = SocketClient.Create(server.Address);

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("mp1", (await SocketClient.CallAsync(client, idempotent: false)).Data.Text);
            answered.Release();
            await reset.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(3, server.Connections);
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public async Task The_target_of_a_redirect_never_sees_the_request()
    {
        await using SocketServer target = SocketServer.Responding(SocketServer.Http("200 OK", Success));
        await using SocketServer server = SocketServer.Responding(SocketServer.Http("307 Temporary Redirect", "", $"Location: {target.Address}"));
        using ApiClient client = SocketClient.Create(server.Address);

        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, e.StatusCode);
        Assert.Equal(0, target.Connections);
    }

    private static SocketServer Serving(Func<string, byte[]> answer) => new(async connection =>
    {
        string head = await connection.ReadRequestAsync();
        await connection.WriteAsync(answer(head));
    });

    private static string ValueOf(string head, string header) =>
        head.Split("\r\n").Single(line => line.StartsWith(header + ":", StringComparison.OrdinalIgnoreCase))[(header.Length + 1)..].Trim();
}
