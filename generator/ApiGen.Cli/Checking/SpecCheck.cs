using ApiGen.Cli.Commands;
using ApiGen.Cli.Reading;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Checking;

/// <summary>Runs the generator's reading and binding on specs.</summary>
internal static class SpecCheck
{
    /// <summary>Checks what was asked for, together with what it belongs to.</summary>
    /// <param name="input">What was read.</param>
    /// <param name="ofProjects">What builds of projects say.</param>
    /// <param name="built">The files of those projects, of which nothing else is to be said.</param>
    /// <exception cref="CommandException">There is no spec, so that nothing was checked, and no reason for it was found.</exception>
    public static CheckResult Run(SpecInput input, IReadOnlyList<SpecDiagnostic> ofProjects, IReadOnlySet<string> built)
    {
        SpecSet set = input.Bind();
        SpecDiagnostic[] diagnostics = [.. ofProjects, .. set.Diagnostics.Where(diagnostic => input.IsAsked(diagnostic) && !built.Contains(diagnostic.Location.Path))];
        if (!input.HasSpecs && diagnostics.Length == 0)
        {
            throw SpecSource.NoSpecs(input);
        }

        int others = set.Diagnostics.Count(diagnostic => diagnostic.Descriptor.Severity == SpecSeverity.Error && !input.IsAsked(diagnostic));
        return new CheckResult(diagnostics, input.Asked.Count, set.Services.Count, set.Services.Sum(service => service.Actions.Count), others);
    }
}
