using System.Globalization;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Reading;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using Microsoft.CodeAnalysis;

namespace ApiGen.Cli.Generating;

/// <summary>What the build of a project says of its items: patterns, names and words that have no effect.</summary>
internal static class ProjectItemCheck
{
    // Below are the diagnostics on the content of specs, which are found without the generator.
    private const string FirstOfProjects = "APIGEN0100";

    /// <summary>Asks the generator.</summary>
    /// <param name="project">The full path of the project.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="CommandException">The project does not use ApiGen, or is not restored.</exception>
    public static async Task<IReadOnlyList<SpecDiagnostic>> RunAsync(string project, CancellationToken cancellationToken)
    {
        GeneratorInput input = await ProjectInput.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        return
        [
            .. SourceGeneration.Run(input, cancellationToken).Diagnostics
                .Where(diagnostic => string.CompareOrdinal(diagnostic.Id, FirstOfProjects) >= 0)
                .Select(diagnostic => Told(diagnostic, project)),
        ];
    }

    private static SpecDiagnostic Told(Diagnostic diagnostic, string project)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        string path = DisplayPath.In(DisplayPath.CurrentFolder, place.Path is { Length: > 0 } found ? found : project);
        return new SpecDiagnostic(
            new SpecDiagnosticDescriptor(diagnostic.Id, diagnostic.Descriptor.Title.ToString(CultureInfo.InvariantCulture), "{0}", diagnostic.Severity == DiagnosticSeverity.Error ? SpecSeverity.Error : SpecSeverity.Warning),
            new SpecLocation(
                path, diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length,
                place.StartLinePosition.Line, place.StartLinePosition.Character, place.EndLinePosition.Line, place.EndLinePosition.Character),
            new[] { diagnostic.GetMessage(CultureInfo.InvariantCulture) }.ToEquatableArray());
    }
}
