using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Fetching;

/// <summary>The files of one state of a repository of models, by their paths in it.</summary>
internal abstract class ModelFiles
{
    /// <summary>The commit that they are of; null when that is not known.</summary>
    public virtual string? Commit => null;

    /// <summary>Opens a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="download">Gets what is not on disk.</param>
    /// <param name="cancellationToken">Ends the search for the commit early.</param>
    /// <exception cref="CommandException">There is no such source.</exception>
    public static async Task<ModelFiles> OpenAsync(ModelSource source, Download download, CancellationToken cancellationToken)
    {
        if (source.From is not { } from)
        {
            return await RepositoryFiles.OpenAsync(RepositoryHost.Vendor, source, download, cancellationToken).ConfigureAwait(false);
        }

        NamedFile.RequireAlive(from);
        return Directory.Exists(from) ? new FolderFiles(from)
            : from.Contains("://", StringComparison.Ordinal) ? new MirrorFiles(Download.Address(from), download)
            : throw new CommandException($"there is no folder '{from}'. Name a folder with a copy of the vendor's repository, or an address such as https://mirror.example.com/tencentcloud-cli/.");
    }

    /// <summary>The name of a file in messages.</summary>
    public abstract string Describe(string path);

    /// <summary>The content of a file; null when there is none.</summary>
    /// <param name="path">The path in the repository, with forward slashes.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public abstract Task<byte[]?> ReadAsync(string path, int most, CancellationToken cancellationToken);
}
