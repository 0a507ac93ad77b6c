using Microsoft.Extensions.Configuration;

namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>Reads the settings from a section of the configuration, and notes every key and value that is none.</summary>
internal static class ConfigurationReader
{
    private static readonly string[] Groups =
        [.. AllSettings.List.Where(s => s.Key.Contains(':', StringComparison.Ordinal)).Select(s => s.Key[..s.Key.IndexOf(':', StringComparison.Ordinal)]).Distinct()];

    /// <summary>Sets what the section holds. Mistakes are kept in the settings for the check that follows.</summary>
    internal static void Read(IConfiguration configuration, ApiClientSettings settings)
    {
        if (configuration is IConfigurationSection section && MistakeOfGroup(section) is { } mistake)
        {
            settings.Mistakes.Add(new Mistake("", mistake));
            return;
        }

        ReadGroup(configuration, "", settings);
    }

    private static void ReadGroup(IConfiguration group, string prefix, ApiClientSettings settings)
    {
        foreach (IConfigurationSection child in group.GetChildren())
        {
            string key = prefix + child.Key;
            string? problem;
            string? meant = null;
            if (AllSettings.List.FirstOrDefault(s => s.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } setting)
            {
                key = setting.Key;
                problem = ReadValue(setting, child, settings);
            }
            else if (Groups.FirstOrDefault(g => g.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } name)
            {
                key = name;
                problem = MistakeOfGroup(child);
                if (problem is null)
                {
                    ReadGroup(child, $"{name}:", settings);
                }
            }
            else
            {
                meant = Nearest.Key(key, AllSettings.List.Select(s => s.Key).Concat(Groups));
                problem = meant is null ? "is no setting." : $"is no setting; did you mean {meant}?";
            }

            if (problem is not null)
            {
                settings.Mistakes.Add(new Mistake(key, problem, meant));
            }
        }
    }

    /// <summary>
    /// A group is written as an object; an empty one has the value null in configuration, an empty list or text the empty value. Beside an object the
    /// empty value means nothing: the platform puts it there where a web host's setting becomes an argument of the program.
    /// </summary>
    private static string? MistakeOfGroup(IConfigurationSection group)
    {
        // Elements of a list have numbers for keys.
        string[] keys = [.. group.GetChildren().Select(child => child.Key)];
        if (group.Value is { } value && (value.Length > 0 || keys.Length == 0))
        {
            return "is a group of settings, not a value.";
        }

        return keys.Length > 0 && keys.All(key => int.TryParse(key, out _)) ? "is a group of settings with names, not a list." : null;
    }

    private static string? ReadValue(Setting setting, IConfigurationSection section, ApiClientSettings settings)
    {
        if (setting is LimitOverridesSetting)
        {
            if (MistakeOfGroup(section) is { } mistake)
            {
                return mistake;
            }

            settings.Mistakes.AddRange(section.GetChildren()
                .Select(entry => new Mistake($"{setting.Key}:{entry.Key}", LimitOverridesSetting.ReadEntry(entry, settings) ?? ""))
                .Where(mistake => mistake.Problem.Length > 0));
            return null;
        }

        if (section.GetChildren().Any())
        {
            return "is one value, not a group or a list.";
        }

        return section.Value switch
        {
            null => null,
            "" when setting is not Setting<string?> => Setting.HasNoValue,
            { } value => setting.Read(value, settings),
        };
    }
}
