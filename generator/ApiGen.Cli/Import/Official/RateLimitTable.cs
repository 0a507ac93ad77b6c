using System.Globalization;
using System.Text.Json;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Official;

/// <summary>Documented limits per action: a JSON array of <c>{"service", "version", "action", "limit", "window_s"}</c>.</summary>
internal sealed class RateLimitTable
{
    private readonly Dictionary<(string Service, string Version, string Action), RateWindow> _limits = [];

    /// <summary>The table without entries.</summary>
    public static RateLimitTable Empty { get; } = new();

    /// <summary>Reads a table.</summary>
    /// <exception cref="ImportException">The table is damaged.</exception>
    public static RateLimitTable Read(JsonSourceValue source)
    {
        if (source.Kind != JsonValueKind.Array)
        {
            throw source.Error("a table of limits must be an array of {service, version, action, limit, window_s}.");
        }

        RateLimitTable table = new();
        foreach (JsonSourceValue item in source.Items)
        {
            item.AsObject("A limit");
            RateWindow window = new(Positive(item, "limit"), Positive(item, "window_s"));
            table._limits[(item.String("service"), item.String("version"), item.String("action"))] = window;
        }

        return table;
    }

    /// <summary>The documented limit of an action, or null.</summary>
    public RateWindow? Find(string service, string version, string action) => _limits.GetValueOrDefault((service, version, action));

    /// <summary>The actions that the table names for a service version which has no such actions.</summary>
    public IEnumerable<string> Unknown(ServiceModel service) => _limits.Keys
        .Where(key => key.Service == service.Name && key.Version == service.Version)
        .Select(key => key.Action)
        .Except(service.Actions.Select(action => action.Name))
        .Order(StringComparer.Ordinal);

    private static int Positive(JsonSourceValue item, string name)
    {
        JsonSourceValue value = item.Find(name) ?? throw item.Error($"'{name}' is missing; it must be a whole number above 0.");
        return value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw value.Error($"'{name}' must be a whole number above 0.");
    }
}
