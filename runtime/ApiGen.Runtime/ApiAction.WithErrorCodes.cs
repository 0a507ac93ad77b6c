using ApiGen.Runtime.Json;

namespace ApiGen.Runtime;

/// <summary>An action with typed request, response and error codes.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResponse">The response.</typeparam>
/// <typeparam name="TErrorCode">The enum of the codes that the action documents; its value 0 stands for every other code.</typeparam>
public sealed class ApiAction<TRequest, TResponse, TErrorCode> : ApiAction<TRequest, TResponse>
    where TRequest : class, IApiRequest<TRequest>
    where TResponse : class, IApiResponse<TResponse>
    where TErrorCode : struct, Enum
{
    private readonly Func<string, TErrorCode> _parseErrorCode;

    /// <summary>Describes an action.</summary>
    /// <param name="service">The service that has it.</param>
    /// <param name="name">Its name on the wire.</param>
    /// <param name="parseErrorCode">Turns a code on the wire into the enum; unknown codes become the enum's value 0.</param>
    public ApiAction(ApiService service, string name, Func<string, TErrorCode> parseErrorCode)
        : base(service, name)
    {
        ArgumentNullException.ThrowIfNull(parseErrorCode);
        _parseErrorCode = parseErrorCode;
    }

    internal override bool Documents(string code) => !EqualityComparer<TErrorCode>.Default.Equals(_parseErrorCode(code), default) || base.Documents(code);

    internal override ApiServiceException CreateException(in ApiFailure failure) =>
        new ApiException<TErrorCode>(failure, _parseErrorCode(failure.Code));
}
