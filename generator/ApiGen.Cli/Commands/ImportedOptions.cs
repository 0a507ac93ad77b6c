using ApiGen.Cli.Fetching;
using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Official;
using ApiGen.Cli.Merging;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Commands;

/// <summary>The options of an import, and which of them a person gave, so that those without effect can be told.</summary>
/// <param name="Options">The options.</param>
/// <param name="HasRegion">Whether <c>--region</c> was given.</param>
/// <param name="HasLimits">Whether <c>--limits</c> was given.</param>
internal sealed record ImportedOptions(OfficialModelOptions Options, bool HasRegion, bool HasLimits)
{
    /// <summary>The edition that <c>--edition</c> named; null where it was not given.</summary>
    public ModelEdition? Edition { get; init; }

    /// <summary>A note for each option that changes nothing in a service.</summary>
    public IEnumerable<string> WithoutEffect(ImportedService imported, SpecUpdate update)
    {
        string service = imported.Service.Name + " " + imported.Service.Version;
        if (Options.Namespace is { } space && update.After.Namespace != space)
        {
            yield return $"{service}: --namespace {space} has no effect, because the specs have the service with the namespace {update.After.Namespace}; change it there";
        }

        if (Edition is { } edition && update.After.Endpoint != imported.Service.Endpoint)
        {
            yield return $"{service}: --edition {edition} has no effect on the endpoint {update.After.Endpoint}, which is written in the specs; change it there to call {imported.Service.Endpoint}";
        }

        if (HasRegion && imported.IsPartial)
        {
            yield return $"{service}: --region has no effect on a page, which states the region itself";
        }
        else if (HasRegion && update.After.Actions.Count(action => action.Region != Options.Region) is var kept and > 0)
        {
            yield return FormattableString.Invariant($"{service}: --region {Options.Region} has no effect on {kept} of {Counted.Of(update.After.Actions.Count, "action")}, whose region is written in the specs");
        }

        if (HasLimits && imported.IsPartial)
        {
            yield return $"{service}: --limits has no effect on a page, which states the limit itself";
        }
        else if (HasLimits && imported.Service.Actions.All(action => action.RateLimitAssumed))
        {
            yield return $"{service}: --limits has no effect, because the table names no action of this service version";
        }

        foreach (string action in HasLimits && !imported.IsPartial ? Options.RateLimits.Unknown(imported.Service) : [])
        {
            string hint = NearestName.Hint(action, imported.Service.Actions.Select(known => known.Name), "");
            yield return $"{service}: --limits names the action '{action}', which there is not.{(hint.Length > 0 ? " " + hint : "")}";
        }
    }
}
