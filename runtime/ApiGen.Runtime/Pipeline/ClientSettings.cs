using ApiGen.Runtime.Retry;
using ApiGen.Runtime.Throttling;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Pipeline;

/// <summary>The checked copy of the options that a client works with.</summary>
/// <remarks>Fields, as <see cref="CallScope"/> tells.</remarks>
internal sealed class ClientSettings
{
    internal ClientSettings(ApiService service, string? region, ApiClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Retry, nameof(options.Retry));
        ArgumentNullException.ThrowIfNull(options.Throttle, nameof(options.Throttle));
        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options.TimeProvider));
        Region = OptionChecks.Region(region, nameof(region));
        Language = OptionChecks.Language(options.Language, nameof(options.Language));
        RequestClient = CheckRequestClient(options.RequestClient, nameof(options.RequestClient));
        Timeout = OptionRange.AboveZeroOrInfinite(options.Timeout, nameof(options.Timeout));
        AttemptTimeout = options.AttemptTimeout is { } attempt ? OptionRange.AboveZeroOrInfinite(attempt, nameof(options.AttemptTimeout)) : null;
        OptionRange.AtLeast(1, options.FailuresBeforeBackup, nameof(options.FailuresBeforeBackup));
        MaxResponseBytes = OptionRange.AtLeast(1L, options.MaxResponseBytes, nameof(options.MaxResponseBytes));
        Time = options.TimeProvider;
        Retry = new RetryPolicy(OptionChecks.Pauses(options.Retry, nameof(options.Retry)), options.Retry.BudgetPerCall is { } budget ? new RetryBudget(budget) : null);
        AccountKey = OptionChecks.AccountKey(options.AccountKey, nameof(options.AccountKey));
        Throttle = options.Throttle.Copy();
        UnknownOverrides = Throttle.LimitOverrides.Count == 0 ? [] : CheckLimitOverrides(Throttle, service, nameof(options.Throttle.LimitOverrides));
        OptionChecks.Mode(Throttle.Mode, nameof(Throttle.Mode));
        ThrottleRegistry = options.ThrottleRegistry ?? ThrottleRegistry.Shared;
        AccessPoint first = new(options.AccessHost ?? service.Endpoint, options.Endpoint, nameof(options.AccessHost), nameof(options.Endpoint));
        AccessPoint? backup = options.BackupAccessHost is { } host
            ? new AccessPoint(host, options.BackupEndpoint, nameof(options.BackupAccessHost), nameof(options.BackupEndpoint))
            : null;
        OptionChecks.Backup(first, backup, nameof(options.BackupAccessHost));
        AccessPoints = new AccessPoints(first, backup, options.FailuresBeforeBackup, Time);
        OptionChecks.Effects(options, nameof(options));
        OptionChecks.Proxy(options.Proxy, nameof(options.Proxy));
        HttpClientFactory = options.HttpClientFactory;
        HttpMessageHandler = Redirects.TryTurnOff(options.HttpMessageHandler)
            ? options.HttpMessageHandler
            : throw new ArgumentException($"HttpMessageHandler follows redirects, and was used already, so that the client cannot change it: {Redirects.Remedy}.", nameof(options));
        _ = ApiRequestGuard.TryPutBelow(options.HttpMessageHandler);
        HasOwnHandler = options.HttpMessageHandler is null && options.HttpClientFactory is null;
        Proxy = options.Proxy;
        Invoker = options.HttpMessageHandler is { } handler ? new HttpMessageInvoker(handler, disposeHandler: false) : ApiHttpHandler.SharedFor(options.Proxy);
        BeforeSigning = options.BeforeSigning;
        AfterResponse = options.AfterResponse;
        LogBodies = options.LogBodies;
        KeepResponseText = options.KeepResponseText;
    }

    internal readonly string? Region;

    internal readonly string? Language;

    internal readonly string? RequestClient;

    internal readonly TimeSpan Timeout;

    internal readonly TimeSpan? AttemptTimeout;

    internal readonly long MaxResponseBytes;

    internal readonly TimeProvider Time;

    internal readonly RetryPolicy Retry;

    /// <summary>What stands for the account; null for what the credentials say.</summary>
    internal readonly string? AccountKey;

    internal readonly ThrottleOptions Throttle;

    /// <summary>The names in the overrides that are no action of the client.</summary>
    internal readonly IReadOnlyList<string> UnknownOverrides;

    internal readonly ThrottleRegistry ThrottleRegistry;

    internal readonly AccessPoints AccessPoints;

    /// <summary>What sends the requests, unless <see cref="HttpClientFactory"/> is set.</summary>
    internal readonly HttpMessageInvoker Invoker;

    internal readonly Func<HttpClient>? HttpClientFactory;

    /// <summary>Whether the requests are sent by this library's own handler, which heeds its token. What is the application's may not, and is waited for no longer than a call may take.</summary>
    internal readonly bool HasOwnHandler;

    internal readonly HttpMessageHandler? HttpMessageHandler;

    internal readonly System.Net.IWebProxy? Proxy;

    internal readonly Action<ApiRequestContext>? BeforeSigning;

    internal readonly Action<ApiResponseContext>? AfterResponse;

    internal readonly bool LogBodies;

    internal readonly bool KeepResponseText;

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
    // Only where there are some: what it needs of LINQ would be loaded for the first call of every process.
    private static string[] CheckLimitOverrides(ThrottleOptions throttle, ApiService service, string parameter)
    {
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

        if (Array.Find(unknown, static name => !OptionChecks.IsActionName(name)) is { } impossible)
        {
            throw new ArgumentException($"'{impossible}' can be no action: a limit is that of one action, by the action's name alone, such as {actions.FirstOrDefault() ?? "CreateMNP"}.", parameter);
        }

        return actions.Length == 0 ? [] : unknown;
    }

    private static string? CheckRequestClient(string? value, string parameter) =>
        string.IsNullOrEmpty(value) || (value.Length <= 128 && IsRequestClientText(value))
            ? Optional(value, parameter)
            : throw new ArgumentException("RequestClient takes at most 128 letters, digits, spaces and the characters - _ , ; .", parameter);

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
