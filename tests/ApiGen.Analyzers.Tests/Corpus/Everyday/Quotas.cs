using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;

namespace Storefront.Everyday;

public sealed record QuotaForm(string Size, long Count, string? Label, string[] Tags);

/// <summary>Limits as applications give them: plans, forms, defaults, tests.</summary>
public static class Quotas
{
    public const string DefaultSize = "medium";
    private const long Unlimited = -1;
    private const int Kilo = 1_000;
    private const string Separator = "_";

    private static readonly Dictionary<string, ModifyQuotaRequest> Plans = new()
    {
        ["free"] = new() { Size = "small", Count = 1, Factor = 0.5 },
        ["team"] = new() { Size = "medium", Count = 100, Tags = ["team"] },
        ["unlimited"] = new() { Size = "large", Count = /*!APIGEN1002*/Unlimited },
        ["enterprise"] = new() { Size = /*!APIGEN1002*/"x-large", Count = /*!APIGEN1002*/Kilo },
    };

    private static readonly List<ModifyQuotaRequest> Steps =
    [
        new() { Size = DefaultSize, Count = 10, Level = /*!APIGEN1002*/3 },
        new() { Size = "large", Count = 10 * 10, Level = 1 << 2 },
    ];

    public static ModifyQuotaRequest Of(QuotaForm form) => new()
    {
        Size = form.Size.ToLowerInvariant(),
        Count = form.Count is > 0 and <= 100 ? form.Count : 100,
        Label = form.Label ?? "none",
        Tags = [.. form.Tags.Take(3)],
    };

    public static ModifyQuotaRequest Careless(QuotaForm form) => new()
    {
        Size = string.IsNullOrEmpty(form.Size) ? /*!APIGEN1002*/"Medium" : form.Size,
        Count = form.Count > 0 ? form.Count : /*!APIGEN1002*/0,
        Label = form.Label ?? /*!APIGEN1002*/"No label",
        Tags = form.Tags is { Length: > 0 } ? form.Tags : /*!APIGEN1002*/Array.Empty<string>(),
    };

    public static ModifyQuotaRequest Named(string tenant, int number) => new()
    {
        Size = "small",
        Count = 1,
        Label = $"tenant-{tenant}-{number}",
        Tags = [$"t{number}", tenant],
        Password = $"{tenant}!{number}",
    };

    public static ModifyQuotaRequest BadlyNamed(string tenant) => new()
    {
        Size = /*!APIGEN1002*/$"size-{tenant}",
        Count = 1,
        Label = /*!APIGEN1002*/"quota" + Separator + "label",
        Tags = [/*!APIGEN1002*/$"by-tenant-{tenant}"],
        Password = /*!APIGEN1002*/"short" + "er",
    };

    public static void Map(WebApplication app)
    {
        app.MapPost("/quota", async (ITcsasClient client, [FromBody] QuotaForm form, CancellationToken stop) =>
        {
            ModifyQuotaRequest request = new() { Size = form.Size, Count = form.Count };
            request.Level = form.Count switch
            {
                < 10 => 1,
                < 50 => 2,
                < 80 => /*!APIGEN1002*/3,
                _ => 4,
            };
            if (form.Label is { Length: > 0 } label)
            {
                request.Label = label;
            }

            return await client.ModifyQuotaAsync(request, stop);
        });
        app.MapDelete("/quota", (ITcsasClient client, CancellationToken stop) => client.ModifyQuotaAsync(new() { Size = "small", Count = /*!APIGEN1002*/0, Force = true }, stop));
    }

    public static ModifyQuotaRequest Copy(ModifyQuotaRequest given) => new()
    {
        Size = given.Size,
        Count = given.Count,
        Slots = [.. given.Slots ?? [], 9],
        Tags = given.Tags?.Where(static tag => tag != "a tag that is far too long").ToList(),
    };

    public static void Tagged(ModifyQuotaRequest request, IEnumerable<string> names)
    {
        request.Tags = [];
        foreach (string name in names)
        {
            request.Tags.Add(name);
        }

        request.Tags?.Add(/*!APIGEN1002*/"production");
        request.Slots = new List<long?> { 1, /*!APIGEN1002*/10 };
        request.Slots = /*!APIGEN1002*/new long?[] { 1, 2, 3 };
        request.Slots = /*!APIGEN1002*/new List<long?>([1, 2, 3]);
    }

    public static void Computed(ModifyQuotaRequest request, TimeSpan span, string json)
    {
        request.Count = (long)Math.Ceiling(span.TotalDays);
        request.Factor = 3.0 / 2;
        request.Factor = /*!APIGEN1002*/3.0 * 2;
        request.Offset = uint.MaxValue;
        request.Count = Math.Clamp(0, 1, 100);
        request.Count = int.Parse("0", CultureInfo.InvariantCulture);
        request.Label = JsonSerializer.Deserialize<string>(json);
        request.Label = DefaultSize.ToUpperInvariant();
        request.Size = nameof(Quotas)[..5];
        request.Level = sizeof(int);
        request.Level = /*!APIGEN1002*/sizeof(long);
        request.Count = 'a' - 'A';
        request.Count = /*!APIGEN1002*/'a' + 'b';
    }

    /// <summary>Members of the same names, which are none of the service's.</summary>
    public static object Others() => new List<object>
    {
        new Setting { Size = "huge", Count = 0 },
        new { Size = "huge", Count = 0 },
        new QuotaForm("huge", 0, "No label", []),
    };

    public static bool Asked(ModifyQuotaRequest request) => request switch
    {
        { Size: "huge" } => false,
        { Count: 0 or > 100 } => false,
        { Tags: ["a tag that is far too long", ..] } => false,
        _ => request.Label != "No label" && !Equals(request.Level, 3),
    };

    public static int Kept() => Plans.Count + Steps.Count;

    extension(ModifyQuotaRequest request)
    {
        public ModifyQuotaRequest Small()
        {
            request.Size = "small";
            request.Count = /*!APIGEN1002*/1_001;
            return request;
        }
    }

    private sealed class Setting
    {
        public string Size { get; set; } = "";

        public long Count { get; set; }
    }
}
