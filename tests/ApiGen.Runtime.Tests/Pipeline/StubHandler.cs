using System.Net;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>Stands in for the network: keeps what was sent and responds as the test says.</summary>
internal sealed class StubHandler(Func<int, HttpResponseMessage> respond) : HttpMessageHandler
{
    private readonly Lock _lock = new();

    internal List<Sent> Requests { get; } = [];

    internal static StubHandler Json(string body) => new(_ => Ok(body));

    internal static HttpResponseMessage Ok(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, IEnumerable<string>> header in request.Headers.Concat(request.Content.Headers))
        {
            headers[header.Key] = string.Join(",", header.Value);
        }

        int number;
        lock (_lock)
        {
            Requests.Add(new Sent(request.Method, request.RequestUri!, headers, body));
            number = Requests.Count;
        }

        return respond(number);
    }

    internal sealed record Sent(HttpMethod Method, Uri Address, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        internal string Text => System.Text.Encoding.UTF8.GetString(Body);
    }
}
