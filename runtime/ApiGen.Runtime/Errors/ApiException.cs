using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ApiGen.Runtime.Annotations;

namespace ApiGen.Runtime;

/// <summary>
/// A call that did not give a response. The subclasses tell apart what happened; <see cref="OperationCanceledException"/>
/// stays what it is and is no part of this family, and faulty arguments throw <see cref="ArgumentException"/>.
/// </summary>
public abstract class ApiException : Exception
{
    private protected ApiException(string message, Exception? innerException, string action, string? requestId)
        : base(message, innerException)
    {
        Action = action;
        RequestId = requestId;
    }

    /// <summary>Makes the exception that a client throws for an error code; of use to tests that stand in for a service.</summary>
    /// <typeparam name="TErrorCode">The generated enum of an action's codes, or <see cref="CommonErrorCode"/>.</typeparam>
    /// <param name="code">The code.</param>
    /// <param name="message">The service's text.</param>
    /// <param name="requestId">The ID that the service gave the request.</param>
    /// <exception cref="ArgumentException">The enum's member has no code on the wire, as its <c>Unknown</c>.</exception>
    public static ApiException<TErrorCode> For<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TErrorCode>(
        TErrorCode code, string message = "", string? requestId = null)
        where TErrorCode : struct, Enum
    {
        string name = typeof(TErrorCode).Name;
        string wire = typeof(TErrorCode).GetField(code.ToString())?.GetCustomAttribute<ApiErrorCodeAttribute>()?.Code
            ?? throw new ArgumentException($"{name}.{code} has no code on the wire.", nameof(code));
        const string Suffix = "ErrorCode";
        string action = name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
        return new ApiException<TErrorCode>(new ApiFailure(action, wire, message, requestId), code);
    }

    /// <summary>The action that was called.</summary>
    public string Action { get; }

    /// <summary>
    /// The ID that the service gave the request, which its support asks for; where the last attempt got none, that of an earlier one that may have taken effect. Null when no
    /// response with one arrived.
    /// </summary>
    public string? RequestId
    {
        get => field ?? EarlierRequestId;
        internal set;
    }

    /// <summary>How often the client tried to send the request, attempts that found no connection included; 0 when it never came to that. Of an earlier failure behind the one thrown: until then.</summary>
    public int Attempts { get; internal set; }

    /// <summary>
    /// The client token that the client sent because the request had none; null when it sent none. Calling again with it in the request
    /// is safe: the service recognises the repetition.
    /// </summary>
    public string? ClientToken { get; internal set; }

    /// <inheritdoc/>
    public override string Message
    {
        get
        {
            string id = EarlierRequestId is null ? "" : $" (RequestId: {EarlierRequestId})";
            string message = MayHaveActedBefore || EarlierRequestId is not null ? $"{base.Message} An earlier attempt may have taken effect{id}." : base.Message;
            return NotRepeated is null ? message : $"{message.TrimEnd('.')}. Not repeated: {NotRepeated} (https://github.com/apigen-dotnet/apigen/blob/main/docs/runtime.md#retries).";
        }
    }

    /// <summary>The ID of an attempt before the one that this tells of, which got none itself; null unless the service may have acted on it.</summary>
    internal string? EarlierRequestId { get; set; }

    /// <summary>Whether the service may have acted on an attempt before the one that this tells of, which took no effect.</summary>
    internal bool MayHaveActedBefore { get; set; }

    /// <summary>Why the call was not repeated although the failure may pass, as the end of a sentence; null when it was, or when repeating would not help.</summary>
    internal string? NotRepeated { get; set; }
}
