namespace ApiGen.Runtime.Credentials;

/// <summary>Reads a file that holds nothing but a token.</summary>
internal static class IdentityTokenFile
{
    /// <exception cref="ApiCredentialException">The file cannot be read, or is empty.</exception>
    internal static string Read(string path, string source)
    {
        string token = CredentialFileText.Decode(CredentialFileText.ReadBytes(path, source)).Trim();
        return token.Length > 0 ? token : throw new ApiCredentialException($"{source}: is empty.");
    }
}
