namespace ApiGen.Runtime.Json;

/// <summary>A generated request.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IApiRequest<TSelf> : IJsonModel<TSelf>, IValidatable
    where TSelf : class, IApiRequest<TSelf>;
