using ApiGen.Runtime.Retry;
using ApiGen.Runtime.Throttling;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Pipeline;

/// <summary>The checked copy of the options that a client works with.</summary>
internal sealed class ClientSettings
{
    internal ClientSettings(ApiService service, string? region, ApiClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Retry, nameof(options.Retry));
        ArgumentNullException.ThrowIfNull(options.Throttle, nameof(options.Throttle));
        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options.TimeProvider));
        Region = OptionChecks.Region(region, nameof(region));
        Language = OptionChecks.Language(options.Language, nameof(options.Language));
        RequestClient = CheckRequestClient(options.RequestClient);
        Timeout = OptionRange.AboveZeroOrInfinite(options.Timeout, nameof(options.Timeout));
        AttemptTimeout = options.AttemptTimeout is { } attempt ? OptionRange.AboveZeroOrInfinite(attempt, nameof(options.AttemptTimeout)) : null;
        OptionRange.AtLeast(1, options.FailuresBeforeBackup, nameof(options.FailuresBeforeBackup));
        MaxResponseBytes = OptionRange.AtLeast(1L, options.MaxResponseBytes, nameof(options.MaxResponseBytes));
        Time = options.TimeProvider;
        Retry = new RetryPolicy(options.Retry.Copy(), options.Retry.BudgetPerCall is { } budget ? new RetryBudget(budget) : null);
        AccountKey = string.IsNullOrEmpty(options.AccountKey) ? null : options.AccountKey;
        Throttle = options.Throttle.Copy();
        UnknownOverrides = CheckLimitOverrides(Throttle, service, nameof(options.Throttle.LimitOverrides));
        OptionChecks.Mode(Throttle.Mode, nameof(Throttle.Mode));
        ThrottleRegistry = options.ThrottleRegistry ?? ThrottleRegistry.Shared;
        AccessPoint first = new(options.AccessHost ?? service.Endpoint, options.Endpoint, nameof(options.AccessHost), nameof(options.Endpoint));
        AccessPoint? backup = options.BackupAccessHost is { } host
            ? new AccessPoint(host, options.BackupEndpoint, nameof(options.BackupAccessHost), nameof(options.BackupEndpoint))
            : null;
        AccessPoints = new AccessPoints(first, backup, options.FailuresBeforeBackup, Time);
        OptionChecks.Effects(options, nameof(options));
        OptionChecks.Proxy(options.Proxy, nameof(options.Proxy));
        HttpClientFactory = options.HttpClientFactory;
        HttpMessageHandler = options.HttpMessageHandler;
        Proxy = options.Proxy;
        Invoker = options.HttpMessageHandler is { } handler ? new HttpMessageInvoker(handler, disposeHandler: false) : ApiHttpHandler.SharedFor(options.Proxy);
        BeforeSigning = options.BeforeSigning;
        AfterResponse = options.AfterResponse;
        LogBodies = options.LogBodies;
        KeepResponseText = options.KeepResponseText;
    }

    internal string? Region { get; }

    internal string? Language { get; }

    internal string? RequestClient { get; }

    internal TimeSpan Timeout { get; }

    internal TimeSpan? AttemptTimeout { get; }

    internal long MaxResponseBytes { get; }

    internal TimeProvider Time { get; }

    internal RetryPolicy Retry { get; }

    /// <summary>What stands for the account; null for what the credentials say.</summary>
    internal string? AccountKey { get; }

    internal ThrottleOptions Throttle { get; }

    /// <summary>The names in the overrides that are no action of the client.</summary>
    internal IReadOnlyList<string> UnknownOverrides { get; }

    internal ThrottleRegistry ThrottleRegistry { get; }

    internal AccessPoints AccessPoints { get; }

    /// <summary>What sends the requests, unless <see cref="HttpClientFactory"/> is set.</summary>
    internal HttpMessageInvoker Invoker { get; }

    internal Func<HttpClient>? HttpClientFactory { get; }

    internal HttpMessageHandler? HttpMessageHandler { get; }

    internal System.Net.IWebProxy? Proxy { get; }

    internal Action<ApiRequestContext>? BeforeSigning { get; }

    internal Action<ApiResponseContext>? AfterResponse { get; }

    internal bool LogBodies { get; }

    internal bool KeepResponseText { get; }

    /// <summary>A header's value that may be absent: null and the empty text mean that the header is not sent.</summary>
    internal static string? Optional(string? value, string parameter)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        HeaderText.Check(value, parameter);
        return value;
    }

    /// <summary>
    /// A name that is nearly that of an action is probably meant for it. Other names may be those of actions without a spec, and so may a near one, if the action
    /// that it is near to has an entry of its own.
    /// </summary>
    /// <returns>Those other names; none when the client's actions are not known.</returns>
    private static string[] CheckLimitOverrides(ThrottleOptions throttle, ApiService service, string parameter)
    {
        if (throttle.LimitOverrides.Count == 0)
        {
            return [];
        }

        foreach ((string action, IReadOnlyList<ApiRateLimit> limits) in throttle.LimitOverrides)
        {
            if (limits is null)
            {
                throw new ArgumentException($"The limits of {action} are null: give an empty list for no limit.", parameter);
            }

            ThrottleRegistry.CheckLimits(action, limits, parameter);
        }

        string[] actions = service.ActionNames.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] unknown = [.. throttle.LimitOverrides.Keys.Except(actions, StringComparer.Ordinal)];
        foreach (string name in unknown)
        {
            if (NearName.Nearest(name, actions) is { } near && !throttle.LimitOverrides.ContainsKey(near))
            {
                throw new ArgumentException($"'{name}' is no action of {service.Name}; did you mean {near}?", parameter);
            }
        }

        return actions.Length == 0 ? [] : unknown;
    }

    private static string? CheckRequestClient(string? value) =>
        string.IsNullOrEmpty(value) || (value.Length <= 128 && IsRequestClientText(value))
            ? Optional(value, nameof(ApiClientOptions.RequestClient))
            : throw new ArgumentException("RequestClient takes at most 128 letters, digits, spaces and the characters - _ , ; .", nameof(value));

    private static bool IsRequestClientText(string value)
    {
        foreach (char c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or ' ' or ',' or ';' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}
