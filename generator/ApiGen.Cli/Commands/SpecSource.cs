using System.CommandLine;
using ApiGen.Cli.Reading;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary>Where commands take specs from: what the option names, the specs here or further up, or the ones that come with the tool.</summary>
internal static class SpecSource
{
    /// <summary>What a path of specs may be, for the help of a command.</summary>
    public const string Kinds = "The specs: a folder, a file or a project (.csproj); by default those here or further up, else the ones that come with the tool.";

    // Those of a commit can be seen nowhere else, so that they are told here.
    private const int MostErrors = 20;

    /// <summary>Creates the option that names the specs.</summary>
    public static Option<string?> CreateOption() => new("--specs", "-s") { Description = Kinds };

    /// <summary>Reads specs, and tells on standard error what a person should know of where they come from.</summary>
    /// <param name="result">The command line, whose standard error is used.</param>
    /// <param name="paths">What a person named; nothing to find the specs.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <param name="areOwn">Whether the specs that come with the tool cannot stand in for those that are not there.</param>
    /// <exception cref="CommandException">There is no such path, or it cannot hold specs.</exception>
    public static async Task<SpecInput> ReadAsync(ParseResult result, IReadOnlyList<string> paths, CancellationToken cancellationToken, bool areOwn = false)
    {
        SpecInput input = paths.Count == 0
            ? await SpecInputReader.FindAsync(cancellationToken).ConfigureAwait(false)
            : await SpecInputReader.ReadAsync(paths, cancellationToken).ConfigureAwait(false);
        if (areOwn && input.IsStandIn)
        {
            throw new CommandException("there are no specs here or further up. Name a folder, a file or a project, or make some with 'apigen import'.");
        }

        foreach (string note in input.Notes)
        {
            await NoteAsync(result, note).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return input;
    }

    /// <summary>Tells something on standard error.</summary>
    public static Task NoteAsync(ParseResult result, string note) => result.InvocationConfiguration.Error.WriteLineAsync("apigen: " + SingleLine.Of(note) + ".");

    /// <summary>Loads the services.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="path">What a person named; null to find the specs.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <param name="areOwn">Whether the specs that come with the tool cannot stand in for those that are not there.</param>
    /// <exception cref="CommandException">There is no such path, or the specs have errors or hold no service, or a project names one that is not there.</exception>
    public static async Task<IReadOnlyList<ServiceModel>> LoadAsync(ParseResult result, string? path, CancellationToken cancellationToken, bool areOwn = false) =>
        Services(await ReadAsync(result, path is null ? [] : [path], cancellationToken, areOwn).ConfigureAwait(false));

    /// <summary>The services that specs describe.</summary>
    /// <exception cref="CommandException">The specs have errors or hold no service, or a project names one that is not there.</exception>
    public static IReadOnlyList<ServiceModel> Services(SpecInput input)
    {
        if (input.Faults is [{ } fault, ..])
        {
            throw new CommandException(fault);
        }

        SpecSet set = input.Bind();
        SpecDiagnostic[] errors = [.. set.Diagnostics.Where(diagnostic => diagnostic.Descriptor.Severity == SpecSeverity.Error)];
        if (errors.Length > 0 && input.AreCommitted)
        {
            string[] more = errors.Length > MostErrors ? [FormattableString.Invariant($"and {errors.Length - MostErrors} more")] : [];
            throw new CommandException($"the specs at {input.Place} have errors:", errors.Take(MostErrors).Select(error => error.ToString()).Concat(more));
        }

        if (errors.Length > 0 && input.HasSpecs)
        {
            // Of a single file 'check' lists no mistakes of its neighbours.
            string place = errors.All(input.IsAsked) ? input.Place.Replace("'", "", StringComparison.Ordinal) : Path.GetDirectoryName(errors[0].Location.Path) is { Length: > 0 } folder ? folder : ".";
            throw new CommandException($"the specs have errors; 'apigen check {place}' lists them all. The first one:", errors[0].ToString());
        }

        return set.Services.Count > 0 ? set.Services : throw NoSpecs(input);
    }

    /// <summary>What to throw when there is no spec.</summary>
    public static CommandException NoSpecs(SpecInput input) => new($"there are no specs in {input.Place}. Make some with 'apigen import'.");

    /// <summary>Whether a person means this service by a name. Case does not matter, as in a project.</summary>
    public static bool IsCalled(ServiceModel service, string name) => string.Equals(service.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The services of a name, in any version; all of them without one.</summary>
    /// <exception cref="CommandException">There is no such service.</exception>
    public static ServiceModel[] Of(IReadOnlyList<ServiceModel> services, string? only)
    {
        ServiceModel[] found = [.. services.Where(service => only is null || IsCalled(service, only))];
        return found.Length > 0 || only is null ? found
            : throw new CommandException($"there are no specs of '{only}'. There are: {string.Join(", ", services.Select(service => service.Name).Distinct())}.");
    }

    /// <summary>Finds a service by name, and by version when there are several.</summary>
    /// <exception cref="CommandException">There is no such service, or there are several versions of it.</exception>
    public static ServiceModel Service(IReadOnlyList<ServiceModel> services, string name, string? version)
    {
        ServiceModel[] found = [.. services.Where(service => IsCalled(service, name) && (version is null || service.Version == version))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new CommandException($"there are no specs of '{name}'{(version is null ? "" : " " + version)}. There are: {string.Join(", ", services.Select(service => service.Name + " " + service.Version))}."),
            _ => throw new CommandException($"there are several versions of '{name}': {string.Join(", ", found.Select(service => service.Version))}. Choose one with --api-version."),
        };
    }

    /// <summary>Finds an action by name, without regard to case.</summary>
    /// <exception cref="CommandException">There is no such action.</exception>
    public static ActionModel Action(ServiceModel service, string name) =>
        service.Actions.FirstOrDefault(action => action.Name == name)
        ?? service.Actions.FirstOrDefault(action => string.Equals(action.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw NoAction($"{service.Name} has no action '{name}'.", name, [service]);

    /// <summary>What to throw when there is no action of a name: the sentence, and names that are near.</summary>
    public static CommandException NoAction(string sentence, string name, IEnumerable<ServiceModel> services)
    {
        IReadOnlyList<string> near = NearestName.FindSeveral(name, services.SelectMany(service => service.Actions).Select(action => action.Name), most: 3);
        return new CommandException(near.Count == 0 ? sentence : $"{sentence} Did you mean {string.Join(", ", near)}?");
    }
}
