// Types of the runtime that rules know by name, as far as the runtime itself does not have them.
#nullable enable
namespace ApiGen.Runtime
{
    public interface ICredentialProvider
    {
    }

    public sealed class ApiClientOptions
    {
    }

    public sealed class ApiCallOptions
    {
    }

    public sealed class TencentCloudCredential(string secretId, string secretKey, string? token = null) : ICredentialProvider
    {
        public string SecretId { get; } = secretId;

        public string SecretKey { get; } = secretKey;

        public string? Token { get; } = token;
    }
}
