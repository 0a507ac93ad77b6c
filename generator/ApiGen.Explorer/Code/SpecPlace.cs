using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Code;

/// <summary>Where the spec files of a service lie: in one file, or under one folder.</summary>
/// <param name="Path">The file, or the folder with a slash at its end; empty for the current folder.</param>
/// <param name="IsFile">Whether it is one file.</param>
internal sealed record SpecPlace(string Path, bool IsFile)
{
    /// <summary>Where a path begins that is not a whole one, for those who use it elsewhere; empty for a whole one.</summary>
    public string Note => System.IO.Path.IsPathRooted(Path) ? "" : $"The path of the spec begins at {Directory.GetCurrentDirectory()}, where the explorer was started; from another folder it is another one.";

    /// <summary>The place of a service: the nearest that all of its files have in common.</summary>
    public static SpecPlace Of(ServiceModel service)
    {
        string[] files = [.. service.Actions.Select(static action => action.Source).Concat(service.Types.Select(static type => type.Source)).Append(service.Source).Distinct(StringComparer.Ordinal)];
        if (files.Length == 1)
        {
            return new SpecPlace(files[0], IsFile: true);
        }

        string common = files.Aggregate(static (left, right) => left[..left.AsSpan().CommonPrefixLength(right)]);
        return new SpecPlace(common[..(common.LastIndexOf('/') + 1)], IsFile: false);
    }
}
