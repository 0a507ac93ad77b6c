namespace ApiGen.Cli.Fetching;

/// <summary>Where repositories are kept.</summary>
/// <param name="Git">Below this address Git asks for the commits of a repository.</param>
/// <param name="Raw">Below this address the files of a commit lie, each by repository, commit and path.</param>
internal sealed record RepositoryHost(Uri Git, Uri Raw)
{
    /// <summary>Where the vendor publishes.</summary>
    public static RepositoryHost Vendor { get; } = new(new Uri("https://github.com/"), new Uri("https://raw.githubusercontent.com/"));
}
