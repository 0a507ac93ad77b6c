using System.Text.Json;
using ApiGen.Cli.Commands;
using ApiGen.Explorer.Calling;
using ApiGen.Runtime;
using ApiGen.Runtime.Json;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Calling;

/// <summary>Calls an action that is known by its spec alone.</summary>
internal sealed class ActionCall(ApiClient client, ServiceModel service, ActionModel action, TextWriter output)
{
    /// <summary>Calls with JSON, or with raw bytes and the members as headers, and prints the response.</summary>
    /// <param name="members">The members.</param>
    /// <param name="body">The raw body, for actions that take one.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ApiException">The call failed.</exception>
    /// <exception cref="ArgumentException">The call cannot be made; nothing was sent.</exception>
    public Task RunAsync(JsonElement members, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        action.RequestBody == RequestBodyKind.OctetStream
            ? RunAsync(new RawBodyRequest(members, body), cancellationToken)
            : RunAsync(new RawRequest(members), cancellationToken);

    private async Task RunAsync<TRequest>(TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IApiRequest<TRequest>
    {
        ApiAction<TRequest, RawResponse> description = SpecAction.Of<TRequest>(service, action);
        if (action.ResponseBody == ResponseBodyKind.Json)
        {
            RawResponse response = await client.SendAsync(description, request, null, cancellationToken).ConfigureAwait(false);
            await output.WriteJsonAsync(string.Join('\n', CliJson.Lines(response.Content))).ConfigureAwait(false);
            return;
        }

        // One line each, at once: programs that read the output follow the stream.
        await foreach (ServerSentEvent<RawResponse> item in client.StreamAsync(description, request, null, cancellationToken).ConfigureAwait(false))
        {
            await output.WriteJsonAsync(SingleLine.Of(WireJson.Compact(item.Data.Content))).ConfigureAwait(false);

            // A signal is heard by the stream, which knows that the request was sent.
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
