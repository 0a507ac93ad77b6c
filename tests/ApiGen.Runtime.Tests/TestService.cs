namespace ApiGen.Runtime.Tests;

/// <summary>The service of <c>TestService.yaml</c>, for clients that are made by hand.</summary>
internal static class TestService
{
    internal static readonly ApiService Service = new("tcsas", "2025-01-06", "tcsas.intl.tencentcloudapi.com");

    /// <summary>A new action, whose throttle no other test shares unless it has the same name.</summary>
    internal static ApiAction<ThingRequest, ThingResponse, ThingErrorCode> Action(string name = "CreateThing") =>
        new(Service, name, ParseErrorCode) { Region = ApiRegionRequirement.Optional };

    private static ThingErrorCode ParseErrorCode(string code) => code switch
    {
        "FailedOperation.TooManyThings" => ThingErrorCode.FailedOperationTooManyThings,
        _ => ThingErrorCode.Unknown,
    };
}
