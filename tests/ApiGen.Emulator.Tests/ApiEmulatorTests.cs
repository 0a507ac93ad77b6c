using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ApiGen.Emulator.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace ApiGen.Emulator.Tests;

/// <summary>The gateway on a real connection.</summary>
public sealed class ApiEmulatorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_call_gets_the_example_with_a_fresh_id()
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Tcsas], cancellationToken: Cancelled);
        using Client client = new(emulator);

        JsonElement first = await client.CallAsync(new Call());
        JsonElement second = await client.CallAsync(new Call());

        Assert.Equal("mp1mkdcf53ob2h8m", first.GetProperty("Data").GetProperty("ResourceId").GetString());
        Assert.Matches("^[0-9a-f]{32}$", first.GetProperty("RequestId").GetString());
        Assert.NotEqual(first.GetProperty("RequestId").GetString(), second.GetProperty("RequestId").GetString());
        Assert.NotEqual("e5b444cb698246b6852bd980114ca151", first.GetProperty("RequestId").GetString());
    }

    [Fact]
    public async Task It_listens_on_the_loopback_and_stops_when_disposed()
    {
        ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Tcsas], cancellationToken: Cancelled);
        Assert.Equal("127.0.0.1", emulator.Endpoint.Host);
        Assert.Equal("http", emulator.Endpoint.Scheme);
        Assert.NotEqual(0, emulator.Endpoint.Port);

        await Task.WhenAll(emulator.DisposeAsync().AsTask(), emulator.DisposeAsync().AsTask());
        await emulator.DisposeAsync();

        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(IPAddress.Loopback, emulator.Endpoint.Port, Cancelled).AsTask());
    }

    [Fact]
    public async Task Its_host_is_not_taken_for_the_host_of_the_program_that_starts_it()
    {
        HostWatch watch = new();
        using IDisposable listening = DiagnosticListener.AllListeners.Subscribe(watch);
        watch.IsHere.Value = true;

        await using WebApplication other = WebApplication.CreateSlimBuilder().Build();
        Assert.NotEmpty(watch.Seen);
        watch.Seen.Clear();
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Tcsas], cancellationToken: Cancelled);

        Assert.Empty(watch.Seen);
    }

    [Fact]
    public async Task Calls_are_logged_in_order_with_what_became_of_them()
    {
        ApiEmulatorOptions options = new() { RecordBodies = true };
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Tcsas], options, Cancelled);
        using Client client = new(emulator);
        await client.CallAsync(new Call());
        await client.CallAsync(new Call { SecretKey = "wrong" });
        JsonElement third = await client.CallAsync(new Call { Host = $"127.0.0.1:{emulator.Endpoint.Port}", Body = "{}", Region = null });

        IReadOnlyList<ApiArrival> arrivals = emulator.Arrivals;

        Assert.Equal([true, false, false], arrivals.Select(a => a.Accepted));
        Assert.Equal([null, "AuthFailure.SignatureFailure", "MissingParameter"], arrivals.Select(a => a.ErrorCode));
        Assert.Equal([true, false, false], arrivals.Select(a => a.ErrorMessage is null));
        Assert.StartsWith("The signature does not match:", arrivals[1].ErrorMessage, StringComparison.Ordinal);
        Assert.Equal([ApiEmulator.ExampleSecretId, null, ApiEmulator.ExampleSecretId], arrivals.Select(a => a.Account));
        Assert.Equal(["ap-singapore", "ap-singapore", null], arrivals.Select(a => a.Region));
        Assert.Equal(third.GetProperty("RequestId").GetString(), arrivals[2].RequestId);
        Assert.Equal("{}", arrivals[2].Body);
        Assert.All(arrivals, a => Assert.Equal(("CreateMNP", "tcsas.intl.tencentcloudapi.com"), (a.Action, a.Host)));
        Assert.True(arrivals[0].At <= arrivals[1].At && arrivals[1].At <= arrivals[2].At);

        emulator.ClearArrivals();
        Assert.Empty(emulator.Arrivals);
        Assert.Equal(3, arrivals.Count);
    }

    [Fact]
    public async Task A_GET_is_verified_over_the_query_as_it_was_sent()
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Cvm], cancellationToken: Cancelled);
        using Client client = new(emulator);
        Call call = new()
        {
            Method = "GET",
            Host = "cvm.tencentcloudapi.com",
            Scope = "cvm",
            Action = "DescribeInstances",
            Version = "2017-03-12",
            ContentType = "application/x-www-form-urlencoded",
            Query = "Filters.0.Name=%E6%9C%AA%E5%91%BD%E5%90%8D%20x&Filters.0.Values.0=a%2Fb%2Bc&Filters.0.Values.1=&Limit=10",
        };
        string? seen = null;
        emulator.Script("DescribeInstances").RespondsWith(request =>
        {
            seen = request.Request;
            return ScriptedResponse.Example;
        });

        Assert.Null(await client.CodeAsync(call));

        using JsonDocument parameters = JsonDocument.Parse(seen!);
        JsonElement filter = parameters.RootElement.GetProperty("Filters")[0];
        Assert.Equal("未命名 x", filter.GetProperty("Name").GetString());
        Assert.Equal(["a/b+c", ""], filter.GetProperty("Values").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal(10, parameters.RootElement.GetProperty("Limit").GetInt32());
    }

    [Theory]
    [InlineData(10 * 1024 * 1024, "InvalidParameter")]
    [InlineData((10 * 1024 * 1024) + 1, "RequestSizeLimitExceeded")]
    public async Task A_body_may_be_ten_megabytes(int size, string code)
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Tcsas], cancellationToken: Cancelled);
        using Client client = new(emulator);

        // Not JSON, which is found out only after the size was accepted.
        Assert.Equal(code, await client.CodeAsync(new Call { Body = new string('x', size) }));
    }

    [Fact]
    public async Task A_query_may_be_32_kilobytes()
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Cvm], cancellationToken: Cancelled);
        using Client client = new(emulator);
        Call call = new()
        {
            Method = "GET",
            Host = "cvm.tencentcloudapi.com",
            Scope = "cvm",
            Action = "DescribeInstances",
            Version = "2017-03-12",
            ContentType = "application/x-www-form-urlencoded",
        };
        const string Start = "Filters.0.Name=";

        Assert.Null(await client.CodeAsync(call with { Query = Start.PadRight(32 * 1024, 'x') }));
        Assert.Equal("RequestSizeLimitExceeded", await client.CodeAsync(call with { Query = Start.PadRight((32 * 1024) + 1, 'x') }));
    }

    [Fact]
    public async Task The_Date_header_tells_the_gateway_s_own_time()
    {
        ApiEmulatorOptions options = new() { ClockOffset = TimeSpan.FromDays(-400) };
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Tcsas], options, Cancelled);
        using Client client = new(emulator);

        using HttpResponseMessage response = await client.SendAsync(new Call());

        DateTimeOffset date = Assert.IsType<DateTimeOffset>(response.Headers.Date);
        Assert.InRange(date - DateTimeOffset.UtcNow.AddDays(-400), TimeSpan.FromSeconds(-30), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_port_can_be_chosen()
    {
        int port;
        await using (ApiEmulator first = await ApiEmulator.StartAsync([TestServices.Tcsas], cancellationToken: Cancelled))
        {
            port = first.Endpoint.Port;
            await Assert.ThrowsAsync<IOException>(() => ApiEmulator.StartAsync([TestServices.Tcsas], new ApiEmulatorOptions { Port = port }, Cancelled));
        }

        await using ApiEmulator second = await ApiEmulator.StartAsync([TestServices.Tcsas], new ApiEmulatorOptions { Port = port }, Cancelled);
        Assert.Equal(port, second.Endpoint.Port);
    }

    [Fact]
    public async Task It_needs_something_to_serve()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => ApiEmulator.StartAsync([], cancellationToken: Cancelled));
    }

    /// <summary>Watches the hosts that are built in one flow of code, in the manner of the platform's own tools.</summary>
    private sealed class HostWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        internal AsyncLocal<bool> IsHere { get; } = new();

        internal ConcurrentQueue<string> Seen { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (IsHere.Value)
            {
                Seen.Enqueue(value.Key);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
