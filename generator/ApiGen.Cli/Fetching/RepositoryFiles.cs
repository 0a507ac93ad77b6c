using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Fetching;

/// <summary>Finds the commit that a source means, so that all files of a service are of one state.</summary>
internal static partial class RepositoryFiles
{
    // A line for each branch and tag.
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>The files of the commit.</summary>
    /// <exception cref="CommandException">The repository cannot be asked, or has no such commit.</exception>
    public static async Task<ModelFiles> OpenAsync(RepositoryHost host, ModelSource source, Download download, CancellationToken cancellationToken)
    {
        string commit = source.Reference is { } text && Commit().IsMatch(text) ? text
            : await FindAsync(host, source, download, cancellationToken).ConfigureAwait(false);
        return new MirrorFiles(new Uri(host.Raw, $"{source.Repository}/{commit}/"), download, commit);
    }

    // The response to the first question of "git fetch", as in the page "gitprotocol-http": lines of four digits of length and a text,
    // "<commit> <name>", the first with what the server can do behind a zero.
    private static async Task<string> FindAsync(RepositoryHost host, ModelSource source, Download download, CancellationToken cancellationToken)
    {
        Uri address = new(host.Git, source.Repository + ".git/info/refs?service=git-upload-pack");
        byte[] response = await download.GetAsync(address, MostBytes, cancellationToken).ConfigureAwait(false) ?? throw new CommandException($"{address} is not there.");
        Dictionary<string, string> commits = new(StringComparer.Ordinal);
        for (int at = 0; at + 4 <= response.Length;)
        {
            if (!int.TryParse(Encoding.ASCII.GetString(response, at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int length) || at + length > response.Length)
            {
                break;
            }

            string line = length > 4 ? Encoding.UTF8.GetString(response, at + 4, length - 4).Split('\0')[0].TrimEnd('\n') : "";
            if (line.Split(' ', 2) is [{ } commit, { } name] && Commit().IsMatch(commit))
            {
                commits.TryAdd(name, commit);
            }

            at += Math.Max(4, length);
        }

        string[] wanted = source.Reference is { } reference ? [$"refs/heads/{reference}", $"refs/tags/{reference}^{{}}", $"refs/tags/{reference}"] : ["HEAD"];
        return wanted.Select(name => commits.GetValueOrDefault(name)).FirstOrDefault(commit => commit is not null)
            ?? throw new CommandException(commits.Count == 0
                ? $"{address} is not the list of a repository's commits. A proxy that asks for something may have responded."
                : $"{source.Repository} has no branch, tag or commit '{source.Reference}'.");
    }

    [GeneratedRegex(@"\A[0-9a-f]{40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Commit();
}
