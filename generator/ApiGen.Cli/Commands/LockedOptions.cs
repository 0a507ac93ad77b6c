using ApiGen.Cli.Fetching;
using ApiGen.Cli.Import.Official;
using ApiGen.Emulator.Specs;

namespace ApiGen.Cli.Commands;

/// <summary>The options of an import as a lock file records them.</summary>
internal static class LockedOptions
{
    /// <summary>The options of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="root">The folder of the lock file.</param>
    public static OfficialModelOptions Of(LockedModel model, string root) => new()
    {
        Namespace = model.Namespace,
        Region = model.Region,
        RateLimits = model.Limits is { } limits ? RateLimitTable.Read(OfficialModelFolder.ReadJson(There(model, "table of limits", Path.GetFullPath(limits, RealPath.Of(root))))) : RateLimitTable.Empty,
    };

    /// <summary>The source of a model; a folder in full.</summary>
    /// <param name="model">The model.</param>
    /// <param name="root">The folder of the lock file.</param>
    public static ModelSource Source(LockedModel model, string root) =>
        model.Source.From is { } from && !from.Contains("://", StringComparison.Ordinal) ? model.Source with { From = There(model, "source", Path.GetFullPath(from, RealPath.Of(root))) } : model.Source;

    private static string There(LockedModel model, string what, string path) => Path.Exists(path) ? path
        : throw new CommandException($"'{path}', which {SpecLock.FileName} records as the {what} of {model.Service} {model.Version}, is not there any more. Bring it back, or record another with 'apigen add {model.Service} --api-version {model.Version}'.");
}
