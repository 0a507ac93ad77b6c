using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Checking;

/// <summary>What a check found.</summary>
/// <param name="Findings">Every finding, ordered by path and place.</param>
/// <param name="Files">How many files were read.</param>
/// <param name="Services">How many services can be used.</param>
/// <param name="Actions">How many actions can be used.</param>
internal sealed record CheckResult(IReadOnlyList<SpecDiagnostic> Findings, int Files, int Services, int Actions)
{
    /// <summary>How many findings are errors.</summary>
    public int Errors => Findings.Count(finding => finding.Descriptor.Severity == SpecSeverity.Error);

    /// <summary>How many findings are warnings.</summary>
    public int Warnings => Findings.Count - Errors;
}
