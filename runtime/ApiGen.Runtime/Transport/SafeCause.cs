using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// What the platform or a handler threw, as far as it may be told. Some of the platform's messages quote what came back, which may be our own signature or token, or a
/// secret of the response; its message about a proxy's tunnel quotes the address of the proxy, which may hold a password. Of those the type, the code and the trace are
/// kept, and not the text.
/// </summary>
internal static class SafeCause
{
    /// <summary>The exception itself, or one in its place that says the same without quoting. What a client of this library threw quotes nothing, and neither does what is inside.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="isConfidential">Whether a text holds what must not be told; null when nothing is known of the request.</param>
    internal static Exception Of(Exception cause, Func<string, bool>? isConfidential = null)
    {
        if ((cause is ApiException && isConfidential is null) || !MustBeReplaced(cause, isConfidential))
        {
            return cause;
        }

        Exception? inner = cause.InnerException is { } deeper ? Of(deeper, isConfidential) : null;
        string text = $"{cause.GetType()} (its text is not shown, for it may quote what is confidential)";
        Exception told = cause switch
        {
            HttpRequestException e => new HttpRequestException(e.HttpRequestError, text, inner, e.StatusCode),
            HttpIOException e => new HttpIOException(e.HttpRequestError, text, inner),
            JsonException e => new JsonException(FormattableString.Invariant($"{text}, line {e.LineNumber}, byte {e.BytePositionInLine}"), null, e.LineNumber, e.BytePositionInLine, inner),
            OperationCanceledException e => new OperationCanceledException(text, inner, e.CancellationToken),
            _ => new IOException(text, inner),
        };
        return cause.StackTrace is { } trace ? ExceptionDispatchInfo.SetRemoteStackTrace(told, trace) : told;
    }

    private static bool MustBeReplaced(Exception cause, Func<string, bool>? isConfidential) =>
        Quotes(cause)
        || (isConfidential is not null && Texts(cause).Any(isConfidential))
        || (cause is AggregateException several ? several.InnerExceptions.Any(e => MustBeReplaced(e, isConfidential)) : cause.InnerException is { } inner && MustBeReplaced(inner, isConfidential));

    private static bool Quotes(Exception cause) => cause switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ProxyTunnelError } => true,
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => true,

        // "'tru' is an invalid JSON literal".
        JsonException => true,
        _ => false,
    };

    // An exception of somebody's own may show more than its message.
    private static IEnumerable<string> Texts(Exception cause)
    {
        yield return cause.Message;
        string whole = cause.ToString();
        yield return cause.StackTrace is { } trace ? whole.Replace(trace, "", StringComparison.Ordinal) : whole;
        foreach (object? value in cause.Data.Values)
        {
            yield return value?.ToString() ?? "";
        }
    }
}
