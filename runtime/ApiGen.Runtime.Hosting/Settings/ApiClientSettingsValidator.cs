using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>Checks the settings of one registration by making of them what the client will make, each by itself and all together, and reports all mistakes with their keys.</summary>
internal sealed class ApiClientSettingsValidator(ApiClientRegistration owner, IConfiguration? root) : IValidateOptions<ApiClientSettings>
{
    private static readonly TencentCloudCredential Nobody = new("AKIDEXAMPLE", "EXAMPLE");

    public ValidateOptionsResult Validate(string? registration, ApiClientSettings options)
    {
        if (registration != owner.OptionsName)
        {
            return ValidateOptionsResult.Skip;
        }

        Problems problems = new(owner.Path);
        foreach (Mistake mistake in options.Mistakes)
        {
            problems.Add(mistake.Key, mistake.Problem);
        }

        foreach (Setting setting in AllSettings.List)
        {
            if (setting.IsEmptyInVain(options))
            {
                problems.Add(setting.Key, Setting.HasNoValue);
            }
            else if (!setting.IsSet(options) && options.Mistakes.Any(mistake => mistake.Meant == setting.Key || mistake.Key.Length == 0))
            {
                problems.AddMisspelt(setting.Key);
            }
        }

        CheckRegion(options, problems);
        CheckClient(options, problems);
        CheckCredentials(options, problems);
        return problems.Texts.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Texts);
    }

    /// <summary>What is wrong when a region is needed and missing.</summary>
    internal static string MissingRegion(ApiService service) =>
        $"is missing, and the actions of {service.Name} need one, such as ap-singapore. Set it to the empty text if each call, or each client of the factory, names its own.";

    private void CheckRegion(ApiClientSettings settings, Problems problems)
    {
        if (settings.Region is null && owner.Service.Region is ApiRegionRequirement.Required)
        {
            string why = owner.FaultOfSection(root) is { } fault ? $" The section {owner.Path} {fault}" : "";
            problems.Add(nameof(settings.Region), MissingRegion(owner.Service) + why);
        }

        problems.Try(nameof(settings.Region), () => new ApiClient(owner.Service, Nobody, settings.Region).Dispose());
    }

    private void CheckClient(ApiClientSettings settings, Problems problems)
    {
        foreach (Setting setting in AllSettings.List.Where(s => !s.IsCredential && s.IsSet(settings)))
        {
            foreach ((string key, ApiClientSettings part) in setting.PartsOf(settings, owner.Service))
            {
                problems.Try(key, () =>
                {
                    // Without a second host the runtime would not look at its address, and how two times fit is told below.
                    ApiClientOptions alone = new()
                    {
                        BackupAccessHost = "backup." + owner.Service.Endpoint,
                        Timeout = Timeout.InfiniteTimeSpan,
                        Retry = { BaseDelay = TimeSpan.Zero, MaxDelay = TimeSpan.FromDays(1) },
                    };
                    setting.Apply(part, alone);
                    new ApiClient(owner.Service, Nobody, null, alone).Dispose();
                });
            }
        }

        CheckTogether(settings, problems);
        if (problems.Texts.Count == 0)
        {
            problems.Try("", () => new ApiClient(owner.Service, Nobody, settings.Region, AllSettings.ToOptions(settings)).Dispose());
        }
    }

    /// <summary>What is set in vain beside another setting, or does not fit it. Nothing follows from one that is wrong itself.</summary>
    private static void CheckTogether(ApiClientSettings settings, Problems problems)
    {
        ApiClientOptions defaults = new();
        TimeSpan whole = settings.Timeout ?? defaults.Timeout;
        string[] ofBackup = ["BackupEndpoint", "FailuresBeforeBackup"];
        string[] ofRetry = ["Retry:BaseDelay", "Retry:MaxDelay", "Retry:MaxTotalTime"];
        string[] ofQueue = ["Throttle:QueueLimit", "Throttle:MaxQueueWait"];
        string[] ofThrottle = [.. ofQueue, "Throttle:SafetyMargin", "Throttle:MaxPause", "Throttle:LimitOverrides"];
        InVainIf(Setting.TextOf(settings.BackupAccessHost) is null, "BackupAccessHost", ofBackup, " without BackupAccessHost.");
        InVainIf(settings.Retry.MaxAttempts == 1, "Retry:MaxAttempts", ofRetry, ": Retry:MaxAttempts is 1, so that no call is repeated.");
        InVainIf(settings.Throttle.Mode is ThrottleMode.Off, "Throttle:Mode", ofThrottle, ": Throttle:Mode is Off, so that nothing is counted.");
        InVainIf(settings.Throttle.QueueLimit == 0, "Throttle:QueueLimit", ["Throttle:MaxQueueWait"], ": Throttle:QueueLimit is 0, so that no call waits.");
        InVainIf(settings.Throttle.Mode is ThrottleMode.FailFast, "Throttle:Mode", ofQueue, ": Throttle:Mode is FailFast, so that no call waits.");
        if (settings.AttemptTimeout > whole && whole > TimeSpan.Zero && !problems.IsTold("AttemptTimeout") && !problems.IsTold("Timeout"))
        {
            problems.Add("AttemptTimeout", "does not fit: it is longer than Timeout, within which all attempts end.");
        }

        if ((settings.Retry.BaseDelay ?? defaults.Retry.BaseDelay) > (settings.Retry.MaxDelay ?? defaults.Retry.MaxDelay) && !ofRetry.Any(problems.IsTold))
        {
            problems.Add(
                settings.Retry.BaseDelay is null ? "Retry:MaxDelay" : "Retry:BaseDelay",
                "does not fit: Retry:BaseDelay, the first pause, is longer than Retry:MaxDelay, the longest.");
        }

        void InVainIf(bool isInVain, string cause, string[] keys, string why)
        {
            foreach (Setting setting in AllSettings.List.Where(setting => isInVain && !problems.IsTold(cause) && keys.Contains(setting.Key) && setting.IsSet(settings)))
            {
                problems.Add(setting.Key, $"has no effect{why}");
            }
        }
    }

    private static void CheckCredentials(ApiClientSettings settings, Problems problems)
    {
        bool isStatic = CredentialFactory.KindOf(settings.Credentials) is CredentialKind.Static;
        foreach (Setting setting in AllSettings.List.Where(s => s.IsCredential && s.IsSet(settings)))
        {
            // With examples in place of the others, so that a mistake in one does not hide that of another.
            ApiClientSettings alone = new() { Credentials = { Kind = settings.Credentials.Kind } };
            if (isStatic)
            {
                alone.Credentials.SecretId = Nobody.SecretId;
                alone.Credentials.SecretKey = "EXAMPLE";
            }

            if (Setting.TextOf(settings.Credentials.RoleArn) is not null)
            {
                alone.Credentials.RoleArn = "qcs::cam::uin/1:roleName/example";
            }

            setting.Copy(settings, alone);
            problems.Try(setting.Key, () => Make(alone.Credentials));
        }

        foreach (Setting setting in AllSettings.List.Where(s => s.IsCredential && s.IsSet(settings) && !problems.IsTold("Credentials:Kind")))
        {
            if (CredentialFactory.KindsOf(setting.Key) is { } kinds && !kinds.Contains(CredentialFactory.KindOf(settings.Credentials)))
            {
                problems.Add(setting.Key, $"has no effect with this Kind: it belongs to {string.Join(", ", kinds)}.");
            }
        }

        if (settings.Credentials is { TokenServiceHost: var host, TokenServiceEndpoint: var endpoint, Kind: not CredentialKind.TkeOidc } && Setting.TextOf(settings.Credentials.RoleArn) is null && !problems.IsTold("Credentials:RoleArn"))
        {
            const string WithoutRole = "has no effect without RoleArn: only for a role is the token service asked.";
            if (Setting.TextOf(host) is not null)
            {
                problems.Add("Credentials:TokenServiceHost", WithoutRole);
            }

            if (endpoint is not null)
            {
                problems.Add("Credentials:TokenServiceEndpoint", WithoutRole);
            }
        }

        if (!problems.AreIn(Setting.Credentials))
        {
            problems.Try(Setting.Credentials, () => Make(settings.Credentials));
        }
    }

    private static void Make(CredentialSettings credentials)
    {
        CredentialFactory factory = new(TimeProvider.System, null);
        _ = factory.AssumeRole(factory.Create(credentials) ?? Nobody, credentials);
    }
}
