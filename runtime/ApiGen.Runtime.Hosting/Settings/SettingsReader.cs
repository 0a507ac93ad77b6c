namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>Turns settings into the runtime's options, collecting what is wrong with each of them.</summary>
internal sealed class SettingsReader(string path)
{
    internal List<string> Problems { get; } = [];

    /// <summary>The options of a client.</summary>
    internal ApiClientOptions Read(ApiClientSettings settings)
    {
        ApiClientOptions options = new()
        {
            Endpoint = settings.Endpoint,
            AccessHost = Text(settings.AccessHost),
            BackupAccessHost = Text(settings.BackupAccessHost),
            BackupEndpoint = settings.BackupEndpoint,
            Language = Text(settings.Language),
            RequestClient = Text(settings.RequestClient),
            AccountKey = Text(settings.AccountKey),
        };
        Set("FailuresBeforeBackup", settings.FailuresBeforeBackup, value => options.FailuresBeforeBackup = AtLeastOne(value));
        Set("MaxResponseBytes", settings.MaxResponseBytes, value => options.MaxResponseBytes = AtLeastOne(value));
        Set("Timeout", settings.Timeout, value => options.Timeout = value);
        Set("LogBodies", settings.LogBodies, value => options.LogBodies = value);
        Set("Retry:MaxAttempts", settings.Retry.MaxAttempts, value => options.Retry.MaxAttempts = value);
        Set("Retry:BaseDelay", settings.Retry.BaseDelay, value => options.Retry.BaseDelay = value);
        Set("Retry:MaxDelay", settings.Retry.MaxDelay, value => options.Retry.MaxDelay = value);
        Set("Retry:MaxTotalTime", settings.Retry.MaxTotalTime, value => options.Retry.MaxTotalTime = value);
        Set("Throttle:Mode", settings.Throttle.Mode, value => options.Throttle.Mode = value);
        Set("Throttle:QueueLimit", settings.Throttle.QueueLimit, value => options.Throttle.QueueLimit = value);
        Set("Throttle:SafetyMargin", settings.Throttle.SafetyMargin, value => options.Throttle.SafetyMargin = value);
        Set("Throttle:MaxQueueWait", settings.Throttle.MaxQueueWait, value => options.Throttle.MaxQueueWait = value);
        Set("Throttle:MaxPause", settings.Throttle.MaxPause, value => options.Throttle.MaxPause = value);
        foreach ((string action, string limits) in settings.Throttle.LimitOverrides)
        {
            Try($"Throttle:LimitOverrides:{action}", () => options.Throttle.LimitOverrides[action] = Limits(limits));
        }

        return options;
    }

    private static IReadOnlyList<ApiRateLimit> Limits(string text)
    {
        try
        {
            return ApiRateLimit.ParseAll(text);
        }
        catch (FormatException e)
        {
            throw new ArgumentException(e.Message, nameof(text), e);
        }
    }

    /// <summary>Runs a step and keeps what it complains about.</summary>
    /// <param name="key">The setting it is about; null to take it from the complaint.</param>
    /// <param name="step">The step.</param>
    internal void Try(string? key, Action step)
    {
        try
        {
            step();
        }
        catch (ArgumentException e)
        {
            Problems.Add($"{KeyPath(key ?? KeyOf(e))}: {Reason(e)}");
        }
    }

    internal string KeyPath(string key) => (path.Length, key.Length) switch
    {
        (0, _) => key,
        (_, 0) => path,
        _ => $"{path}:{key}",
    };

    /// <summary>A text setting; one that is set to nothing counts as not set.</summary>
    internal static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static int AtLeastOne(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }

    private static long AtLeastOne(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }

    private void Set<T>(string key, T? value, Action<T> assign)
        where T : struct
    {
        if (value is { } given)
        {
            Try(key, () => assign(given));
        }
    }

    // The client calls its parameters and options as the settings are called, the former in lower case. A complaint about
    // the options as a whole names the setting in its text.
    private static string KeyOf(ArgumentException e) =>
        e.ParamName is { Length: > 0 } name and not ("options" or "settings") ? char.ToUpperInvariant(name[0]) + name[1..] : "";

    // Without the framework's additions "(Parameter 'x')" and "Actual value was": the key is named before it.
    private static string Reason(ArgumentException e)
    {
        int end = e.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }
}
