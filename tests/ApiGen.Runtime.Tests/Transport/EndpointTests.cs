using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ApiGen.Runtime.Signing;
using ApiGen.Runtime.Tests.Pipeline;
using ApiGen.Runtime.Transport;
using Xunit;

namespace ApiGen.Runtime.Tests.Transport;

/// <summary>Where requests go: real certificates, real proxies.</summary>
public sealed class EndpointTests
{
    private const string AccessHost = "tcsas.intl.tencentcloudapi.com";

    [Theory]
    [InlineData("handler")]
    [InlineData("factory")]
    public async Task Over_TLS_the_certificate_is_checked_for_the_name_of_the_endpoint_and_the_signature_names_the_access_host(string way)
    {
        using X509Certificate2 certificate = Certificate("localhost");
        TlsServer tls = new(certificate);
        await using SocketServer server = new(tls.ServeAsync);
        using SocketsHttpHandler handler = Trusting(certificate);
        using HttpClient http = new(handler, disposeHandler: false);
        using ApiClient client = SocketClient.Create(new Uri($"https://localhost:{server.Address.Port}/"), o =>
        {
            o.HttpMessageHandler = way == "handler" ? handler : null;
            o.HttpClientFactory = way == "factory" ? () => http : null;
        });

        Assert.Equal("r-1", (await SocketClient.CallAsync(client, idempotent: false)).RequestId);

        Assert.Equal("localhost", tls.ServerName);
        Assert.Equal(Signature("tcsas", AccessHost, "CreateThing", tls.Head, """{"Name":"n"}"""), HeaderOf(tls.Head, "Authorization"));
    }

    [Fact]
    public async Task A_certificate_for_the_access_host_does_not_do_for_another_endpoint()
    {
        using X509Certificate2 certificate = Certificate(AccessHost);
        TlsServer tls = new(certificate);
        await using SocketServer server = new(tls.ServeAsync);
        using SocketsHttpHandler handler = Trusting(certificate);
        using ApiClient client = SocketClient.Create(new Uri($"https://localhost:{server.Address.Port}/"), o => o.HttpMessageHandler = handler);

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.False(e.MayHaveBeenSent);
        Assert.Equal(1, e.Attempts);
        Assert.Contains("TLS with localhost failed: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("RemoteCertificateNameMismatch", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_told_as_what_it_is()
    {
        using X509Certificate2 certificate = Certificate("localhost");
        await using SocketServer server = new(new TlsServer(certificate).ServeAsync);
        using ApiClient client = SocketClient.Create(new Uri($"https://localhost:{server.Address.Port}/"));

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Contains("TLS with localhost failed: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("certificate", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, e.Attempts);
    }

    [Fact]
    public async Task The_backup_s_endpoint_is_reached_by_its_own_name_and_the_signature_names_the_backup_s_access_host()
    {
        using X509Certificate2 certificate = Certificate("localhost");
        TlsServer tls = new(certificate);
        await using SocketServer server = new(tls.ServeAsync);
        using SocketsHttpHandler handler = Trusting(certificate);
        using ApiClient client = SocketClient.Create(new Uri($"https://localhost:{SocketServer.FreeAddress().Port}/"), o =>
        {
            o.HttpMessageHandler = handler;
            o.BackupAccessHost = "tcsas.tencentcloudapi.com";
            o.BackupEndpoint = new Uri($"https://localhost:{server.Address.Port}/");
            o.FailuresBeforeBackup = 1;
        });

        Assert.Equal("r-1", (await SocketClient.CallAsync(client, idempotent: false)).RequestId);

        Assert.Equal("localhost", tls.ServerName);
        Assert.Equal(Signature("tcsas", "tcsas.tencentcloudapi.com", "CreateThing", tls.Head, """{"Name":"n"}"""), HeaderOf(tls.Head, "Authorization"));
    }

    [Fact]
    public async Task The_token_service_s_endpoint_is_reached_by_its_own_name_and_the_signature_names_its_access_host()
    {
        using X509Certificate2 certificate = Certificate("localhost");
        TlsServer tls = new(certificate, """{"Response":{"Credentials":{"TmpSecretId":"AKIDrole","TmpSecretKey":"k","Token":"t"},"ExpiredTime":4102444800,"Expiration":"x","RequestId":"r"}}""");
        await using SocketServer server = new(tls.ServeAsync);
        using SocketsHttpHandler handler = Trusting(certificate);
        AssumeRoleCredentialProvider provider = new(SocketClient.Credential, new AssumeRoleOptions
        {
            RoleArn = "qcs::cam::uin/1:roleName/r",
            RoleSessionName = "session",
            Client = new ApiClientOptions { Endpoint = new Uri($"https://localhost:{server.Address.Port}/"), HttpMessageHandler = handler, Retry = RetryOptions.Off },
        });

        Assert.Equal("AKIDrole", (await provider.GetCredentialAsync(TestContext.Current.CancellationToken)).SecretId);

        Assert.Equal("localhost", tls.ServerName);
        string body = tls.Head[(tls.Head.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.Equal(Signature("sts", "sts.tencentcloudapi.com", "AssumeRole", tls.Head, body), HeaderOf(tls.Head, "Authorization"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/", true)]
    [InlineData("http://localhost/", true)]
    [InlineData("http://[::1]:80/", true)]
    [InlineData("http://127.8.9.10/", true)]
    [InlineData("https://tcsas.tencentcloudapi.com/", false)]
    public void Calls_to_this_machine_use_no_proxy(string address, bool isDirect)
    {
        WebProxy proxy = new("http://127.0.0.1:9/");

        using SocketsHttpHandler handler = ApiHttpHandler.Create(proxy);

        Assert.Equal(isDirect, handler.Proxy!.IsBypassed(new Uri(address)));
        Assert.Equal(isDirect ? null : proxy.Address, handler.Proxy.GetProxy(new Uri(address)));
    }

    [Fact]
    public async Task A_proxy_of_the_options_is_used_and_not_for_this_machine()
    {
        string? seen = null;
        await using SocketServer proxy = new(async connection =>
        {
            seen = await connection.ReadRequestAsync();
            await connection.WriteAsync(SocketServer.Http("502 Bad Gateway", ""));
        });
        await using SocketServer gateway = SocketServer.Responding(SocketServer.Http("200 OK", SocketClient.Success));
        WebProxy address = new(proxy.Address);
        using ApiClient direct = SocketClient.Create(gateway.Address, o => o.Proxy = address);
        using ApiClient outside = SocketClient.Create(null, o =>
        {
            o.Proxy = address;
            o.Retry = RetryOptions.Off;
        });

        await SocketClient.CallAsync(direct, idempotent: false);
        Assert.Null(seen);
        await Assert.ThrowsAsync<ApiNetworkException>(() => SocketClient.CallAsync(outside, idempotent: false));

        Assert.StartsWith($"CONNECT {AccessHost}:443 HTTP/1.1", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization: TC3", seen, StringComparison.Ordinal);
    }

    // The form that RFC 5952 recommends, in the brackets of RFC 3986, and without a zone, which means nothing elsewhere (RFC 6874, section 1): so .NET writes the header.
    [Theory]
    [InlineData("::1", "[::1]")]
    [InlineData("[::1]", "[::1]")]
    [InlineData("0:0:0:0:0:0:0:1", "[::1]")]
    [InlineData("2001:db8::7", "[2001:db8::7]")]
    [InlineData("2001:DB8::A:7", "[2001:db8::a:7]")]
    [InlineData("[2001:0DB8:0000:0000:0000:0000:0000:0007]", "[2001:db8::7]")]
    [InlineData("::ffff:127.0.0.1", "[::ffff:127.0.0.1]")]
    [InlineData("::FFFF:7F00:1", "[::ffff:127.0.0.1]")]
    [InlineData("fe80::1%eth0", "[fe80::1]")]
    [InlineData("10.0.0.8", "10.0.0.8")]
    [InlineData("TCSAS.Intl.tencentcloudapi.com", AccessHost)]
    public async Task An_access_host_may_be_an_address(string host, string signed)
    {
        StubHandler handler = StubHandler.Json(SocketClient.Success);
        using ApiClient client = SocketClient.Create(null, o =>
        {
            o.AccessHost = host;
            o.HttpMessageHandler = handler;
        });

        await SocketClient.CallAsync(client, idempotent: false);

        StubHandler.Sent sent = Assert.Single(handler.Requests);
        Assert.Equal($"https://{signed}/", sent.Address.GetLeftPart(UriPartial.Path));
        long timestamp = long.Parse(sent.Headers["X-TC-Timestamp"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(new Tc3Signer("tcsas", signed, "CreateThing").Sign(SocketClient.Credential, timestamp, sent.Body), sent.Headers["Authorization"]);
        AccessPoint point = new(host, null, "AccessHost", "Endpoint");
        Assert.Equal((signed, true, null), (point.Host, point.IsDirect, point.HostHeader));
        Assert.Equal(host.Contains('%', StringComparison.Ordinal), sent.Address.IdnHost.Contains('%', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("::1")]
    [InlineData("0:0:0:0:0:0:0:1")]
    [InlineData("::1%1")]
    public async Task A_call_over_version_6_is_signed_for_the_host_that_its_header_names(string host)
    {
        Assert.SkipUnless(SocketServer.HasVersion6, "This machine has no address of version 6.");
        string head = "";
        await using SocketServer server = new(
            async connection =>
            {
                head = await connection.ReadRequestAsync();
                await connection.WriteAsync(SocketServer.Http("200 OK", SocketClient.Success));
            },
            IPAddress.IPv6Loopback);
        using ApiClient client = SocketClient.Create(server.Address, o => o.AccessHost = host);

        Assert.Equal("r-1", (await SocketClient.CallAsync(client, idempotent: false)).RequestId);

        Assert.Equal("[::1]", HeaderOf(head, "Host"));
        Assert.Equal(Signature("tcsas", "[::1]", "CreateThing", head, """{"Name":"n"}"""), HeaderOf(head, "Authorization"));
    }

    private static string Signature(string service, string host, string action, string head, string body) => new Tc3Signer(service, host, action).Sign(
        SocketClient.Credential,
        long.Parse(HeaderOf(head, "X-TC-Timestamp"), System.Globalization.CultureInfo.InvariantCulture),
        System.Text.Encoding.UTF8.GetBytes(body));

    private static string HeaderOf(string head, string name) =>
        head.Split("\r\n").Single(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];

    private static SocketsHttpHandler Trusting(X509Certificate2 certificate) => new()
    {
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck },
        },
    };

    private static X509Certificate2 Certificate(string name)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private static bool IsWhole(string request)
    {
        int end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end >= 0 && request.Length - end - 4 >= int.Parse(HeaderOf(request[..end], "Content-Length"), System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class TlsServer(X509Certificate2 certificate, string body = SocketClient.Success)
    {
        internal string? ServerName { get; private set; }

        internal string Head { get; private set; } = "";

        internal async Task ServeAsync(SocketServer.Connection connection)
        {
            try
            {
                await using SslStream tls = new(connection.OpenStream());
                await tls.AuthenticateAsServerAsync(
                    (_, hello, _, _) =>
                    {
                        ServerName = hello.ServerName;
                        return ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificate = certificate });
                    },
                    null,
                    TestContext.Current.CancellationToken);
                byte[] buffer = new byte[16_384];
                int read = 0;
                while (!IsWhole(Head))
                {
                    int received = await tls.ReadAsync(buffer.AsMemory(read), TestContext.Current.CancellationToken);
                    if (received == 0)
                    {
                        return;
                    }

                    read += received;
                    Head = System.Text.Encoding.ASCII.GetString(buffer, 0, read);
                }

                await tls.WriteAsync(SocketServer.Http("200 OK", body), TestContext.Current.CancellationToken);
            }
            catch (System.Security.Authentication.AuthenticationException)
            {
                // The client does not like the certificate.
            }
        }
    }
}
