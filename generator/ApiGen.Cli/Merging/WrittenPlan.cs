using ApiGen.Cli.Import;
using ApiGen.Cli.Writing;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax.Editing;

namespace ApiGen.Cli.Merging;

/// <summary>Holds the files that an import is about to write against what was planned.</summary>
internal static class WrittenPlan
{
    /// <summary>What the files say of a service.</summary>
    /// <param name="origin">The source that they are made of, which errors name: nobody has seen the files.</param>
    /// <param name="planned">The service as it should be.</param>
    /// <param name="files">The files.</param>
    /// <exception cref="ImportException">The files have an error, or declare no such service.</exception>
    public static ServiceModel Read(string origin, ServiceModel planned, IReadOnlyList<SpecDocument> files)
    {
        SpecSet set = SpecBinder.Bind(files);
        if (set.Diagnostics.FirstOrDefault(IsError) is { } error)
        {
            throw new ImportException($"{origin}: error {error.Descriptor.Id}: {error.Message} The import would leave this mistake behind, so nothing was written. Correct what it concerns, in the specs or at its source, and import again.");
        }

        return set.Services.FirstOrDefault(service => service.Name == planned.Name && service.Version == planned.Version)
            ?? throw new ImportException($"{planned.Source}: error: after the import the specs would not declare {planned.Name} {planned.Version} any more, so nothing was written.");
    }

    /// <summary>Reads new files back and compares them with the plan.</summary>
    /// <exception cref="ImportException">The files have an error, or say something else.</exception>
    public static void Verify(ImportedService planned, IReadOnlyList<SpecDocument> files) => Verify(planned.Service, Read(planned.Origin, planned.Service, files));

    /// <summary>Compares what the files say with the plan: actions, types, examples, their order and texts.</summary>
    /// <exception cref="ImportException">They differ.</exception>
    public static void Verify(ServiceModel planned, ServiceModel written)
    {
        string? difference = planned.Summary != written.Summary ? "the service's summary"
            : Difference(planned.Types, written.Types, type => type.Name, SpecValues.Type) is { } type ? $"the type {type}"
            : Difference(planned.Actions, written.Actions, action => action.Name, SpecValues.Action) is { } action ? $"the action {action}"
            : null;
        if (difference is not null)
        {
            string place = written.Source.Length > 0 ? written.Source : planned.Name;
            throw new ImportException($"{place}: error: {difference} could not be brought to what the vendor says, so nothing was written. The layout of its file cannot be followed: write it as the tool writes new files, and report the layout.");
        }
    }

    /// <summary>The first error among diagnostics.</summary>
    public static string? FirstError(SpecSet set) => set.Diagnostics.FirstOrDefault(IsError)?.ToString();

    private static bool IsError(SpecDiagnostic diagnostic) => diagnostic.Descriptor.Severity == SpecSeverity.Error;

    private static string? Difference<T>(EquatableArray<T> planned, EquatableArray<T> written, Func<T, string> name, Func<T, YamlMap> says)
        where T : IEquatable<T>
    {
        Dictionary<string, T> found = written.ToDictionary(name, StringComparer.Ordinal);
        foreach (T item in planned)
        {
            if (!found.Remove(name(item), out T? other))
            {
                return name(item);
            }

            YamlMap left = says(item);
            YamlMap right = says(other);
            if (!left.Equals(right))
            {
                return $"{name(item)} ({string.Join(", ", left.Properties.Except(right.Properties).Concat(right.Properties.Except(left.Properties)).Select(property => property.Key).Distinct())})";
            }
        }

        return found.Keys.FirstOrDefault();
    }
}
