using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ApiGen.Emulator.Tests.Support;

namespace ApiGen.Emulator.Tests.Scripting;

/// <summary>Scripted faults as a caller meets them: over a real connection and in memory alike.</summary>
public sealed class ScriptedFaultTests
{
    private const string Json = """{"Data":{"ResourceId":"mp1mkdcf53ob2h8m"},"RequestId":"e5b444cb698246b6852bd980114ca151"}""";
    private const string Whole = $$"""{"Response":{{Json}}}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<bool, FaultPoint> Points => new MatrixTheoryData<bool, FaultPoint>([false, true], Enum.GetValues<FaultPoint>());

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_reset_ends_the_call_at_once(bool network, FaultPoint point)
    {
        await using Rig rig = await Rig.StartAsync(network);
        rig.Script.RespondsWith(ScriptedResponse.Reset(point));

        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => rig.ReadAsync());

        Assert.Equal(SocketError.ConnectionReset, Causes(failure).OfType<SocketException>().Single().SocketErrorCode);
        ApiArrival arrival = Assert.Single(rig.Gateway.Arrivals);
        Assert.Equal(point != FaultPoint.BeforeReading, arrival.Accepted);
        Assert.Equal(0, rig.Script.Remaining);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_stall_lasts_until_the_caller_gives_up(bool network, FaultPoint point)
    {
        await using Rig rig = await Rig.StartAsync(network);
        rig.Script.RespondsWith(ScriptedResponse.Stall(point));
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        Task<string> call = rig.ReadAsync(patience.Token);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (rig.Gateway.Arrivals.Count == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.False(call.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(rig.Gateway.Arrivals);
    }

    // On a connection a short request has gone before anybody reads it, and a caller takes what it has not written for unsent.
    [Theory]
    [InlineData(FaultPoint.BeforeReading)]
    [InlineData(FaultPoint.BeforeResponse)]
    public async Task In_memory_the_request_was_written_before_a_fault_as_well(FaultPoint point)
    {
        ApiGateway gateway = new(BundledSpecs.Load("tcsas"));
        gateway.Script("CreateMNP").RespondsWith(ScriptedResponse.Reset(point));
        using HttpMessageInvoker invoker = new(gateway.CreateHandler());
        WatchedContent content = new();
        using HttpRequestMessage request = new(HttpMethod.Post, "http://127.0.0.1/") { Content = content, Headers = { { "X-TC-Action", "CreateMNP" } } };

        await Record.ExceptionAsync(() => invoker.SendAsync(request, Cancelled));

        Assert.True(content.IsWritten);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_truncated_answer_has_good_headers_and_ends_too_early(bool network)
    {
        await using Rig rig = await Rig.StartAsync(network);
        rig.Script.RespondsWith(ScriptedResponse.Truncated);

        using HttpResponseMessage response = await rig.Client.SendAsync(new Call());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(Cancelled));

        Assert.Equal(HttpRequestError.ResponseEnded, Causes(failure).OfType<HttpIOException>().Single().HttpRequestError);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_content_length_may_be_too_small_or_too_large(bool network)
    {
        await using Rig rig = await Rig.StartAsync(network);
        ScriptedResponse response = ScriptedResponse.Json(Json);
        rig.Script.RespondsWith(response.WithContentLength(10)).RespondsWith(response.WithContentLength(Whole.Length)).RespondsWith(response.WithContentLength(1000));

        Assert.Equal(Whole[..10], await rig.ReadAsync());
        Assert.Equal(Whole, await rig.ReadAsync());
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => rig.ReadAsync());
        Assert.Equal(HttpRequestError.ResponseEnded, Causes(failure).OfType<HttpIOException>().Single().HttpRequestError);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_empty_answer_has_no_body(bool network)
    {
        await using Rig rig = await Rig.StartAsync(network);
        rig.Script.RespondsWith(ScriptedResponse.Empty);

        Assert.Equal("", await rig.ReadAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_compressed_answer_is_marked_and_can_be_unpacked(string encoding)
    {
        await using Rig rig = await Rig.StartAsync(network: true);
        rig.Script.RespondsWith(ScriptedResponse.Json(Json).WithEncoding(encoding));

        using HttpResponseMessage response = await rig.Client.SendAsync(new Call());

        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        Stream body = await response.Content.ReadAsStreamAsync(Cancelled);
        await using Stream unpacked = encoding switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => new ZLibStream(body, CompressionMode.Decompress),
        };
        using StreamReader reader = new(unpacked, Encoding.UTF8);
        Assert.Equal(Whole, await reader.ReadToEndAsync(Cancelled));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(407)]
    [InlineData(502)]
    [InlineData(204)]
    public async Task Any_status_goes_over_the_wire(int status)
    {
        await using Rig rig = await Rig.StartAsync(network: true);
        rig.Script.RespondsWith(ScriptedResponse.Http(status, "").WithHeader("Location", "http://127.0.0.1:1/"));

        using HttpResponseMessage response = await rig.Client.SendAsync(new Call());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(new Uri("http://127.0.0.1:1/"), response.Headers.Location);
    }

    [Fact]
    public async Task Disposal_ends_calls_that_stall()
    {
        Rig rig = await Rig.StartAsync(network: true);
        rig.Script.RespondsWith(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return ScriptedResponse.Example;
        });
        Task<string> call = rig.ReadAsync();
        while (rig.Gateway.Arrivals is not [{ Accepted: true }])
        {
            await Task.Yield();
        }

        await rig.Emulator!.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => call);
        rig.Client.Dispose();
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private sealed class WatchedContent : HttpContent
    {
        internal bool IsWritten { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("{}"u8.ToArray());
            IsWritten = true;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 2;
            return true;
        }
    }

    private sealed record Rig(ApiGateway Gateway, Client Client, ApiEmulator? Emulator) : IAsyncDisposable
    {
        public ActionScript Script => Gateway.Script("CreateMNP");

        public static async Task<Rig> StartAsync(bool network)
        {
            if (!network)
            {
                ApiGateway gateway = new([TestServices.Tcsas]);
                return new Rig(gateway, new Client(gateway), null);
            }

            ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Tcsas], cancellationToken: Cancelled);
            return new Rig(emulator.Gateway, new Client(emulator), emulator);
        }

        public async Task<string> ReadAsync(CancellationToken? cancellationToken = null)
        {
            using HttpResponseMessage response = await Client.SendAsync(new Call(), cancellationToken);
            return await response.Content.ReadAsStringAsync(cancellationToken ?? Cancelled);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            if (Emulator is not null)
            {
                await Emulator.DisposeAsync();
            }
        }
    }
}
