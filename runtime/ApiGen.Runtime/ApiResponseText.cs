using System.Runtime.CompilerServices;
using System.Text;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime;

/// <summary>
/// What the service sent, word for word, beside the response that was made of it: a member that the spec does not know yet can be read from it today.
/// Kept where <see cref="ApiClientOptions.KeepResponseText"/> or <see cref="ApiCallOptions.KeepResponseText"/> asks for it.
/// </summary>
public static class ApiResponseText
{
    private static readonly ConditionalWeakTable<object, string> Texts = [];

    /// <summary>The JSON text that a response was read from: the whole body, or the data of one event of a stream.</summary>
    /// <param name="response">The response.</param>
    /// <returns>The text; null when it was not kept.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is null.</exception>
    public static string? Of(object response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Texts.TryGetValue(response, out string? text) ? text : null;
    }

    /// <exception cref="DecoderFallbackException">It is not UTF-8.</exception>
    internal static void Keep(object response, ReadOnlySpan<byte> json) => Texts.AddOrUpdate(response, JsonText.Strict.GetString(json));
}
