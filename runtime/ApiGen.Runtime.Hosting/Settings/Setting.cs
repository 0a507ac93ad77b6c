namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>One setting of a client: where it stands in the configuration, in the settings and in the runtime's options.</summary>
/// <param name="key">Its key below the client's section.</param>
internal abstract class Setting(string key)
{
    /// <summary>The group whose values are never shown.</summary>
    internal const string Credentials = "Credentials";

    internal string Key { get; } = key;

    /// <summary>Whether it says where the credential comes from.</summary>
    internal bool IsCredential { get; } = key.StartsWith($"{Credentials}:", StringComparison.Ordinal);

    internal abstract string JsonType { get; }

    internal abstract IReadOnlyList<string> Names { get; }

    /// <summary>What is wrong with the empty value: nobody knows what it is to mean.</summary>
    internal const string HasNoValue = "has no value. Give it one, or leave the key out.";

    /// <summary>A text that is set to nothing counts as not set.</summary>
    internal static string? TextOf(string? value) => string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Takes the value from the configuration. Returns what is wrong with it; null when nothing is.</summary>
    internal abstract string? Read(string text, ApiClientSettings settings);

    internal abstract bool IsSet(ApiClientSettings settings);

    /// <summary>Whether it is set to the empty text. The empty region says that there is none on purpose; any other is a mistake.</summary>
    internal abstract bool IsEmptyInVain(ApiClientSettings settings);

    internal abstract bool HasSameValue(ApiClientSettings one, ApiClientSettings other);

    internal abstract void Copy(ApiClientSettings from, ApiClientSettings to);

    /// <summary>What is checked by itself, with the key that a mistake in it is told by.</summary>
    internal virtual IEnumerable<(string Key, ApiClientSettings Part)> PartsOf(ApiClientSettings settings, ApiService service) => [(Key, settings)];

    /// <summary>Sets the runtime's option, if the setting is set and has one.</summary>
    /// <exception cref="ArgumentException">The value is not usable.</exception>
    internal abstract void Apply(ApiClientSettings settings, ApiClientOptions options);
}

/// <inheritdoc/>
/// <typeparam name="T">The type of the property, which can be null.</typeparam>
internal sealed class Setting<T>(
    string key, SettingFormat<T> format, Func<ApiClientSettings, T> get, Action<ApiClientSettings, T> set, Action<ApiClientOptions, T>? apply = null)
    : Setting(key)
{
    internal override string JsonType => format.JsonType;

    internal override IReadOnlyList<string> Names => format.Names;

    internal override string? Read(string text, ApiClientSettings settings)
    {
        T value = format.Parse(text);
        if (value is not null)
        {
            set(settings, value);
            return null;
        }

        string shown = IsCredential || format.IsSecret ? "" : $"'{text}' ";
        return $"{shown}{format.Complaint}{Nearest.DidYouMean(text, format.Names)}";
    }

    internal override bool IsSet(ApiClientSettings settings) => Value(settings) is not null;

    internal override bool IsEmptyInVain(ApiClientSettings settings) => get(settings) is "" && Key != nameof(settings.Region);

    internal override bool HasSameValue(ApiClientSettings one, ApiClientSettings other) => EqualityComparer<T?>.Default.Equals(Value(one), Value(other));

    internal override void Copy(ApiClientSettings from, ApiClientSettings to) => set(to, get(from));

    internal override void Apply(ApiClientSettings settings, ApiClientOptions options)
    {
        if (Value(settings) is { } value)
        {
            apply?.Invoke(options, value);
        }
    }

    private T? Value(ApiClientSettings settings) => get(settings) is { } value && value is not "" ? value : default;
}
