using ApiGen.Cli.Commands;
using ApiGen.Emulator.Specs;

namespace ApiGen.Cli.Fetching;

/// <summary>A copy of the repository on disk.</summary>
internal sealed class FolderFiles(string root) : ModelFiles
{
    /// <inheritdoc />
    public override string Describe(string path) => Path.Combine(root, path);

    /// <inheritdoc />
    public override async Task<byte[]?> ReadAsync(string path, int most, CancellationToken cancellationToken)
    {
        FileInfo file = new(Describe(path));
        RegularFile.Require(file.FullName);
        return !file.Exists ? null
            : file.Length > most ? throw new CommandException(FormattableString.Invariant($"{file.FullName} is larger than {most} bytes, which no published file is."))
            : await File.ReadAllBytesAsync(file.FullName, cancellationToken).ConfigureAwait(false);
    }
}
