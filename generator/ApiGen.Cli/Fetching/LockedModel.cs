using ApiGen.Specs.Model;

namespace ApiGen.Cli.Fetching;

/// <summary>What is known of a service whose model was got: enough to get it again.</summary>
/// <param name="Service">The service.</param>
/// <param name="Version">Its version.</param>
/// <param name="Source">Where the model was got from; a folder is relative to the lock file.</param>
/// <param name="Commit">The commit that it was of; null when that is not known.</param>
/// <param name="Hashes">The SHA-256 of each file, by its name.</param>
/// <param name="Region">The option <c>--region</c>.</param>
/// <param name="Namespace">The option <c>--namespace</c>; null when it was not given.</param>
/// <param name="Limits">The option <c>--limits</c>, relative to the lock file; null when it was not given.</param>
internal sealed record LockedModel(
    string Service,
    string Version,
    ModelSource Source,
    string? Commit,
    IReadOnlyDictionary<string, string> Hashes,
    RegionRequirement Region,
    string? Namespace,
    string? Limits);
