using Microsoft.Extensions.Options;

namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>Checks the settings of one registration by making of them what the client will make, and reports all mistakes with their keys.</summary>
internal sealed class ApiClientSettingsValidator(ApiService service, string name, string path) : IValidateOptions<ApiClientSettings>
{
    private static readonly TencentCloudCredential Nobody = new("AKIDEXAMPLE", "EXAMPLE");

    public ValidateOptionsResult Validate(string? registration, ApiClientSettings options)
    {
        if (registration != name)
        {
            return ValidateOptionsResult.Skip;
        }

        SettingsReader reader = new(path);
        ApiClientOptions client = reader.Read(options);
        bool isReadable = reader.Problems.Count == 0;
        CheckCredentials(options.Credentials);
        if (isReadable)
        {
            reader.Try(null, () => new ApiClient(service, Nobody, SettingsReader.Text(options.Region), client).Dispose());
        }

        return reader.Problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(reader.Problems);

        void CheckCredentials(CredentialSettings credentials)
        {
            SettingsReader inner = new(reader.KeyPath("Credentials"));
            CredentialFactory factory = new(TimeProvider.System, null);
            inner.Try(null, () => factory.AssumeRole(factory.Create(credentials) ?? Nobody, credentials));
            reader.Problems.AddRange(inner.Problems);
        }
    }
}
