using System.Buffers;
using System.Net;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Pipeline;

/// <summary>Whether options can be meant as they are. Each message says which option it is about and what it takes.</summary>
internal static class OptionChecks
{
    private const string AttemptBeyondCall = "AttemptTimeout does not fit: it is longer than Timeout, within which all attempts end.";

    private static readonly int UsualFailures = new ApiClientOptions().FailuresBeforeBackup;

    private static readonly SearchValues<char> RegionCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The languages that the vendor documents for the header X-TC-Language; null and the empty text for none.</summary>
    /// <exception cref="ArgumentException">It is another one.</exception>
    internal static string? Language(string? language, string option) => language switch
    {
        null or "" => null,
        "zh-CN" or "en-US" => language,
        _ => throw new ArgumentException("Language is zh-CN or en-US, written so.", option),
    };

    /// <summary>A region; null and the empty text for none. There is no list of all regions, but those that there are consist of small letters, digits and hyphens.</summary>
    /// <exception cref="ArgumentException">It cannot be one.</exception>
    internal static string? Region(string? region, string option) =>
        ClientSettings.Optional(region, option) is { } given && given.AsSpan().ContainsAnyExcept(RegionCharacters)
            ? throw new ArgumentException("A region consists of small letters, digits and hyphens, such as ap-singapore.", option)
            : string.IsNullOrEmpty(region) ? null : region;

    /// <summary>What a call has of its own; null for what the client has.</summary>
    /// <exception cref="ArgumentException">It is empty, which says neither.</exception>
    internal static string? OfCall(string? value, string option) =>
        value?.Length == 0 ? throw new ArgumentException($"{option} is empty: leave it null for that of the client.", option) : value;

    /// <summary>What stands for an account; null for what the credentials say.</summary>
    /// <exception cref="ArgumentException">It is empty: as one account for all who lack one it would be wrong, and for nothing it has no effect.</exception>
    internal static string? AccountKey(string? key, string option) =>
        key is not null && string.IsNullOrWhiteSpace(key) ? throw new ArgumentException("AccountKey is empty: leave it null for what the credentials say.", option) : key;

    /// <summary>The name of an action. It consists of letters, digits and _ alone.</summary>
    internal static bool IsActionName(string name) => name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>The mode of a throttle.</summary>
    /// <exception cref="ArgumentException">It is a number without name.</exception>
    internal static void Mode(ThrottleMode mode, string option)
    {
        if (mode is not (ThrottleMode.Wait or ThrottleMode.FailFast or ThrottleMode.Off))
        {
            throw new ArgumentException($"Throttle.Mode is none of {string.Join(", ", Enum.GetNames<ThrottleMode>())}.", option);
        }
    }

    /// <summary>A proxy. .NET looks at scheme, host and port alone, and at nothing before the first call.</summary>
    /// <exception cref="ArgumentException">Its address has more, or is none of a proxy. The message shows no part of it, which may be a password.</exception>
    internal static void Proxy(IWebProxy? proxy, string option)
    {
        string? fault = (proxy as WebProxy)?.Address switch
        {
            null => null,
            { IsAbsoluteUri: false } => "is no whole address",
            { Scheme: var scheme } when !AskedProxy.IsScheme(scheme) => $"has a scheme that is none of {AskedProxy.Schemes}",
            { AbsolutePath.Length: > 1 } => "has a path, which no proxy looks at",
            { Query.Length: > 0 } => "has a query, which no proxy looks at",
            { Fragment.Length: > 0 } => "has a fragment, which no proxy looks at",
            _ => null,
        };
        if (fault is not null)
        {
            throw new ArgumentException($"Proxy {fault}: give scheme, host and port alone, such as http://proxy.example:8080.", option);
        }
    }

    /// <summary>A host to fall back to; null for none.</summary>
    /// <exception cref="ArgumentException">It is the one that has failed.</exception>
    internal static void Backup(AccessPoint first, AccessPoint? backup, string option)
    {
        if (backup is not null && backup.Address == first.Address && string.Equals(backup.Host, first.Host, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"{option} has no effect: it is the access host itself.", option);
        }
    }

    /// <summary>The pauses between attempts.</summary>
    /// <exception cref="ArgumentException">The first is longer than the longest.</exception>
    internal static RetryOptions Pauses(RetryOptions retry, string option) => retry.BaseDelay > retry.MaxDelay
        ? throw new ArgumentException($"{option}.BaseDelay does not fit: it, the first pause, is longer than MaxDelay, the longest.", option)
        : retry.Copy();

    /// <summary>The time for an attempt of one call.</summary>
    /// <exception cref="ArgumentException">It can never end, because the call ends before.</exception>
    internal static TimeSpan AttemptOf(TimeSpan attempt, TimeSpan whole, string option) =>
        IsBeyond(OptionRange.AboveZeroOrInfinite(attempt, option), whole) ? throw new ArgumentException(AttemptBeyondCall, option) : attempt;

    /// <summary>What is set in vain beside other options.</summary>
    /// <exception cref="ArgumentException">There is such an option.</exception>
    internal static void Effects(ApiClientOptions options, string parameter)
    {
        string? mistake = options switch
        {
            { Proxy: not null, HttpMessageHandler: not null } or { Proxy: not null, HttpClientFactory: not null } =>
                "Proxy has no effect beside an HTTP handler of your own: give the proxy to that handler.",
            { HttpMessageHandler: not null, HttpClientFactory: not null } => "HttpMessageHandler has no effect beside HttpClientFactory, which is asked for each attempt: give one of the two.",
            { AttemptTimeout: { } attempt, Timeout: var whole } when IsBeyond(attempt, whole) => AttemptBeyondCall,
            { BackupEndpoint: not null, BackupAccessHost: null } => "BackupEndpoint has no effect without BackupAccessHost.",
            { BackupAccessHost: null } when options.FailuresBeforeBackup != UsualFailures => "FailuresBeforeBackup has no effect without BackupAccessHost.",
            { Throttle: { Mode: ThrottleMode.Off, LimitOverrides.Count: > 0 } } => "LimitOverrides have no effect: Throttle.Mode is Off, so that nothing is counted.",
            { Throttle: { Mode: ThrottleMode.Off, LimiterFactory: not null } } => "LimiterFactory has no effect: Throttle.Mode is Off, so that nothing is counted.",
            { Throttle: { Mode: not ThrottleMode.Wait } throttle } when throttle.MaxQueueWait != Timeout.InfiniteTimeSpan => $"MaxQueueWait has no effect: Throttle.Mode is {throttle.Mode}, so that no call waits.",
            { Throttle: { QueueLimit: 0 } throttle } when throttle.MaxQueueWait != Timeout.InfiniteTimeSpan => "MaxQueueWait has no effect: Throttle.QueueLimit is 0, so that no call waits.",
            _ => null,
        };
        if (mistake is not null)
        {
            throw new ArgumentException(mistake, parameter);
        }
    }

    // Without an end is -1 ms: such an attempt takes as long as the call does.
    private static bool IsBeyond(TimeSpan attempt, TimeSpan whole) => whole > TimeSpan.Zero && attempt > whole;
}
