using System.Text.Json.Serialization;

namespace ApiGen.Benchmarks.Peers;

/// <summary>The models of the actions as one writes them by hand for System.Text.Json: the same members as the generated ones.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PeerCreateRequest))]
[JsonSerializable(typeof(PeerEnvelope<PeerCreateResponse>))]
[JsonSerializable(typeof(PeerCreateResponse))]
internal sealed partial class PeerJson : JsonSerializerContext;

/// <summary>The models of a list; on their own, because what a context names is kept in native programs.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PeerListResponse))]
internal sealed partial class PeerListJson : JsonSerializerContext;

internal sealed class PeerCreateRequest
{
    public string? MNPType { get; set; }

    public string? MNPName { get; set; }

    public string? MNPIcon { get; set; }

    public string? MNPIntro { get; set; }

    public string? MNPDesc { get; set; }

    public string? PlatformId { get; set; }

    public string? TeamId { get; set; }

    public IList<PeerTranslation>? I18nList { get; set; }

    public IList<PeerAgeRating>? AgeRatings { get; set; }
}

internal sealed class PeerTranslation
{
    public string? Lang { get; set; }

    public long? IsDefault { get; set; }

    public string? MNPName { get; set; }

    public string? MNPIntro { get; set; }
}

internal sealed class PeerAgeRating
{
    public string? StandardId { get; set; }

    public long? AgeRating { get; set; }
}

internal sealed class PeerLabelledAgeRating
{
    public string? StandardId { get; set; }

    public long? AgeRating { get; set; }

    public string? Label { get; set; }
}

internal sealed class PeerEnvelope<T>
{
    public T? Response { get; set; }
}

internal sealed class PeerError
{
    public string? Code { get; set; }

    public string? Message { get; set; }
}

internal sealed class PeerCreateResponse
{
    public PeerResource? Data { get; set; }

    public string? RequestId { get; set; }

    public PeerError? Error { get; set; }
}

internal sealed class PeerResource
{
    public string? ResourceId { get; set; }
}

internal sealed class PeerListResponse
{
    public PeerPage? Data { get; set; }

    public string? RequestId { get; set; }

    public PeerError? Error { get; set; }
}

internal sealed class PeerPage
{
    public long? TotalCount { get; set; }

    public IList<PeerListItem>? DataList { get; set; }
}

internal sealed class PeerListItem
{
    public string? MNPId { get; set; }

    public string? MNPIcon { get; set; }

    public string? MNPName { get; set; }

    public string? TeamName { get; set; }

    public string? MNPType { get; set; }

    public long? Status { get; set; }

    public string? MNPIntro { get; set; }

    public string? CreateUser { get; set; }

    public string? CreateTime { get; set; }

    public string? UpdateUser { get; set; }

    public string? UpdateTime { get; set; }

    public string? ApplicationName { get; set; }

    public long? EffectStatus { get; set; }

    public long? EffectMNPVersionId { get; set; }

    public string? EffectMNPVersion { get; set; }

    public string? TeamId { get; set; }

    public long? TeamTypeId { get; set; }

    public IList<PeerLabelledAgeRating>? AgeRatings { get; set; }
}
