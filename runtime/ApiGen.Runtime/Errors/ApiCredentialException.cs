using System.Runtime.ExceptionServices;

namespace ApiGen.Runtime;

/// <summary>
/// No credential could be had, so nothing was sent. The message names the source and what it lacks, never a value. A call that was sent and finds no
/// credential to be sent again ends with the failure of the attempt before instead, whose message says so.
/// </summary>
public sealed class ApiCredentialException : ApiException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which source was asked and what it lacks.</param>
    /// <param name="innerException">What the source threw.</param>
    public ApiCredentialException(string message, Exception? innerException = null)
        : base(message, innerException, "", null)
    {
    }

    /// <summary>Makes the exception for a call that needed the credential.</summary>
    /// <param name="action">The action that was called.</param>
    /// <param name="message">Which source was asked and what it lacks.</param>
    /// <param name="innerException">What the source threw.</param>
    internal ApiCredentialException(string action, string message, Exception? innerException)
        : base(message, innerException, action, null)
    {
    }

    /// <summary>The same for one call: a provider may throw an instance to several, which what belongs to one of them must not be set on.</summary>
    /// <param name="action">The action that was called; empty where none is known.</param>
    internal ApiCredentialException For(string action)
    {
        ApiCredentialException own = new(action, Message, InnerException) { IsAbsent = IsAbsent };
        if (StackTrace is { } trace)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(own, trace);
        }

        return own;
    }

    /// <summary>
    /// Whether the source is not there at all, such as variables that are not set, or a file at its usual place that does not exist; one that is named and does not exist is a fault. A chain then asks
    /// the next source; a source that is there but faulty ends the search, because what follows might be another account.
    /// </summary>
    public bool IsAbsent { get; init; }
}
