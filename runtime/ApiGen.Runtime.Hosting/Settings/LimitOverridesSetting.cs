using Microsoft.Extensions.Configuration;

namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>The one setting that has keys of the application's own: limits by the names of actions.</summary>
internal sealed class LimitOverridesSetting() : Setting("Throttle:LimitOverrides")
{
    internal override string JsonType => "object";

    internal override IReadOnlyList<string> Names => [];

    internal override string? Read(string text, ApiClientSettings settings) => "is a group of settings, not a value.";

    /// <summary>Takes the limit of an action. Returns what is wrong with it; null when nothing is.</summary>
    internal static string? ReadEntry(IConfigurationSection entry, ApiClientSettings settings)
    {
        try
        {
            if (entry.Value is not { } limits)
            {
                return entry.GetChildren().Any() ? "is one text such as 50/s, 1200/min, not a group or a list." : null;
            }

            _ = ApiRateLimit.ParseAll(limits);
            settings.Throttle.LimitOverrides[entry.Key] = limits;
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    internal override bool IsSet(ApiClientSettings settings) => settings.Throttle.LimitOverrides.Count > 0;

    internal override bool IsEmptyInVain(ApiClientSettings settings) => false;

    internal override bool HasSameValue(ApiClientSettings one, ApiClientSettings other) =>
        one.Throttle.LimitOverrides.Count == other.Throttle.LimitOverrides.Count
        && one.Throttle.LimitOverrides.All(pair => other.Throttle.LimitOverrides.TryGetValue(pair.Key, out string? limits) && limits == pair.Value);

    internal override void Copy(ApiClientSettings from, ApiClientSettings to)
    {
        to.Throttle.LimitOverrides.Clear();
        foreach ((string action, string limits) in from.Throttle.LimitOverrides)
        {
            to.Throttle.LimitOverrides[action] = limits;
        }
    }

    /// <summary>Each entry, so that every mistake is told. The actions that have entries of their own stay beside it, for a name that is near to one of those may be another's.</summary>
    internal override IEnumerable<(string Key, ApiClientSettings Part)> PartsOf(ApiClientSettings settings, ApiService service)
    {
        string[] actions = service.ActionNames.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach ((string action, string limits) in settings.Throttle.LimitOverrides)
        {
            ApiClientSettings part = new();
            foreach (string other in settings.Throttle.LimitOverrides.Keys.Intersect(actions, StringComparer.Ordinal))
            {
                // No limit, in which nothing can be wrong.
                part.Throttle.LimitOverrides[other] = "";
            }

            part.Throttle.LimitOverrides[action] = limits;
            yield return ($"{Key}:{action}", part);
        }
    }

    internal override void Apply(ApiClientSettings settings, ApiClientOptions options)
    {
        foreach ((string action, string limits) in settings.Throttle.LimitOverrides)
        {
            try
            {
                options.Throttle.LimitOverrides[action] = ApiRateLimit.ParseAll(limits);
            }
            catch (FormatException e)
            {
                throw new ArgumentException($"{action}: {e.Message}", Key, e);
            }
        }
    }
}
