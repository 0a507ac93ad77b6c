using System.Net;

namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>Every setting that a client has. Reading, checking, comparing and the schema for editors go by this list.</summary>
internal static class AllSettings
{
    internal static IReadOnlyList<Setting> List { get; } =
    [
        new Setting<string?>("Region", SettingFormats.Text, s => s.Region, (s, v) => s.Region = v),
        new Setting<Uri?>("Endpoint", SettingFormats.Address, s => s.Endpoint, (s, v) => s.Endpoint = v, (o, v) => o.Endpoint = v),
        new Setting<string?>("AccessHost", SettingFormats.Text, s => s.AccessHost, (s, v) => s.AccessHost = v, (o, v) => o.AccessHost = v),
        new Setting<string?>("BackupAccessHost", SettingFormats.Text, s => s.BackupAccessHost, (s, v) => s.BackupAccessHost = v, (o, v) => o.BackupAccessHost = v),
        new Setting<Uri?>("BackupEndpoint", SettingFormats.Address, s => s.BackupEndpoint, (s, v) => s.BackupEndpoint = v, (o, v) => o.BackupEndpoint = v),
        new Setting<Uri?>("Proxy", SettingFormats.Proxy, s => s.Proxy, (s, v) => s.Proxy = v, (o, v) => o.Proxy = new WebProxy(v)),
        new Setting<int?>("FailuresBeforeBackup", SettingFormats.Number, s => s.FailuresBeforeBackup, (s, v) => s.FailuresBeforeBackup = v, (o, v) => o.FailuresBeforeBackup = v!.Value),
        new Setting<TimeSpan?>("Timeout", SettingFormats.Duration, s => s.Timeout, (s, v) => s.Timeout = v, (o, v) => o.Timeout = v!.Value),
        new Setting<TimeSpan?>("AttemptTimeout", SettingFormats.Duration, s => s.AttemptTimeout, (s, v) => s.AttemptTimeout = v, (o, v) => o.AttemptTimeout = v),
        new Setting<string?>("Language", SettingFormats.Text, s => s.Language, (s, v) => s.Language = v, (o, v) => o.Language = v),
        new Setting<string?>("AccountKey", SettingFormats.Text, s => s.AccountKey, (s, v) => s.AccountKey = v, (o, v) => o.AccountKey = v),
        new Setting<string?>("RequestClient", SettingFormats.Text, s => s.RequestClient, (s, v) => s.RequestClient = v, (o, v) => o.RequestClient = v),
        new Setting<long?>("MaxResponseBytes", SettingFormats.LargeNumber, s => s.MaxResponseBytes, (s, v) => s.MaxResponseBytes = v, (o, v) => o.MaxResponseBytes = v!.Value),
        new Setting<bool?>("KeepResponseText", SettingFormats.Flag, s => s.KeepResponseText, (s, v) => s.KeepResponseText = v, (o, v) => o.KeepResponseText = v!.Value),
        new Setting<bool?>("LogBodies", SettingFormats.Flag, s => s.LogBodies, (s, v) => s.LogBodies = v, (o, v) => o.LogBodies = v!.Value),

        new Setting<int?>("Retry:MaxAttempts", SettingFormats.Number, s => s.Retry.MaxAttempts, (s, v) => s.Retry.MaxAttempts = v, (o, v) => o.Retry.MaxAttempts = v!.Value),
        new Setting<TimeSpan?>("Retry:BaseDelay", SettingFormats.Duration, s => s.Retry.BaseDelay, (s, v) => s.Retry.BaseDelay = v, (o, v) => o.Retry.BaseDelay = v!.Value),
        new Setting<TimeSpan?>("Retry:MaxDelay", SettingFormats.Duration, s => s.Retry.MaxDelay, (s, v) => s.Retry.MaxDelay = v, (o, v) => o.Retry.MaxDelay = v!.Value),
        new Setting<TimeSpan?>("Retry:MaxTotalTime", SettingFormats.Duration, s => s.Retry.MaxTotalTime, (s, v) => s.Retry.MaxTotalTime = v, (o, v) => o.Retry.MaxTotalTime = v!.Value),
        new Setting<double?>("Retry:BudgetPerCall", SettingFormats.Fraction, s => s.Retry.BudgetPerCall, (s, v) => s.Retry.BudgetPerCall = v, (o, v) => o.Retry.BudgetPerCall = v),

        new Setting<ThrottleMode?>("Throttle:Mode", SettingFormats.Choice<ThrottleMode>(), s => s.Throttle.Mode, (s, v) => s.Throttle.Mode = v, (o, v) => o.Throttle.Mode = v!.Value),
        new Setting<int?>("Throttle:QueueLimit", SettingFormats.Number, s => s.Throttle.QueueLimit, (s, v) => s.Throttle.QueueLimit = v, (o, v) => o.Throttle.QueueLimit = v!.Value),
        new Setting<TimeSpan?>("Throttle:MaxQueueWait", SettingFormats.Duration, s => s.Throttle.MaxQueueWait, (s, v) => s.Throttle.MaxQueueWait = v, (o, v) => o.Throttle.MaxQueueWait = v!.Value),
        new Setting<TimeSpan?>("Throttle:SafetyMargin", SettingFormats.Duration, s => s.Throttle.SafetyMargin, (s, v) => s.Throttle.SafetyMargin = v, (o, v) => o.Throttle.SafetyMargin = v!.Value),
        new Setting<TimeSpan?>("Throttle:MaxPause", SettingFormats.Duration, s => s.Throttle.MaxPause, (s, v) => s.Throttle.MaxPause = v, (o, v) => o.Throttle.MaxPause = v!.Value),
        new LimitOverridesSetting(),

        new Setting<CredentialKind?>("Credentials:Kind", SettingFormats.Choice<CredentialKind>(nameof(CredentialKind.Unspecified)), s => s.Credentials.Kind is CredentialKind.Unspecified ? null : s.Credentials.Kind, (s, v) => s.Credentials.Kind = v ?? default),
        new Setting<string?>("Credentials:SecretId", SettingFormats.Text, s => s.Credentials.SecretId, (s, v) => s.Credentials.SecretId = v),
        new Setting<string?>("Credentials:SecretKey", SettingFormats.Text, s => s.Credentials.SecretKey, (s, v) => s.Credentials.SecretKey = v),
        new Setting<string?>("Credentials:Token", SettingFormats.Text, s => s.Credentials.Token, (s, v) => s.Credentials.Token = v),
        new Setting<string?>("Credentials:Profile", SettingFormats.Text, s => s.Credentials.Profile, (s, v) => s.Credentials.Profile = v),
        new Setting<string?>("Credentials:Path", SettingFormats.Text, s => s.Credentials.Path, (s, v) => s.Credentials.Path = v),
        new Setting<string?>("Credentials:RoleName", SettingFormats.Text, s => s.Credentials.RoleName, (s, v) => s.Credentials.RoleName = v),
        new Setting<string?>("Credentials:RoleArn", SettingFormats.Text, s => s.Credentials.RoleArn, (s, v) => s.Credentials.RoleArn = v),
        new Setting<string?>("Credentials:RoleSessionName", SettingFormats.Text, s => s.Credentials.RoleSessionName, (s, v) => s.Credentials.RoleSessionName = v),
        new Setting<string?>("Credentials:ExternalId", SettingFormats.Text, s => s.Credentials.ExternalId, (s, v) => s.Credentials.ExternalId = v),
        new Setting<TimeSpan?>("Credentials:Duration", SettingFormats.Duration, s => s.Credentials.Duration, (s, v) => s.Credentials.Duration = v),
        new Setting<string?>("Credentials:TokenServiceHost", SettingFormats.Text, s => s.Credentials.TokenServiceHost, (s, v) => s.Credentials.TokenServiceHost = v),
        new Setting<Uri?>("Credentials:TokenServiceEndpoint", SettingFormats.Address, s => s.Credentials.TokenServiceEndpoint, (s, v) => s.Credentials.TokenServiceEndpoint = v),
    ];

    /// <summary>The runtime's options that the settings stand for.</summary>
    /// <exception cref="ArgumentException">A value is not usable; settings that were checked have none.</exception>
    internal static ApiClientOptions ToOptions(ApiClientSettings settings)
    {
        ApiClientOptions options = new();
        foreach (Setting setting in List)
        {
            setting.Apply(settings, options);
        }

        return options;
    }
}
