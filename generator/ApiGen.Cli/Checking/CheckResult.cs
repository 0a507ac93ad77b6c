using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Checking;

/// <summary>What a check found.</summary>
/// <param name="Diagnostics">Every diagnostic, ordered by path and place.</param>
/// <param name="Files">How many files were checked.</param>
/// <param name="Services">How many services can be used.</param>
/// <param name="Actions">How many actions can be used.</param>
/// <param name="OtherErrors">How many errors there are in files that were not asked for and that the checked ones belong together with.</param>
internal sealed record CheckResult(IReadOnlyList<SpecDiagnostic> Diagnostics, int Files, int Services, int Actions, int OtherErrors)
{
    /// <summary>How many diagnostics are errors.</summary>
    public int Errors => Diagnostics.Count(diagnostic => diagnostic.Descriptor.Severity == SpecSeverity.Error);

    /// <summary>How many diagnostics are warnings.</summary>
    public int Warnings => Diagnostics.Count - Errors;
}
