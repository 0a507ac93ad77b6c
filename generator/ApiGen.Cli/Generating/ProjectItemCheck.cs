using System.Globalization;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Reading;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using Microsoft.CodeAnalysis;

namespace ApiGen.Cli.Generating;

/// <summary>What the build of a project says of its specs and items: patterns, names and words that have no effect.</summary>
internal static class ProjectItemCheck
{
    /// <summary>Asks the generator.</summary>
    /// <param name="project">The full path of the project.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The diagnostics, and what a person should know of how the project was asked.</returns>
    /// <exception cref="CommandException">The project does not use ApiGen, or is not restored.</exception>
    public static async Task<(IReadOnlyList<SpecDiagnostic> Diagnostics, IReadOnlyList<string> Notes)> RunAsync(string project, CancellationToken cancellationToken)
    {
        IReadOnlyList<GeneratorInput> inputs = await ProjectInput.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        return (
            [
                .. inputs
                    .SelectMany(input => SourceGeneration.Run(input, cancellationToken).Diagnostics)
                    .Select(diagnostic => Told(diagnostic, project))
                    .Concat(inputs.Select(input => input.Late).OfType<string>().Select(text => Late(text, project)))
                    .DistinctBy(diagnostic => diagnostic.ToString()),
            ],
            [.. inputs.SelectMany(input => input.Notes).Distinct()]);
    }

    private static SpecDiagnostic Late(string text, string project) => new(
        new SpecDiagnosticDescriptor("APIGEN0118", "An item that comes too late", "{0}", SpecSeverity.Warning),
        new SpecLocation(DisplayPath.In(DisplayPath.CurrentFolder, project), 0, 0, 0, 0, 0, 0),
        new[] { text }.ToEquatableArray());

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
