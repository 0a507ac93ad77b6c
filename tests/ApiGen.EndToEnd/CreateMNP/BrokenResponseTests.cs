using System.Net;
using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;
using ApiGen.Runtime;
using Microsoft.Extensions.Time.Testing;
using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.CreateMNP;

/// <summary>Answers that are none of the service's: each is its own kind of failure, and none outlasts the timeout.</summary>
public sealed class BrokenResponseTests
{
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromMilliseconds(700);

    // Far more than a timeout needs to be noticed, far less than the default timeout of a minute.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_web_page_with_status_502_is_an_HTTP_failure()
    {
        ApiHttpStatusException failure = await FailAsync<ApiHttpStatusException>(ScriptedResponse.Http(502, "<html><body>Bad Gateway</body></html>", "text/html"));

        Assert.Equal(HttpStatusCode.BadGateway, failure.StatusCode);
        Assert.Contains("Bad Gateway", failure.BodyExcerpt, StringComparison.Ordinal);
        Assert.Contains("502", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_body_is_malformed()
    {
        ApiMalformedResponseException failure = await FailAsync<ApiMalformedResponseException>(ScriptedResponse.Empty);

        Assert.Contains("empty", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_without_Response_is_malformed()
    {
        ApiMalformedResponseException failure = await FailAsync<ApiMalformedResponseException>(ScriptedResponse.Http(200, "{}"));

        Assert.Contains("Response", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_that_was_cut_short_is_malformed()
    {
        string half = MiniProgram.PageOutput[..(MiniProgram.PageOutput.Length / 2)];

        ApiMalformedResponseException failure = await FailAsync<ApiMalformedResponseException>(ScriptedResponse.Http(200, half));

        Assert.Contains("cut short", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultPoint.BeforeReading)]
    [InlineData(FaultPoint.BeforeResponse)]
    [InlineData(FaultPoint.DuringBody)]
    public async Task A_reset_is_a_network_failure(FaultPoint point)
    {
        ApiNetworkException failure = await FailAsync<ApiNetworkException>(ScriptedResponse.Reset(point));

        Assert.NotNull(failure.InnerException);
    }

    [Fact]
    public async Task A_body_that_ends_before_its_promised_length_is_a_network_failure()
    {
        ApiNetworkException failure = await FailAsync<ApiNetworkException>(ScriptedResponse.Truncated);

        Assert.True(failure.MayHaveBeenSent);
    }

    [Theory]
    [InlineData(FaultPoint.BeforeResponse)]
    [InlineData(FaultPoint.DuringBody)]
    public async Task A_stall_is_a_timeout(FaultPoint point)
    {
        // The clock of the client stands until the request has arrived, however busy the machine is.
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        ApiTimeoutException failure = await FailAsync<ApiTimeoutException>(
            ScriptedResponse.Stall(point),
            options =>
            {
                options.Timeout = ShortTimeout;
                options.TimeProvider = time;
            },
            async gateway =>
            {
                while (gateway.Arrivals.Count == 0)
                {
                    await Task.Yield();
                }

                time.Advance(ShortTimeout);
            });

        Assert.Equal(ShortTimeout, failure.Timeout);
        Assert.True(failure.MayHaveBeenSent);
    }

    private static async Task<TFailure> FailAsync<TFailure>(ScriptedResponse response, Action<ApiClientOptions>? configure = null, Func<Gateway, Task>? meanwhile = null)
        where TFailure : ApiException
    {
        await using Gateway gateway = await Gateway.StartAsync();
        gateway.Script("CreateMNP").RespondsWith(response).Forever();
        using TcsasClient client = gateway.Client(configure);

        Task call = client.CreateMNPAsync(MiniProgram.Request(), Cancelled);
        await (meanwhile?.Invoke(gateway) ?? Task.CompletedTask).WaitAsync(Soon, Cancelled);
        TFailure failure = await Assert.ThrowsAsync<TFailure>(() => call.WaitAsync(Soon, Cancelled));

        Assert.Equal("CreateMNP", failure.Action);

        // The call may have taken effect and carries nothing to recognise a repetition by, so it is not repeated.
        Assert.Equal(1, failure.Attempts);
        Assert.Single(gateway.Arrivals);
        return failure;
    }
}
