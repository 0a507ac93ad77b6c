using System.Net;
using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Fetching;

/// <summary>
/// Gets files over HTTPS, or over HTTP from this machine; through the proxy of the environment, but never to this machine. A file has
/// a size that it may not pass and a time in which it must be there.
/// </summary>
/// <param name="clock">What that time is measured by; the system's by default.</param>
/// <param name="error">Where a long wait is told; standard error by default.</param>
internal sealed class Download(TimeProvider? clock = null, TextWriter? error = null) : IDisposable
{
    private const int MostRedirects = 5;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(100);

    private readonly Lazy<HttpClient> _outside = new(() => Create(useProxy: true));
    private readonly HttpClient _inside = Create(useProxy: false);

    /// <summary>An address that a person or a file gives.</summary>
    /// <exception cref="CommandException">It is none that may be used.</exception>
    public static Uri Address(string text)
    {
        Uri address = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? uri : throw new CommandException($"'{text}' is neither a folder nor an address such as https://mirror.example.com/tencentcloud-cli/.");
        if (address.UserInfo.Length > 0)
        {
            throw new CommandException($"the address of '{address.Host}' holds a user name or password, which would end up in files. Give one without.");
        }

        if (address.Query.Length + address.Fragment.Length > 0)
        {
            throw new CommandException($"the address of '{address.Host}' holds a query or a fragment, which would end up in files and in no request. Give one without.");
        }

        return IsAllowed(address) ? address : throw new CommandException($"'{text}' is not an https address; http is for this machine only.");
    }

    /// <summary>The content of an address; null when there is no such file.</summary>
    /// <param name="address">The address.</param>
    /// <param name="most">The most bytes that the content may have, uncompressed.</param>
    /// <param name="cancellationToken">Ends the download early.</param>
    /// <exception cref="CommandException">The content cannot be had.</exception>
    public async Task<byte[]?> GetAsync(Uri address, int most, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = new(TimeLimit, clock ?? TimeProvider.System);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        using ITimer notice = LongWait.Tell(address.ToString(), clock, error);
        Uri current = address;
        try
        {
            for (int redirects = 0; redirects <= MostRedirects; redirects++)
            {
                using HttpResponseMessage response = await (current.IsLoopback ? _inside : _outside.Value).GetAsync(current, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
                if (response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest && response.Headers.Location is { } location)
                {
                    current = Uri.TryCreate(current, location, out Uri? next) && IsAllowed(next) ? next : throw new CommandException($"{address} leads on to {next ?? location}, which is not an https address.");
                    continue;
                }

                return response.StatusCode == HttpStatusCode.NotFound ? null
                    : response.IsSuccessStatusCode ? await ReadAsync(response, address, most, limit.Token).ConfigureAwait(false)
                    : throw new CommandException(FormattableString.Invariant($"{address} cannot be read: HTTP status {(int)response.StatusCode}."));
            }

            throw new CommandException($"{address} leads on to other addresses without end.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException(FormattableString.Invariant($"{address} was not read within {TimeLimit.TotalSeconds} seconds."));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            string proxy = current.IsLoopback ? "" : "A proxy is taken from HTTPS_PROXY; ";
            throw new CommandException($"{address} cannot be read: {exception.Message.TrimEnd('.')}. {proxy}'apigen add --from' names a mirror, and 'update' asks it from then on.");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_outside.IsValueCreated)
        {
            _outside.Value.Dispose();
        }

        _inside.Dispose();
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, Uri address, int most, CancellationToken cancellationToken)
    {
        using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using MemoryStream content = new();
        byte[] buffer = new byte[81920];
        int read;
        while ((read = await DecodedAsync(body, buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (content.Length + read > most)
            {
                throw new CommandException(FormattableString.Invariant($"{address} is larger than {most} bytes, which no published file is."));
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    // Each of the encodings has its own exception for what it cannot decode.
    private static async Task<int> DecodedAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            throw new IOException("what was sent is not encoded as its Content-Encoding says", exception);
        }
    }

    private static bool IsAllowed(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    private static HttpClient Create(bool useProxy)
    {
        if (useProxy)
        {
            ProxyVariables.Require();
        }

        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            UseProxy = useProxy,
        };
        HttpClient client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("apigen");
        return client;
    }
}
