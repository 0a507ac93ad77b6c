namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>What is wrong with the settings: one problem for each key.</summary>
internal sealed class Problems(string path)
{
    private readonly HashSet<string> _keys = [];

    internal List<string> Texts { get; } = [];

    internal void Add(string key, string problem)
    {
        if (_keys.Add(key))
        {
            string place = (path.Length, key.Length) switch
            {
                (0, _) => key,
                (_, 0) => path,
                _ => $"{path}:{key}",
            };
            Texts.Add($"{place}: {problem}");
        }
    }

    /// <summary>Leaves out what a setting lacks that is written under another key: that key is told.</summary>
    internal void AddMisspelt(string meant) => _keys.Add(meant);

    /// <summary>Whether the setting itself is what is wrong, so that what follows from it need not be told.</summary>
    internal bool IsTold(string key) => _keys.Contains(key);

    /// <summary>Whether there is one in a group.</summary>
    internal bool AreIn(string group) => _keys.Any(key => key.StartsWith($"{group}:", StringComparison.Ordinal));

    /// <summary>Runs a step and keeps what it complains about.</summary>
    /// <param name="key">The setting or group it is about, unless the complaint names another one.</param>
    /// <param name="step">The step.</param>
    internal void Try(string key, Action step)
    {
        try
        {
            step();
        }
        catch (ArgumentException e)
        {
            string about = KeyOf(e, key);
            Add(about, Reason(e, about));
        }
    }

    // The runtime calls its parameters and options as the settings are called, the former in lower case.
    private static string KeyOf(ArgumentException e, string key)
    {
        string group = key.StartsWith(Setting.Credentials, StringComparison.Ordinal) ? $"{Setting.Credentials}:" : "";
        string? named = e.ParamName is null ? null : group + e.ParamName;
        return AllSettings.List.FirstOrDefault(s => s.Key.Equals(named, StringComparison.OrdinalIgnoreCase))?.Key ?? key;
    }

    // Without the framework's additions "(Parameter 'x')" and "Actual value was": the key is named before it. What the runtime calls otherwise, such as the access host of
    // the token service, is called as the settings call it.
    private static string Reason(ArgumentException e, string key)
    {
        int end = e.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        string reason = end < 0 ? e.Message : e.Message[..end];
        return e.ParamName is { Length: > 0 } option && reason.StartsWith($"{option} ", StringComparison.Ordinal)
            ? $"{key[(key.LastIndexOf(':') + 1)..]}{reason[option.Length..]}"
            : reason;
    }
}
