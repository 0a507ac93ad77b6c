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

    /// <summary>The variable's value; null when it is not set.</summary>
    /// <exception cref="ApiCredentialException">It is empty, begins or ends with white space, or holds control characters.</exception>
    internal string? Variable(string name)
    {
        if (Text(name) is not { } value)
        {
            return null;
        }

        if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]) || value.Any(char.IsControl))
        {
            throw new ApiCredentialException($"The environment variable {name} begins or ends with white space, or holds a control character.");
        }

        return value;
    }

    /// <summary>
    /// The variable's text; null when it is not set. One that is there and empty, as a build server makes of a secret that it does not have, is no reason to go on
    /// with something else: what stands there then may mean another identity.
    /// </summary>
    /// <exception cref="ApiCredentialException">It is empty.</exception>
    internal string? Text(string name) => Read(name) is { Length: 0 }
        ? throw new ApiCredentialException($"The environment variable {name} is empty. Remove it for none.")
        : Read(name);
}
