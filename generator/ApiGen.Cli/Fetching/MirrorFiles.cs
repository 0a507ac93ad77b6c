namespace ApiGen.Cli.Fetching;

/// <summary>Files below an address.</summary>
internal sealed class MirrorFiles(Uri root, Download download, string? commit = null) : ModelFiles
{
    private readonly Uri _root = root.AbsoluteUri.EndsWith('/') ? root : new Uri(root.AbsoluteUri + "/");

    /// <inheritdoc />
    public override string? Commit => commit;

    /// <inheritdoc />
    public override string Describe(string path) => new Uri(_root, path).AbsoluteUri;

    /// <inheritdoc />
    public override Task<byte[]?> ReadAsync(string path, int most, CancellationToken cancellationToken) => download.GetAsync(new Uri(_root, path), most, cancellationToken);
}
