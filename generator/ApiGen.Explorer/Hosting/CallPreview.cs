using ApiGen.Explorer.Calling;
using ApiGen.Explorer.Code;
using ApiGen.Specs;

namespace ApiGen.Explorer.Hosting;

/// <summary>What is known of a call before it is sent.</summary>
/// <param name="Fault">Why the text is not JSON; null when it is.</param>
/// <param name="RegionFault">What is wrong with the region, as the end of a sentence; null when nothing is.</param>
/// <param name="Problems">What does not fit the spec.</param>
/// <param name="Size">The size of the body in bytes.</param>
/// <param name="Samples">The same call as code.</param>
/// <param name="Steps">The steps of the signature; none for an action that takes none.</param>
internal sealed record CallPreview(string? Fault, string? RegionFault, IReadOnlyList<RequestReading.Problem> Problems, int Size, IReadOnlyList<CodeSample> Samples, IReadOnlyList<CallPreview.Step> Steps)
{
    /// <summary>Whether there may be more that does not fit: what comes after so much is not looked at.</summary>
    public bool IsCutOff => Problems.Count >= SpecLimits.MaxDiagnostics;

    /// <summary>One step of the signature.</summary>
    /// <param name="Name">What it gives.</param>
    /// <param name="Text">The text.</param>
    /// <param name="Note">How it comes about.</param>
    internal sealed record Step(string Name, string Text, string Note);
}
