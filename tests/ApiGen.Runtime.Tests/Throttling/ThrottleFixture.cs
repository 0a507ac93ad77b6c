using System.Text.Json;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>An action with the limits that a test needs, a clock that stands still, and a registry of its own.</summary>
internal sealed class ThrottleFixture
{
    private static readonly ApiService Service = new("tcsas", "2025-01-06", "tcsas.intl.tencentcloudapi.com");

    public FakeTimeProvider Time { get; } = new();

    public ThrottleRegistry Registry { get; } = new();

    public ThrottleOptions Options { get; init; } = new();

    public static ApiAction Action(string name, params ApiRateLimit[] limits) => new ApiAction<Nothing, Nothing>(Service, name) { RateLimits = limits };

    public Throttle Throttle(params ApiRateLimit[] limits) => Registry.GetThrottle(Action("CreateMNP", limits), Service.Endpoint, "account", Options, Time);

    /// <summary>Acquires what there is room for, and fails when a call would wait.</summary>
    public static ThrottleLease AcquireNow(Throttle throttle)
    {
        Task<ThrottleLease> acquired = throttle.AcquireAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.True(acquired.IsCompletedSuccessfully);
        return acquired.Result;
    }

    /// <summary>Sends and answers at once as many calls as there is room for.</summary>
    public static void Use(Throttle throttle, int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            ThrottleLease lease = AcquireNow(throttle);
            lease.MarkSent();
            lease.MarkCompleted();
        }
    }

    /// <summary>The throttle never looks at requests and responses.</summary>
    internal sealed class Nothing : IApiRequest<Nothing>, IApiResponse<Nothing>
    {
        public string RequestId => "";

        public static Nothing ReadJson(ref Utf8JsonReader reader) => throw new NotSupportedException();

        public static Nothing ReadResponse(ref Utf8JsonReader reader, ref ApiErrorBody failure) => throw new NotSupportedException();

        public void WriteJson(Utf8JsonWriter writer) => throw new NotSupportedException();

        public void Validate(ref RequestValidation validation) => throw new NotSupportedException();
    }
}
