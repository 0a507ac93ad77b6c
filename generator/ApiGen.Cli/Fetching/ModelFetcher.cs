using System.Text;
using System.Text.RegularExpressions;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Import.Official;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Fetching;

/// <summary>
/// Gets models from the repositories of the vendor's command line, where each service version has a folder
/// <c>tccli/services/&lt;service&gt;/v&lt;date&gt;</c> with <c>api.json</c> and <c>examples.json</c>.
/// </summary>
/// <param name="files">The files of the repository.</param>
/// <param name="source">Where they are from.</param>
internal sealed partial class ModelFetcher(ModelFiles files, ModelSource source)
{
    // The largest published model takes about 4 MB, and the program of the largest service 1 MB.
    private const int MostModelBytes = 32 * 1024 * 1024;
    private const int MostProgramBytes = 8 * 1024 * 1024;

    private const string ServiceList = "tccli/services/__init__.py";

    private static readonly byte[] Blanks = [0xEF, 0xBB, 0xBF, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n'];

    // The vendor's command line has another name for this one.
    private static readonly Dictionary<string, string> Folders = new(StringComparer.Ordinal) { ["as"] = "autoscaling" };

    /// <summary>Why a text cannot name a service; null when it can. That keeps paths inside of the repository.</summary>
    public static string? ServiceFault(string service) => ServiceName().IsMatch(service) ? null
        : $"'{service}' cannot name a service; {(ServiceName().IsMatch(service.ToLowerInvariant()) ? $"its name is in small letters: {service.ToLowerInvariant()}" : "give a short name such as cvm")}.";

    /// <summary>Why a text is no version; null when it is one.</summary>
    public static string? VersionFault(string version) => NameCheck.IsVersion(version) ? null
        : $"'{version}' is no version; give the date, such as 2017-03-12.";

    /// <summary>Why a text is no namespace of C#; null when it is one.</summary>
    public static string? NamespaceFault(string text) => NameCheck.NamespaceFault(text) is { } fault ? $"'{text}' is no namespace of C#: {fault}. Write names joined by dots, such as Company.Product." : null;

    /// <summary>Gets a model.</summary>
    /// <param name="service">The service.</param>
    /// <param name="version">The version; null for the newest.</param>
    /// <param name="cancellationToken">Ends the download early.</param>
    /// <exception cref="CommandException">There is no such model, or it cannot be had.</exception>
    public async Task<FetchedModel> FetchAsync(string service, string? version, CancellationToken cancellationToken)
    {
        if (version is null)
        {
            IReadOnlyList<string> versions = await VersionsAsync(service, cancellationToken).ConfigureAwait(false);
            version = versions.Count > 0 ? versions[^1] : throw new CommandException(
                $"{files.Describe(Program(service))} is not there or names no version. {await NearAsync(service, cancellationToken).ConfigureAwait(false)}Check the service's name{(source.From is null ? ", try another --edition," : "")} or name the version with --api-version.");
        }

        string folder = $"tccli/services/{FolderOf(service)}/v{version.Replace("-", "", StringComparison.Ordinal)}/";
        List<(string, string, byte[])> found = [];
        foreach (string name in new[] { OfficialModelFolder.ModelFile, OfficialModelFolder.ExamplesFile })
        {
            if (await ReadAsync(folder + name, MostModelBytes, cancellationToken).ConfigureAwait(false) is { } content)
            {
                if (content.AsSpan().Trim(Blanks).IsEmpty)
                {
                    throw new CommandException($"{files.Describe(folder + name)} is empty: nothing came in its place. Ask for it again, or name another source.");
                }

                found.Add((name, files.Describe(folder + name), content));
            }
            else if (name == OfficialModelFolder.ModelFile)
            {
                IReadOnlyList<string> versions = await VersionsAsync(service, cancellationToken).ConfigureAwait(false);
                string near = versions.Count > 0 ? $"There is: {string.Join(", ", versions)}." : await NearAsync(service, cancellationToken).ConfigureAwait(false);
                throw new CommandException($"there is no model of {service} {version}: {files.Describe(folder + name)} is not there. {near}".TrimEnd());
            }
        }

        return new FetchedModel(service, version, source, files.Commit, found);
    }

    /// <summary>The name of the file that names the versions of a service, in messages.</summary>
    public string VersionsFile(string service) => files.Describe(Program(service));

    /// <summary>The versions of a service, the newest last; empty when that cannot be told.</summary>
    public async Task<IReadOnlyList<string>> VersionsAsync(string service, CancellationToken cancellationToken)
    {
        byte[]? program = await ReadAsync(Program(service), MostProgramBytes, cancellationToken).ConfigureAwait(false);
        Match list = program is null ? Match.Empty : VersionList.Match(Encoding.UTF8.GetString(program));
        return [.. Version().Matches(list.Value).Select(match => $"{match.Groups[1].Value}-{match.Groups[2].Value}-{match.Groups[3].Value}").Where(NameCheck.IsVersion).Distinct().Order(StringComparer.Ordinal)];
    }

    // Neither JSON nor Python begins with a tag; what signs people in or tells of an error, with status 200, does.
    private async Task<byte[]?> ReadAsync(string path, int most, CancellationToken cancellationToken) =>
        await files.ReadAsync(path, most, cancellationToken).ConfigureAwait(false) is not { } content ? null
            : content.AsSpan().TrimStart(Blanks).StartsWith("<"u8)
                ? throw new CommandException($"{files.Describe(path)} is a page of HTML or XML instead of the file: a sign-in or an error may stand on it. Open the address in a browser, or name another source.")
                : content;

    // One file lists the services; a mirror may have left it out.
    private async Task<string> NearAsync(string service, CancellationToken cancellationToken)
    {
        byte[]? list = await ReadAsync(ServiceList, MostProgramBytes, cancellationToken).ConfigureAwait(false);
        string[] services = list is null ? [] : [.. ListedService().Matches(Encoding.UTF8.GetString(list)).Select(match => NameOf(match.Groups[1].Value))];
        string hint = services.Contains(service) ? "" : NearestName.Hint(service, services, "");
        return hint.Length > 0 ? hint + " " : "";
    }

    private static string NameOf(string folder) => Folders.FirstOrDefault(pair => pair.Value == folder).Key ?? folder;

    private static string FolderOf(string service) => Folders.GetValueOrDefault(service, service);

    // A plain file names the versions, so that no listing of folders is needed, which mirrors do not have.
    private static string Program(string service) => $"tccli/services/{FolderOf(service)}/{FolderOf(service)}_client.py";

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceName();

    [GeneratedRegex("""["']([a-z][a-z0-9-]*)["']\s*:\s*\[""", RegexOptions.CultureInvariant)]
    private static partial Regex ListedService();

    // A file may hold anything: without backtracking no text is read again from each of its places.
    private static readonly Regex VersionList = new(@"\bAVAILABLE_VERSION_LIST\s*=\s*\[[^\]]*\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"\bv(\d{4})(\d{2})(\d{2})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
