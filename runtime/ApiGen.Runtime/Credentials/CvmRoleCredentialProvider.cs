using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Credentials;

namespace ApiGen.Runtime;

/// <summary>Takes temporary credentials of the role that is bound to this virtual machine (CVM) from its metadata service.</summary>
public sealed class CvmRoleCredentialProvider : RefreshingCredentialProvider
{
    private const string RolePath = "cam/security-credentials/";

    private readonly MetadataService _service;
    private readonly string? _roleName;

    /// <summary>Makes a provider. The service is asked with the first call.</summary>
    /// <param name="options">Which role, and how to ask; null for the defaults.</param>
    /// <exception cref="ArgumentException">The address is not usable, or the role's name is empty.</exception>
    public CvmRoleCredentialProvider(CvmRoleOptions? options = null)
        : base(options?.Refresh)
    {
        options ??= new CvmRoleOptions();
        if (options.RoleName is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(options.RoleName, nameof(options.RoleName));
        }

        _roleName = options.RoleName;
        _service = new MetadataService(options.Endpoint, options.RequestTimeout, Time);
    }

    /// <summary>The same for all of a machine's providers, because a machine has one role.</summary>
    public override string AccountKey => "cvm-role";

    /// <summary>What the credential is taken from.</summary>
    public override string ToString() => "the role of the virtual machine";

    /// <inheritdoc/>
    protected override async Task<TencentCloudCredential> FetchAsync(CancellationToken cancellationToken)
    {
        string role = _roleName ?? await FindRoleAsync(cancellationToken).ConfigureAwait(false);
        byte[] json = await _service.GetAsync(RolePath + Uri.EscapeDataString(role), cancellationToken).ConfigureAwait(false)
            ?? throw new ApiCredentialException($"The metadata service knows no role {role} of this machine.") { IsAbsent = _roleName is null };
        RoleCredentialResponse response = Read(json, role);
        if (response.Code is not null and not "Success")
        {
            throw new ApiCredentialException($"The metadata service gave no credential of the role {role}: its Code is {Shown(response.Code)}.");
        }

        CredentialNames names = new($"The metadata service's response for the role {role}", "TmpSecretId", "TmpSecretKey", "Token");
        return names.CreateTemporary(response.SecretId, response.SecretKey, response.Token, response.Expiration ?? throw new ApiCredentialException($"{names.Source}: ExpiredTime is missing or no timestamp."));
    }

    private async Task<string> FindRoleAsync(CancellationToken cancellationToken)
    {
        byte[]? body = await _service.GetAsync(RolePath, cancellationToken).ConfigureAwait(false);
        string role = body is null ? "" : Encoding.UTF8.GetString(body).Trim();
        if (role.Length == 0)
        {
            throw new ApiCredentialException("No role is bound to this machine; bind one to it in the CVM console.") { IsAbsent = true };
        }

        // Something else than the metadata service may stand under its name, with a page for example.
        return role.Length <= 128 && !role.AsSpan().ContainsAny('<', '/', '\n')
            ? role
            : throw new ApiCredentialException("The metadata service responded with something that is not a role's name.");
    }

    private static RoleCredentialResponse Read(byte[] json, string role)
    {
        try
        {
            return RoleCredentialResponse.Read(json);
        }
        catch (JsonException)
        {
            // Without the parser's exception, whose text may quote the response.
            throw new ApiCredentialException($"The metadata service's response for the role {role} is not a JSON object.");
        }
    }

    private static string Shown(string code) => code.Length <= 64 && code.All(char.IsAsciiLetterOrDigit) ? code : "not \"Success\"";
}
