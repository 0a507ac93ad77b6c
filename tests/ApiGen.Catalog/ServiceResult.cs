using System.Text.Json.Serialization;

namespace ApiGen.Catalog;

/// <summary>What became of one service version.</summary>
internal sealed record ServiceResult
{
    public required string Service { get; init; }

    public int Actions { get; init; }

    /// <summary>Actions whose generated code compiled with warnings as errors; all or none.</summary>
    public int Compiled { get; init; }

    /// <summary>Actions that were called with a request that lacks its members, for the rules to report and the fix to complete.</summary>
    public int Called { get; init; }

    /// <summary>Bodies of requests and answers that conform to the model.</summary>
    public int Conforming { get; init; }

    /// <summary>Of those, the ones that were read and written again to the same value.</summary>
    public int RoundTripped { get; init; }

    /// <summary>Conforming requests that were sent to the emulator.</summary>
    public int Sent { get; init; }

    /// <summary>Of those, the ones that it accepted.</summary>
    public int Accepted { get; init; }

    /// <summary>Bodies that do not conform, by the kind of their first fault.</summary>
    public SortedDictionary<string, int> Broken { get; init; } = [];

    /// <summary>Bodies with faults that readers must put up with, and that were read.</summary>
    public int Tolerated { get; init; }

    /// <summary>What went wrong.</summary>
    public List<string> Failures { get; init; } = [];

    public double Seconds { get; init; }
}

[JsonSerializable(typeof(ServiceResult))]
internal sealed partial class CatalogJson : JsonSerializerContext;
