using ApiGen.Cli.Import;
using ApiGen.Cli.Merging;
using ApiGen.Cli.Writing;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Commands;

/// <summary>Merges sources into a folder of specs: each into what the one before it has left behind, and all written at once or not at all.</summary>
internal sealed class ImportWork(SpecTree tree, ImportReport report)
{
    /// <summary>Takes in a source.</summary>
    /// <exception cref="ImportException">It cannot be merged.</exception>
    public SpecUpdate Add(ImportedService read, ImportedOptions options)
    {
        ImportedService imported = NamespaceChoice.Apply(tree, read, options.Options.Namespace is not null);
        SpecUpdate update = SpecUpdater.Plan(tree, imported);
        tree.Apply(update);
        report.Add(imported, update with { Notes = [.. options.WithoutEffect(imported, update), .. update.Notes] });
        return update;
    }

    /// <summary>Writes what was taken in, and reports it.</summary>
    /// <param name="others">Files that are written with it, by full path.</param>
    /// <param name="cancellationToken">Stops before the first change.</param>
    /// <exception cref="ImportException">The specs would have errors; nothing was written.</exception>
    public Task WriteAsync(IEnumerable<(string Path, string Text)> others, CancellationToken cancellationToken) =>
        WriteAsync(others, [], cancellationToken);

    /// <summary>Writes what was taken in, and reports it.</summary>
    /// <param name="others">Files that are written with it, by full path.</param>
    /// <param name="dependent">Each gives further files once all before are in place.</param>
    /// <param name="cancellationToken">Stops before the last change; then nothing was written.</param>
    /// <exception cref="ImportException">The specs would have errors; nothing was written.</exception>
    public async Task WriteAsync(IEnumerable<(string Path, string Text)> others, IReadOnlyList<DependentFiles> dependent, CancellationToken cancellationToken)
    {
        ThrowIfWrong();
        List<(string Path, string Text)> files = [.. tree.Written];
        if (SchemaFile.Missing(tree.Root, files) is { } schema)
        {
            files.Add(schema);
        }

        int written = await AtomicFiles.WriteAsync([.. files, .. others], tree.Deleted, dependent, cancellationToken).ConfigureAwait(false);
        await report.FinishAsync(written, tree.Deleted).ConfigureAwait(false);
    }

    // Each service was held against its plan; together they may still get into each other's way.
    private void ThrowIfWrong()
    {
        SpecDiagnostic[] errors = [.. SpecBinder.Bind(tree.Touched).Diagnostics.Where(diagnostic => diagnostic.Descriptor.Severity == SpecSeverity.Error && tree.IsWritten(diagnostic.Location.Path))];
        if (errors.Length > 0)
        {
            throw new ImportException(string.Join('\n', errors.Select(error => $"error {error.Descriptor.Id}: {error.Message}").Append("Nothing was written.")));
        }
    }
}
