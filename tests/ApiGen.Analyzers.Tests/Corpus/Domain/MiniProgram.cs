namespace Storefront.Domain;

/// <summary>A mini program as the shop knows it.</summary>
public sealed record MiniProgram(string Name, string Kind, Uri Icon)
{
    public string? Introduction { get; init; }

    public string? Team { get; init; }

    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    public Owner? Owner { get; init; }

    /// <summary>The introduction, or one made of the name.</summary>
    public string IntroductionOrName => string.IsNullOrWhiteSpace(Introduction) ? Name : Introduction;

    public MiniProgram Renamed(string name) => this with { Name = name };
}

/// <summary>Whom a mini program belongs to.</summary>
public sealed record Owner(string Uin, string Mail);

/// <summary>How large a mini program may grow.</summary>
public enum QuotaSize
{
    Small,
    Medium,
    Large,
}

/// <summary>What a mini program may use.</summary>
public sealed record Quota(QuotaSize Size, long Count)
{
    public IReadOnlyList<string> Tags { get; init; } = [];

    public string WireSize => Size switch
    {
        QuotaSize.Small => "small",
        QuotaSize.Medium => "medium",
        QuotaSize.Large => "large",
        _ => throw new InvalidOperationException($"{Size} is no size."),
    };
}
