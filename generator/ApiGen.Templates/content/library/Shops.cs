namespace ApiTemplateNamespace;

// Inside, so that a namespace that has the name of one of the types below does not hide it.
using global::System;
using global::ApiGen.Runtime;

/// <summary>Makes clients of the service that <c>specs/shop.yaml</c> describes.</summary>
public static class Shops
{
    /// <summary>Makes a client.</summary>
    /// <param name="credentials">What calls are signed with.</param>
    /// <param name="endpoint">Where to connect; null for the endpoint of the spec.</param>
    public static ShopClient Connect(ICredentialProvider credentials, Uri? endpoint = null) =>
        new(credentials, options: new ApiClientOptions { Endpoint = endpoint });
}
