using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Code;

/// <summary>Where the spec files of a service lie: in one file, or under one folder.</summary>
/// <param name="Path">The file, or the folder with a slash at its end; empty for the current folder.</param>
/// <param name="IsFile">Whether it is one file.</param>
internal sealed record SpecPlace(string Path, bool IsFile)
{
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
