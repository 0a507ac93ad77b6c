using System.Net;

namespace ApiGen.Benchmarks.Peers;

/// <summary>Responds to every request with the same bytes, without leaving the caller's thread: what is left is the client's own work.</summary>
internal sealed class InMemoryHandler(byte[] body) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });
}
