using System.CommandLine.Completions;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary>Names for shell completion; a folder that cannot be read completes to nothing.</summary>
internal static class SpecNames
{
    /// <summary>The services in a folder of specs.</summary>
    public static IEnumerable<CompletionItem> Services(string? specs) =>
        Load(specs).Select(service => service.Name).Distinct(StringComparer.Ordinal).Select(name => new CompletionItem(name));

    /// <summary>The actions of a service, or of all services.</summary>
    public static IEnumerable<CompletionItem> Actions(string? specs, string? service) => Load(specs)
        .Where(model => string.IsNullOrEmpty(service) || model.Name == service)
        .SelectMany(model => model.Actions)
        .Select(action => new CompletionItem(action.Name, detail: action.Summary));

    private static IReadOnlyList<ServiceModel> Load(string? specs)
    {
        try
        {
            return SpecSource.Load(specs);
        }
        catch (Exception exception) when (exception is CommandException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
