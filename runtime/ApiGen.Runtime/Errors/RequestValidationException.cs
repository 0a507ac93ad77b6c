namespace ApiGen.Runtime;

/// <summary>The request breaks what its spec demands; nothing was sent.</summary>
public sealed class RequestValidationException : ArgumentException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="action">The action that was called.</param>
    /// <param name="problems">Everything that is wrong with the request; at least one.</param>
    public RequestValidationException(string action, IReadOnlyList<RequestProblem> problems)
        : base($"{action} was not sent, its request is not valid: {string.Join("; ", problems)}.", "request")
    {
        Action = action;
        Problems = problems;
    }

    /// <summary>The action that was called.</summary>
    public string Action { get; }

    /// <summary>Everything that is wrong with the request.</summary>
    public IReadOnlyList<RequestProblem> Problems { get; }
}
