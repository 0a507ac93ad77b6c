using ApiGen.Runtime.Json;

namespace ApiGen.Runtime;

/// <summary>An action with typed request and response.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResponse">The response.</typeparam>
public class ApiAction<TRequest, TResponse> : ApiAction
    where TRequest : class, IApiRequest<TRequest>
    where TResponse : class, IApiResponse<TResponse>
{
#pragma warning disable RS0022 // Generated code makes actions with this constructor and derives none; the class is open only for the one with error codes, in this assembly.
    /// <summary>Describes an action that documents no error codes of its own.</summary>
    /// <param name="service">The service that has it.</param>
    /// <param name="name">Its name on the wire.</param>
    /// <exception cref="ArgumentException">The name cannot stand in an HTTP header.</exception>
    public ApiAction(ApiService service, string name)
#pragma warning restore RS0022
        : base(service, name)
    {
    }

    internal override ApiServiceException CreateException(in ApiFailure failure) => new(failure);
}
