namespace ApiGen.Runtime.Credentials;

/// <summary>The environment variables and the home folder that providers look into; tests give their own.</summary>
internal sealed record CredentialEnvironment(Func<string, string?> Read, Func<string> Home)
{
    internal static CredentialEnvironment Process { get; } = new(
        Environment.GetEnvironmentVariable,
        HomeOfProcess);

    /// <summary>A path below the home folder; null when there is none, as for users of containers: what is left of the path would point into the current folder.</summary>
    internal string? InHome(params string[] parts) => Home() is { } home && Path.IsPathRooted(home) ? Path.Combine([home, .. parts]) : null;

    // A user without an entry and without the variable, as in containers, is said to live in the root folder.
    private static string HomeOfProcess()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home == Path.GetPathRoot(home) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("HOME")) ? "" : home;
    }

    /// <summary>The variable's value; null when it is not set or empty.</summary>
    /// <exception cref="ApiCredentialException">It begins or ends with white space, or holds control characters.</exception>
    internal string? Variable(string name)
    {
        string? value = Read(name);
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]) || value.Any(char.IsControl))
        {
            throw new ApiCredentialException($"The environment variable {name} begins or ends with white space, or holds a control character.");
        }

        return value;
    }
}
