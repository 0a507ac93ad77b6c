using System.Globalization;
using System.Text.Json;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Official;

/// <summary>Documented limits per action: a JSON array of <c>{"service", "version", "action", "limit", "window_s"}</c>. An action with several rows has all of their limits.</summary>
internal sealed class RateLimitTable
{
    private readonly Dictionary<(string Service, string Version, string Action), List<RateWindow>> _limits = [];

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
            table.Add((item.String("service"), item.String("version"), item.String("action")), window, item);
        }

        return table;
    }

    /// <summary>The documented limits of an action, in the order of the table; none when it names none.</summary>
    public EquatableArray<RateWindow> Find(string service, string version, string action) =>
        _limits.TryGetValue((service, version, action), out List<RateWindow>? windows) ? windows.ToEquatableArray() : EquatableArray<RateWindow>.Empty;

    /// <summary>The actions that the table names for a service version which has no such actions.</summary>
    public IEnumerable<string> Unknown(ServiceModel service) => _limits.Keys
        .Where(key => key.Service == service.Name && key.Version == service.Version)
        .Select(key => key.Action)
        .Except(service.Actions.Select(action => action.Name))
        .Order(StringComparer.Ordinal);

    private void Add((string Service, string Version, string Action) key, RateWindow window, JsonSourceValue row)
    {
        if (!_limits.TryGetValue(key, out List<RateWindow>? windows))
        {
            _limits.Add(key, windows = []);
        }

        if (windows.FirstOrDefault(known => known.Seconds == window.Seconds && known != window) is { } other)
        {
            throw row.Error($"{key.Action} has the limit {other} in an earlier row, and {window} here. Keep the one that is right.");
        }

        if (!windows.Contains(window))
        {
            windows.Add(window);
        }
    }

    private static int Positive(JsonSourceValue item, string name)
    {
        const string Form = "must be a whole number from 1 to 2147483647";
        JsonSourceValue value = item.Find(name) ?? throw item.Error($"'{name}' is missing; it {Form}.");
        return value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw value.Error($"'{name}' {Form}.");
    }
}
