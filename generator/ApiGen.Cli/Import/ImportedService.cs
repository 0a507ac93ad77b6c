using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import;

/// <summary>What a source says about one service version.</summary>
/// <param name="Service">The service with everything that the source describes.</param>
/// <param name="DefaultRateLimit">The limit assumed for actions without a documented one; null when the source says nothing.</param>
/// <param name="IsPartial">Whether the source describes single actions (a documentation page), so that what it does not mention is not gone.</param>
/// <param name="Notes">What a person should know about the import, such as examples that were left out.</param>
public sealed record ImportedService(ServiceModel Service, RateWindow? DefaultRateLimit, bool IsPartial, IReadOnlyList<ImportNote> Notes)
{
    /// <summary>Whether a page describes the types, which then are no guesses.</summary>
    public bool DescribesTypes { get; init; }

    /// <summary>Whether a page speaks of a limit that could not be read, which is noted.</summary>
    public bool HasUnreadLimit { get; init; }

    /// <summary>The source in messages.</summary>
    public string Origin { get; init; } = Service.Name + " " + Service.Version;
}
