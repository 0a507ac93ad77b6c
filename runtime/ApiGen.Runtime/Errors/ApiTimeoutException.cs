using System.Globalization;
using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime;

/// <summary>The call, or one attempt of it, did not end within its timeout.</summary>
public sealed class ApiTimeoutException : ApiException
{
    /// <summary>Makes the exception for a call that took longer than <see cref="ApiClientOptions.Timeout"/>.</summary>
    /// <param name="action">The action that was called.</param>
    /// <param name="timeout">The timeout that passed.</param>
    /// <param name="phase">What the call was doing, as the end of a sentence, such as <c>reading the response</c>.</param>
    /// <param name="mayHaveBeenSent">Whether the service may have received the request.</param>
    /// <param name="innerException">The failure of an earlier attempt, or what the transport threw.</param>
    public ApiTimeoutException(string action, TimeSpan timeout, string phase, bool mayHaveBeenSent, Exception? innerException = null)
        : this(action, timeout, TimeoutLimit.Call, phase, RequestFates.From(mayHaveBeenSent), innerException)
    {
    }

    internal ApiTimeoutException(string action, TimeSpan timeout, TimeoutLimit limit, string phase, RequestFate fate, Exception? innerException)
        : base(Describe(action, timeout, limit, phase, fate), innerException, action, null)
    {
        Timeout = timeout;
        Limit = limit;
        MayHaveBeenSent = fate == RequestFate.MayHaveBeenSent;
    }

    /// <summary>The timeout that passed: the call's, an attempt's, or that of the HTTP client that the caller gave, whichever the message names.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Whether the service may have received the request, and so may have acted on it; false also when it refused the request without effect.</summary>
    public bool MayHaveBeenSent { get; }

    /// <summary>Whose timeout passed.</summary>
    internal TimeoutLimit Limit { get; }

    private static string Describe(string action, TimeSpan timeout, TimeoutLimit limit, string phase, RequestFate fate)
    {
        string seconds = timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        string whose = limit switch
        {
            TimeoutLimit.Attempt => $"an attempt of {action} did not end within {seconds} s (ApiClientOptions.AttemptTimeout, or that of its ApiCallOptions)",
            TimeoutLimit.HttpClient => $"{action} did not end within {seconds} s, the Timeout of the HttpClient that sends the requests",
            _ => $"{action} did not end within {seconds} s (ApiClientOptions.Timeout, or that of its ApiCallOptions)",
        };
        return $"{char.ToUpperInvariant(whose[0])}{whose[1..]}; it was {phase} ({fate.Describe()}).";
    }
}
