using System.Buffers.Text;
using System.Text;
using ApiGen.Cli.Commands;
using ApiGen.Emulator.Specs;
using ApiGen.Specs;

namespace ApiGen.Cli.Reading;

/// <summary>Reads specs as they were committed, through the git program: nothing is checked out, and what is not committed does not count.</summary>
internal sealed class GitSpecs
{
    private static readonly string[] StoreQuestion = ["rev-parse", "--git-common-dir"];

    private readonly string _named;
    private string _folder;
    private readonly string _reference;
    private readonly string? _path;
    private readonly string _file;
    private readonly CancellationToken _cancellationToken;

    private GitSpecs(string text, string place, CancellationToken cancellationToken)
    {
        _named = text;

        // As in git itself, a path from the top of the repository may follow the commit.
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        _reference = colon < 0 ? text : text[..colon];
        _path = colon < 0 ? null : text[(colon + 1)..].Trim('/');
        _folder = File.Exists(place) ? Path.GetDirectoryName(place)! : place;
        _file = File.Exists(place) ? Path.GetFileName(place) : "";
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads the specs of a commit.</summary>
    /// <param name="text">A commit, branch or tag; with a colon and a path behind it to name another folder.</param>
    /// <param name="place">The full path of the folder or file of specs, whose repository is asked.</param>
    /// <param name="cancellationToken">Ends git early.</param>
    /// <exception cref="CommandException">There is no git, no repository, no such commit, or no spec in it.</exception>
    public static Task<SpecInput> ReadAsync(string text, string place, CancellationToken cancellationToken) => new GitSpecs(text, place, cancellationToken).ReadAsync();

    private async Task<SpecInput> ReadAsync()
    {
        string here = await HereAsync().ConfigureAwait(false);
        ProgramRun prefix = await GitAsync("rev-parse", "--show-prefix").ConfigureAwait(false);
        if (prefix.ExitCode != 0)
        {
            throw new CommandException($"there is no file or folder '{_named}', and git cannot look for such a commit: {Reason(prefix)}");
        }

        await RequireIsInAsync(here).ConfigureAwait(false);
        string commit = await CommitAsync(here).ConfigureAwait(false);
        string place = _path ?? (prefix.Text.TrimEnd('\n') + _file).TrimEnd('/');
        ProgramRun listed = await GitAsync("ls-tree", "-r", "-z", "--full-tree", commit).ConfigureAwait(false);
        CommitTree tree = new(_reference, listed.ExitCode == 0 ? listed.Text : throw new CommandException($"git cannot list '{_reference}': {Reason(listed)}"));
        tree.Follow(await ContentsAsync(tree.Links).ConfigureAwait(false));
        string full = "/" + place;
        tree.RequireKept(full);
        IReadOnlyList<string> specs = tree.HasFolder(full) ? new SpecFileSearch(tree).Under(full) : SpecFileSearch.IsSpec(place) && tree.HasFile(full) ? [full] : [];
        if (specs.Count == 0)
        {
            throw new CommandException($"there are no specs in '{(place.Length == 0 ? "." : place)}' at {_reference}. If their folder had another name then, give it as {_reference}:<folder>, from the top of the repository.");
        }

        Dictionary<string, byte[]> contents = await ContentsAsync(specs.Select(tree.ObjectOf).OfType<string>().Distinct()).ConfigureAwait(false);
        SpecDocument[] documents = [.. specs.Select(path => SpecReader.Read(Text(path, tree, contents)))];
        SpecCompletion completion = SpecCompletion.Of(documents);
        return new SpecInput($"'{_reference}'", completion.Documents, documents.Select(document => document.Path).ToHashSet(StringComparer.Ordinal)) { AreCommitted = true };
    }

    // The folder whose repository gives the name its meaning: the current one, where it is in any. A path behind the commit is one of that repository.
    private async Task<string> HereAsync()
    {
        string here = Directory.GetCurrentDirectory();
        ProgramRun run = await GitInAsync(here, StoreQuestion).ConfigureAwait(false);
        if (run.ExitCode != 0)
        {
            return run.Error.Contains("not a git repository (or any", StringComparison.Ordinal) ? _folder
                : throw new CommandException($"there is no file or folder '{_named}', and git cannot look for such a commit: {Reason(run)}");
        }

        _folder = _path is null ? _folder : here;
        return here;
    }

    private async Task RequireIsInAsync(string here)
    {
        if (await StoreAsync(here).ConfigureAwait(false) != await StoreAsync(_folder).ConfigureAwait(false))
        {
            throw new CommandException(
                $"'{_reference}' is a commit, branch or tag of the Git repository of the current folder, '{await TopAsync(here).ConfigureAwait(false)}', which does not keep '{_folder}': that lies in another one, '{await TopAsync(_folder).ConfigureAwait(false)}', as what is in a submodule or behind a link does. Give the command inside of that one, to compare with its commits.");
        }
    }

    // Check-outs of one repository share it. A path that git gives begins where the folder really lies.
    private async Task<string> StoreAsync(string folder) =>
        RealPath.Of(Path.Combine(RealPath.Of(folder), (await GitInAsync(folder, StoreQuestion).ConfigureAwait(false)).Text.TrimEnd('\n')));

    private async Task<string> TopAsync(string folder) =>
        await GitInAsync(folder, "rev-parse", "--show-toplevel").ConfigureAwait(false) is { ExitCode: 0 } run ? run.Text.TrimEnd('\n') : folder;

    // A name may be unknown, or lead to what git cannot read. Of an object that is lost it says nothing as long as it is only asked for the name.
    private async Task<string> CommitAsync(string here)
    {
        ProgramRun found = await GitInAsync(here, "rev-parse", "--verify", "--quiet", _reference + "^{commit}").ConfigureAwait(false);
        if (found.ExitCode == 0)
        {
            return found.Text.Trim();
        }

        ProgramRun name = await GitInAsync(here, "rev-parse", "--verify", "--quiet", _reference).ConfigureAwait(false);
        bool isKnown = name.ExitCode == 0 && name.Text.Trim() != _reference;
        ProgramRun told = isKnown && found.Error.Length == 0 ? await GitInAsync(here, "rev-list", "--max-count=1", name.Text.Trim(), "--").ConfigureAwait(false) : found;
        throw new CommandException($"there is no file or folder '{_named}', and " + (isKnown || told.Error.Length > 0
            ? $"git cannot read such a commit in the Git repository of '{here}': {Reason(told)}"
            : $"no such commit, branch or tag in the Git repository of '{here}'. 'git fetch' gets those that are on the server alone."));
    }

    private SpecText Text(string path, CommitTree tree, Dictionary<string, byte[]> contents)
    {
        string shown = _reference + ":" + DisplayPath.InFull(path[1..]);
        return tree.ObjectOf(path) is { } known ? SpecText.FromBytes(shown, contents[known]) : SpecText.Unreadable(shown, "it is a link that leads nowhere.");
    }

    private Task<ProgramRun> GitAsync(params string[] arguments) => GitAsync("", arguments);

    private Task<ProgramRun> GitInAsync(string folder, params string[] arguments) => GitAsync("", arguments, folder);

    private Task<ProgramRun> GitAsync(string input, string[] arguments, string? folder = null) =>
        ProgramRun.OfAsync($"'git {arguments[0]}' in {folder ?? _folder}", "git", folder ?? _folder, arguments, input, cancellationToken: _cancellationToken);

    private static string Reason(ProgramRun run) => run.Error.Split('\n')[0].Trim() is { Length: > 0 } line ? line : FormattableString.Invariant($"exit code {run.ExitCode}");

    private async Task<Dictionary<string, byte[]>> ContentsAsync(IEnumerable<string> objects)
    {
        string[] asked = [.. objects];
        if (asked.Length == 0)
        {
            return [];
        }

        ProgramRun run = await GitAsync(string.Join('\n', asked) + "\n", ["cat-file", "--batch"]).ConfigureAwait(false);
        Dictionary<string, byte[]> contents = new(StringComparer.Ordinal);
        ReadOnlyMemory<byte> left = run.Output;

        // "<object> blob <size>\n<content>\n" for each of them.
        while (left.Span.IndexOf((byte)'\n') is var end and >= 0)
        {
            string[] head = Encoding.ASCII.GetString(left.Span[..end]).Split(' ');
            if (head.Length != 3 || !Utf8Parser.TryParse(Encoding.ASCII.GetBytes(head[2]), out int size, out _))
            {
                throw new CommandException($"git cannot read the content of '{_reference}': {Reason(run)}");
            }

            contents[head[0]] = left.Slice(end + 1, size).ToArray();
            left = left[(end + 1 + size + 1)..];
        }

        return contents;
    }
}
