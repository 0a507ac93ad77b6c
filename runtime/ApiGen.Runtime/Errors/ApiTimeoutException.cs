using System.Globalization;

namespace ApiGen.Runtime;

/// <summary>The call did not end within its timeout, which covers waiting in the throttle, every attempt, and reading the whole body.</summary>
public sealed class ApiTimeoutException : ApiException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="action">The action that was called.</param>
    /// <param name="timeout">The timeout that passed.</param>
    /// <param name="phase">What the call was doing, as the end of a sentence, such as <c>reading the response</c>.</param>
    /// <param name="mayHaveBeenSent">Whether the service may have received the request.</param>
    /// <param name="innerException">The failure of an earlier attempt, or what the transport threw.</param>
    public ApiTimeoutException(string action, TimeSpan timeout, string phase, bool mayHaveBeenSent, Exception? innerException = null)
        : base(Describe(action, timeout, phase, mayHaveBeenSent), innerException, action, (innerException as ApiException)?.RequestId)
    {
        Timeout = timeout;
        MayHaveBeenSent = mayHaveBeenSent;
    }

    /// <summary>The timeout that passed.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Whether the service may have received the request, and so may have acted on it.</summary>
    public bool MayHaveBeenSent { get; }

    private static string Describe(string action, TimeSpan timeout, string phase, bool mayHaveBeenSent)
    {
        string seconds = timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return $"{action} did not end within {seconds} s; it was {phase} ({(mayHaveBeenSent ? "the request may have been sent" : "the request was not sent")}).";
    }
}
