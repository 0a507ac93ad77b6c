using System.Text.Json;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Reading;

namespace ApiGen.Cli.Generating;

/// <summary>Finds a project whose next build compiles files that were written, beside the same code that it generates itself.</summary>
internal static class CompiledTwice
{
    /// <summary>What to tell; null when no project does that, or none can be asked.</summary>
    /// <param name="folder">The full path of the folder with the files.</param>
    /// <param name="files">The names of the files.</param>
    /// <param name="inputs">What they were generated from.</param>
    /// <param name="services">The names of the services that they are of.</param>
    /// <param name="cancellationToken">Ends the evaluation early.</param>
    public static async Task<string?> TellAsync(string folder, IReadOnlyCollection<string> files, IReadOnlyList<GeneratorInput> inputs, IReadOnlyCollection<string> services, CancellationToken cancellationToken)
    {
        string[] projects = Above(folder);
        foreach (string project in projects)
        {
            try
            {
                if (await CompilesAsync(project, folder, files, cancellationToken).ConfigureAwait(false) && await GeneratesAsync(project, inputs, services, cancellationToken).ConfigureAwait(false))
                {
                    string place = Path.GetRelativePath(Path.GetDirectoryName(project)!, folder).Replace(Path.DirectorySeparatorChar, '/');
                    return $"the build of {Path.GetFileName(project)} generates this code itself and compiles the files in '{place}' too, so that it will fail. Take them out of it with <Compile Remove=\"{(place == "." ? "*.g.cs" : place + "/**")}\" />, or choose a folder outside of the project";
                }
            }
            catch (CommandException)
            {
                // A project that cannot be asked has no build that could fail by this.
            }
            catch (TimeoutException exception)
            {
                return $"whether {Path.GetFileName(project)} compiles the files beside its own is not known: {exception.Message.TrimEnd('.')}";
            }
        }

        return null;
    }

    // The nearest folder with a project; what lies there is its own.
    private static string[] Above(string folder)
    {
        for (string? level = folder; level is not null; level = Path.GetDirectoryName(level))
        {
            try
            {
                if (Directory.GetFiles(level, EvaluatedItems.Pattern) is { Length: > 0 } found)
                {
                    return [.. found.Where(EvaluatedItems.AreNamedIn)];
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }

        return [];
    }

    private static async Task<bool> CompilesAsync(string project, string folder, IReadOnlyCollection<string> files, CancellationToken cancellationToken)
    {
        JsonElement found = await EvaluatedItems.AskAsync(project, ["-getItem:Compile", "-getProperty:MSBuildProjectName"], cancellationToken).ConfigureAwait(false);
        HashSet<string> paths = [.. files.Select(file => Path.Combine(folder, file))];
        return found.GetProperty("Items").TryGetProperty("Compile", out JsonElement items) && items.EnumerateArray().Any(item => paths.Contains(item.GetProperty("FullPath").GetString()!));
    }

    private static async Task<bool> GeneratesAsync(string project, IReadOnlyList<GeneratorInput> inputs, IReadOnlyCollection<string> services, CancellationToken cancellationToken)
    {
        EvaluatedItems items = await EvaluatedItems.OfAsync(project, cancellationToken).ConfigureAwait(false);
        HashSet<string> sources = [.. inputs.SelectMany(input => input.Files).Select(file => Path.GetFullPath(file.Path))];
        return items.Files.Any(file => sources.Contains(file.Path)) || items.Services.Any(item => services.Contains(item.Name, StringComparer.OrdinalIgnoreCase));
    }
}
