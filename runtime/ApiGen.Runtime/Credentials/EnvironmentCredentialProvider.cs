using ApiGen.Runtime.Credentials;

namespace ApiGen.Runtime;

/// <summary>
/// Takes the credential from the environment variables <c>TENCENTCLOUD_SECRET_ID</c>, <c>TENCENTCLOUD_SECRET_KEY</c> and, for
/// temporary ones, <c>TENCENTCLOUD_TOKEN</c>. They are read at every call, so a changed variable takes effect at once.
/// </summary>
public sealed class EnvironmentCredentialProvider : ICredentialProvider
{
    /// <summary>The variable with the public half of the key pair.</summary>
    public const string SecretIdVariable = "TENCENTCLOUD_SECRET_ID";

    /// <summary>The variable with the secret half.</summary>
    public const string SecretKeyVariable = "TENCENTCLOUD_SECRET_KEY";

    /// <summary>The variable with the token of a temporary credential.</summary>
    public const string TokenVariable = "TENCENTCLOUD_TOKEN";

    private volatile TencentCloudCredential? _last;

    /// <inheritdoc/>
    public string AccountKey => Environment.GetEnvironmentVariable(SecretIdVariable) is { } id && !string.IsNullOrWhiteSpace(id) ? id : "environment";

    /// <inheritdoc/>
    public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
    {
        string secretId = Read(SecretIdVariable);
        string secretKey = Read(SecretKeyVariable);

        // Empty is none, as Compose and the like leave a variable that they pass on: it means no other identity, and the service refuses a temporary key without its token.
        string? token = Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } text ? text : null;

        TencentCloudCredential? last = _last;
        if (last is null || last.SecretId != secretId || last.SecretKey != secretKey || last.Token != token)
        {
            _last = last = Create(secretId, secretKey, token);
        }

        return new ValueTask<TencentCloudCredential>(last);
    }

    /// <inheritdoc/>
    public bool Invalidate(TencentCloudCredential refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return Environment.GetEnvironmentVariable(SecretIdVariable) != refused.SecretId
            || Environment.GetEnvironmentVariable(SecretKeyVariable) != refused.SecretKey
            || (Environment.GetEnvironmentVariable(TokenVariable) ?? "") != (refused.Token ?? "");
    }

    /// <summary>What the credential is taken from.</summary>
    public override string ToString() => "the environment variables";

    private static bool IsAbsent() =>
        Environment.GetEnvironmentVariable(SecretIdVariable) is null && Environment.GetEnvironmentVariable(SecretKeyVariable) is null;

    private static string Read(string variable) => CredentialEnvironment.Process.Text(variable)
        ?? throw new ApiCredentialException($"The environment variable {variable} is not set.") { IsAbsent = IsAbsent() };

    private static TencentCloudCredential Create(string secretId, string secretKey, string? token)
    {
        try
        {
            return new TencentCloudCredential(secretId, secretKey, token);
        }
        catch (ArgumentException e)
        {
            string variable = e.ParamName switch
            {
                "secretId" => SecretIdVariable,
                "secretKey" => SecretKeyVariable,
                _ => TokenVariable,
            };
            throw new ApiCredentialException($"The environment variable {variable} is not usable: {e.Message}", e);
        }
    }
}
