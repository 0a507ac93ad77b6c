using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ApiGen.Runtime.Tests.Pipeline;
using ApiGen.Runtime.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

public sealed class CvmRoleTests
{
    // A link-local address (RFC 3927) that is not the vendor's, which a test on one of its machines would reach.
    private const string NobodyThere = "http://169.254.99.99/";
    private const string BehindProxy = "APIGEN_TEST_BEHIND_PROXY";

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1615586447);
    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bound_role_is_found_and_its_credential_read_and_renewed()
    {
        int answers = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => context.Request.Path.Value!.EndsWith('/')
            ? context.Response.WriteAsync("readOnly role\n")
            : context.Response.WriteAsync(Answer(++answers, _time.GetUtcNow() + TimeSpan.FromHours(1))));
        CvmRoleCredentialProvider provider = Provider(server);

        TencentCloudCredential first = await provider.GetCredentialAsync(Cancellation);
        _time.Advance(TimeSpan.FromMinutes(56));
        Assert.Same(first, await provider.GetCredentialAsync(Cancellation));
        if (provider.RenewalUnderWay is { } renewal)
        {
            await renewal.WaitAsync(Cancellation);
        }

        TencentCloudCredential second = await provider.GetCredentialAsync(Cancellation);

        Assert.Equal("AKID1", first.SecretId);
        Assert.Equal("hidden1", first.SecretKey);
        Assert.Equal("token1", first.Token);
        Assert.Equal(Start + TimeSpan.FromHours(1), first.Expiration);
        Assert.Equal("AKID2", second.SecretId);
        Assert.Equal("cvm-role", provider.AccountKey);
        Assert.Equal(
            ["/latest/meta-data/cam/security-credentials/", "/latest/meta-data/cam/security-credentials/readOnly role"],
            server.Paths.Take(2));
    }

    [Fact]
    public async Task A_role_that_is_given_is_not_asked_for()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(Answer(1, Start + TimeSpan.FromHours(1))));

        await Provider(server, "mine").GetCredentialAsync(Cancellation);

        Assert.Equal(["/latest/meta-data/cam/security-credentials/mine"], server.Paths);
    }

    [Theory]
    [InlineData(404, "", "No role is bound to this machine", true)]
    [InlineData(200, "  \n", "No role is bound to this machine", true)]
    [InlineData(200, "<html>hidden</html>", "something that is not a role's name", false)]
    [InlineData(500, "hidden", "responded with status 500", false)]
    [InlineData(302, "hidden", "responded with status 302", false)]
    public async Task Without_a_role_the_source_is_absent_and_anything_odd_is_a_fault(int status, string body, string message, bool isAbsent)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            return context.Response.WriteAsync(body);
        });

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider(server).GetCredentialAsync(Cancellation));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Equal(isAbsent, e.IsAbsent);
        Assert.DoesNotContain("hidden", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"TmpSecretKey":"hidden","ExpiredTime":1615590047,"Token":"hidden","Code":"Success"}""", "the role mine: TmpSecretId is missing")]
    [InlineData("""{"TmpSecretId":"AKIDx","TmpSecretKey":null,"ExpiredTime":1615590047,"Token":"hidden","Code":"Success"}""", "the role mine: TmpSecretKey is missing")]
    [InlineData("""{"TmpSecretId":"AKIDx","TmpSecretKey":"hidden","ExpiredTime":1615590047,"Token":"","Code":"Success"}""", "the role mine: Token is empty")]
    [InlineData("""{"TmpSecretId":"AKIDx","TmpSecretKey":"hidden","Token":"hidden","Code":"Success"}""", "the role mine: ExpiredTime is missing")]
    [InlineData("""{"TmpSecretId":"AKIDx","TmpSecretKey":"hidden\r\n","ExpiredTime":1615590047,"Token":"hidden","Code":"Success"}""", "the role mine: TmpSecretKey holds white space")]
    [InlineData("""{"Code":"InternalError","hidden":1}""", "gave no credential of the role mine: its Code is InternalError")]
    [InlineData("""{"TmpSecretId":"hidden""", "the role mine is not a JSON object")]
    [InlineData("hidden", "the role mine is not a JSON object")]
    public async Task An_answer_that_lacks_something_is_named_with_the_role_and_never_shown(string body, string message)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(body));

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider(server, "mine").GetCredentialAsync(Cancellation));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_the_source_is_absent()
    {
        LoopbackServer server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        CvmRoleCredentialProvider provider = Provider(server);
        await server.DisposeAsync();

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await provider.GetCredentialAsync(Cancellation));

        Assert.Contains("cannot be reached", e.Message, StringComparison.Ordinal);
        Assert.True(e.IsAbsent);
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up_after_the_timeout_and_is_no_absence()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider(server, "mine").GetCredentialAsync(Cancellation));

        Assert.Contains("no response within 3 s", e.Message, StringComparison.Ordinal);
        Assert.False(e.IsAbsent);
    }

    [Fact]
    public async Task A_listener_that_accepts_no_connection_in_time_is_no_absence_either()
    {
        // The system completes the connection by itself; the program behind it is stuck.
        using TcpListener stuck = new(IPAddress.Loopback, 0);
        stuck.Start();
        CvmRoleCredentialProvider provider = new(new CvmRoleOptions
        {
            Endpoint = new Uri($"http://{stuck.LocalEndpoint}/"),
            RequestTimeout = TimeSpan.FromMilliseconds(200),
        });

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await provider.GetCredentialAsync(Cancellation));

        Assert.False(e.IsAbsent);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_fault()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("mi");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await Provider(server).GetCredentialAsync(Cancellation));

        Assert.Contains("gave no whole response", e.Message, StringComparison.Ordinal);
        Assert.False(e.IsAbsent);
    }

    [Fact]
    public async Task One_slow_answer_does_not_make_a_chain_settle_on_another_identity()
    {
        int questions = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            if (++questions == 1)
            {
                _time.Advance(TimeSpan.FromSeconds(3));
                return Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            return context.Response.WriteAsync(context.Request.Path.Value!.EndsWith('/') ? "mine" : Answer(1, _time.GetUtcNow() + TimeSpan.FromHours(1)));
        });
        CredentialChain chain = new(Provider(server), new TencentCloudCredential("AKIDother", "k"));

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await chain.GetCredentialAsync(Cancellation));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(chain.Chosen);
        Assert.Contains("no response within 3 s", e.Message, StringComparison.Ordinal);
        Assert.Equal("AKID1", (await chain.GetCredentialAsync(Cancellation)).SecretId);
        Assert.IsType<CvmRoleCredentialProvider>(chain.Chosen);
    }

    [Theory]
    [InlineData("http://metadata.tencentyun.com/latest/meta-data/", true)]
    [InlineData("http://169.254.0.23/latest/meta-data/", true)]
    [InlineData("http://127.0.0.1:8080/", true)]
    [InlineData("https://metadata.example.com/", true)]
    [InlineData("http://metadata.example.com/", false)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("ftp://127.0.0.1/", false)]
    [InlineData("http://user:hidden@127.0.0.1/", false)]
    public void Plain_http_is_for_the_metadata_host_link_local_addresses_and_this_machine(string address, bool isAllowed)
    {
        Exception? e = Record.Exception(() => new CvmRoleCredentialProvider(new CvmRoleOptions { Endpoint = new Uri(address) }));

        Assert.Equal(isAllowed, e is null);
        Assert.True(e is null or ArgumentException);
        Assert.DoesNotContain("hidden", e?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_metadata_service_is_not_asked_through_a_proxy_that_the_environment_names()
    {
        List<string> asked = [];
        await using SocketServer proxy = new(async connection =>
        {
            string head = await connection.ReadRequestAsync();
            lock (asked)
            {
                asked.Add(head.Split("\r\n")[0]);
            }

            await connection.WriteAsync(SocketServer.Http("200 OK", "role"));
        });
        ProcessStartInfo start = new(Environment.ProcessPath!, ["-noColor", "-method", $"{typeof(CvmRoleTests).FullName}.{nameof(Asks_the_metadata_service_behind_a_proxy)}"]) { RedirectStandardOutput = true };
        start.Environment[BehindProxy] = "1";
        start.Environment["HTTP_PROXY"] = start.Environment["http_proxy"] = proxy.Address.AbsoluteUri;
        start.Environment["NO_PROXY"] = start.Environment["no_proxy"] = "";
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);

        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
        Assert.Equal([$"GET {NobodyThere}control HTTP/1.1"], asked);
    }

    [Fact]
    public async Task Asks_the_metadata_service_behind_a_proxy()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(BehindProxy) is { Length: > 0 }, "Another test runs this one, with a proxy in the environment.");
        CvmRoleCredentialProvider provider = new(new CvmRoleOptions { Endpoint = new Uri(NobodyThere), RequestTimeout = TimeSpan.FromSeconds(1) });
        await Assert.ThrowsAsync<ApiCredentialException>(() => provider.GetCredentialAsync(Cancellation).AsTask());

        // The environment has an effect on others.
        using HttpMessageInvoker other = new(ApiHttpHandler.Create());
        using HttpRequestMessage request = new(HttpMethod.Get, $"{NobodyThere}control");
        using HttpResponseMessage response = await other.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static string Answer(int number, DateTimeOffset end) =>
        $$"""
        {
          "TmpSecretId": "AKID{{number}}",
          "TmpSecretKey": "hidden{{number}}",
          "ExpiredTime": {{end.ToUnixTimeSeconds()}},
          "Expiration": "{{end:yyyy-MM-ddTHH:mm:ssZ}}",
          "Token": "token{{number}}",
          "Code": "Success"
        }
        """;

    private CvmRoleCredentialProvider Provider(LoopbackServer server, string? role = null) => new(new CvmRoleOptions
    {
        Endpoint = new Uri(server.Address, "latest/meta-data/"),
        RoleName = role,
        Refresh = new CredentialRefreshOptions { TimeProvider = _time },
    });
}
