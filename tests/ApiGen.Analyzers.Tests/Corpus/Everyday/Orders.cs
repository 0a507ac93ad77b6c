using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Storefront.Everyday;

public sealed record NewShop(string Name, string Type, string? Icon, string? Intro);

public sealed class ShopDefaults
{
    public string? Icon { get; set; }

    public string Intro { get; set; } = "";
}

/// <summary>Requests as applications put them together.</summary>
[ApiController]
public sealed class ShopsController(ITcsasClient client, IOptions<ShopDefaults> defaults, ILogger<ShopsController> logger) : ControllerBase
{
    [HttpPost("a")]
    public async Task<IActionResult> Create(NewShop shop, CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPName = shop.Name, MNPType = shop.Type };
        if (shop.Icon is not null)
        {
            request.MNPIcon = shop.Icon;
        }
        else if (defaults.Value.Icon is { } icon)
        {
            request.MNPIcon = icon;
        }
        else
        {
            return BadRequest("An icon is missing.");
        }

        request.MNPIntro = shop.Intro ?? defaults.Value.Intro;
        return Ok(await client.CreateMNPAsync(request, stop));
    }

    [HttpPost("b")]
    public async Task<IActionResult> Forgotten(NewShop shop, CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPName = shop.Name, MNPType = shop.Type, MNPIntro = shop.Name };
        if (shop.Icon is not null)
        {
            request.MNPIcon = shop.Icon;
        }
        else
        {
            logger.LogWarning("There is no icon for {Name}.", shop.Name);
        }

        return Ok(await client.CreateMNPAsync(/*!APIGEN1001*/request, stop));
    }

    [HttpPost("c")]
    public async Task<IActionResult> Checked(NewShop shop, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(shop.Icon) || string.IsNullOrWhiteSpace(shop.Intro))
        {
            ModelState.AddModelError(nameof(shop.Icon), "It is needed.");
        }

        if (!ModelState.IsValid)
        {
            return ValidationProblem(ModelState);
        }

        CreateMNPRequest request = new() { MNPName = shop.Name, MNPType = shop.Type };
        if (!string.IsNullOrWhiteSpace(shop.Icon))
        {
            request.MNPIcon = shop.Icon;
        }

        if (!string.IsNullOrWhiteSpace(shop.Intro))
        {
            request.MNPIntro = shop.Intro;
        }

        return Ok(await client.CreateMNPAsync(request, stop));
    }

    [HttpPost("d")]
    public async Task<IActionResult> Switched(NewShop shop, CancellationToken stop)
    {
        CreateMNPRequest request = shop.Type switch
        {
            "game" => new() { MNPName = shop.Name, MNPType = "game", MNPIcon = "g", MNPIntro = "A game." },
            "shop" => new() { MNPName = shop.Name, MNPType = "shop", MNPIcon = "s", MNPIntro = "A shop." },
            _ => throw new BadHttpRequestException(shop.Type),
        };
        return Ok(await client.CreateMNPAsync(request, stop));
    }

    [HttpPost("e")]
    public async Task<IActionResult> SwitchedBadly(NewShop shop, CancellationToken stop)
    {
        CreateMNPRequest request = shop.Type switch
        {
            "game" => new() { MNPName = shop.Name, MNPType = "game", MNPIcon = "g", MNPIntro = "A game." },
            _ => new() { MNPName = shop.Name, MNPType = shop.Type, MNPIntro = "Something." },
        };
        return Ok(await client.CreateMNPAsync(/*!APIGEN1001*/request, stop));
    }

    [HttpPost("f")]
    public async Task<IActionResult> Flagged(NewShop shop, bool? withIcon, CancellationToken stop)
    {
        bool? has = null;
        CreateMNPRequest request = new() { MNPName = shop.Name, MNPType = shop.Type, MNPIntro = "i" };
        if (withIcon == true)
        {
            request.MNPIcon = "i";
            has = true;
        }

        if (has.GetValueOrDefault())
        {
            return Ok(await client.CreateMNPAsync(request, stop));
        }

        if (has.GetValueOrDefault(false) || (has ?? false))
        {
            await client.CreateMNPAsync(request, stop);
        }

        return NoContent();
    }

    [HttpPost("g")]
    public async Task<IActionResult> Lines(List<string> skus, CancellationToken stop)
    {
        PlaceOrderRequest order = Empty();
        order.Lines = [.. skus.Select(static sku => new OrderLine { Sku = sku, Count = 1 })];
        await client.PlaceOrderAsync(order, stop);
        PlaceOrderRequest other = Empty();
        other.Lines = [];
        foreach (string sku in skus)
        {
            other.Lines.Add(new OrderLine { Sku = sku });
        }

        await client.PlaceOrderAsync(/*!APIGEN1001*/other, stop);
        PlaceOrderRequest third = Empty();
        third.Lines = [new OrderLine { Sku = skus[0] }];
        return Ok(await client.PlaceOrderAsync(/*!APIGEN1001*/third, stop));
    }

    private static PlaceOrderRequest Empty() => new()
    {
        Code = "12345678",
        Pin = "1234",
        Slug = "abcdef",
        Kind = "ab",
        Marks = ["abcde", "fghij"],
        Ship = new() { City = "c", Zip = "z" },
        Ratio = -1,
        Level = 3,
        Express = false,
        Grid = [],
        Lines = [],
    };
}

public sealed class ShopWorker(ITcsasClient client, ConcurrentQueue<NewShop> queue) : BackgroundService
{
    private CreateMNPRequest? _last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        CreateMNPRequest template = new() { MNPType = "shop", MNPIcon = "icon" };
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!queue.TryDequeue(out NewShop? shop))
            {
                await Task.Delay(100, stoppingToken);
                continue;
            }

            template.MNPName = shop.Name;
            template.MNPIntro = shop.Intro ?? "None.";
            await client.CreateMNPAsync(template, stoppingToken);
        }
    }

    public async Task Retried(NewShop shop, CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPName = shop.Name, MNPType = shop.Type, MNPIntro = "i" };
        for (int attempt = 0; attempt < 3; attempt++)
        {
            request.MNPIcon ??= "icon" + attempt;
            try
            {
                await client.CreateMNPAsync(request, stop);
                break;
            }
            catch (ApiException) when (attempt < 2)
            {
                await Task.Delay(10, stop);
            }
        }
    }

    public async Task RetriedBadly(NewShop shop, CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPName = shop.Name, MNPType = shop.Type, MNPIntro = "i" };
        for (int attempt = 0; attempt < 3; attempt++)
        {
            if (attempt > 0)
            {
                request.MNPIcon ??= "icon";
            }

            await client.CreateMNPAsync(/*!APIGEN1001*/request, stop);
        }
    }

    public async Task Deserialized(string json, CancellationToken stop)
    {
        CreateMNPRequest? request = JsonSerializer.Deserialize<CreateMNPRequest>(json);
        if (request is null)
        {
            return;
        }

        await client.CreateMNPAsync(request, stop);
        _last = new() { MNPName = "nn" };
        _last.MNPType = "t";
        await client.CreateMNPAsync(_last, stop);
        await client.CreateMNPAsync(JsonSerializer.Deserialize<CreateMNPRequest>(json) ?? new(), stop);
    }

    public Task Built(Action<CreateMNPRequest> configure, CancellationToken stop)
    {
        CreateMNPRequest request = new();
        configure(request);
        return client.CreateMNPAsync(request, stop);
    }

    public Task Tapped(NewShop shop, CancellationToken stop) =>
        client.CreateMNPAsync(new CreateMNPRequest().Tap(request => request.MNPName = shop.Name), stop);

    public async Task Mapped(IEnumerable<NewShop> shops, CancellationToken stop)
    {
        foreach (CreateMNPRequest request in shops.Select(static shop => new CreateMNPRequest { MNPName = shop.Name }))
        {
            request.MNPType = "t";
            request.MNPIcon = "i";
            request.MNPIntro = "i";
            await client.CreateMNPAsync(request, stop);
        }

        await Task.WhenAll(shops.Select(shop => client.CreateMNPAsync(/*!APIGEN1001*/new() { MNPName = shop.Name, MNPType = shop.Type }, stop)));
        await Parallel.ForEachAsync(shops, stop, async (shop, token) =>
        {
            var request = new CreateMNPRequest { MNPName = shop.Name, MNPType = shop.Type, MNPIcon = shop.Icon ?? "i", MNPIntro = shop.Intro! };
            await client.CreateMNPAsync(request, token);
        });
    }

    public async Task Parsed(string text, CancellationToken stop)
    {
        ModifyQuotaRequest request = new() { Size = "small" };
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
        {
            request.Count = count;
        }

        if (request.Count is null)
        {
            throw new FormatException(text);
        }

        await client.ModifyQuotaAsync(request, stop);
    }

    public async Task ParsedBadly(string text, CancellationToken stop)
    {
        ModifyQuotaRequest request = new() { Size = "small" };
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
        {
            request.Count = count;
        }

        await client.ModifyQuotaAsync(/*!APIGEN1001*/request, stop);
    }

    public async Task Named(string? name, CancellationToken stop)
    {
        string? icon = default;
        int? size = default;
        if (name is { Length: > 3 })
        {
            icon = name;
            size = name.Length;
        }

        if (size is null)
        {
            return;
        }

        await client.CreateMNPAsync(new() { MNPName = name!, MNPType = "t", MNPIcon = icon!, MNPIntro = "i" }, stop);
    }

    public Task Optional(CancellationToken stop) => client.CreateMNPAsync(/*!APIGEN1001*/Shop("shop"), stop);

    public Task OptionalGiven(CancellationToken stop) => client.CreateMNPAsync(Shop("shop", "icon"), stop);

    public Task OptionalNumber(CancellationToken stop) => client.ModifyQuotaAsync(/*!APIGEN1001*/Quota(), stop);

    public Task OptionalNumberGiven(CancellationToken stop) => client.ModifyQuotaAsync(Quota(3), stop);

    public async Task Either(bool first, NewShop shop, CancellationToken stop)
    {
        CreateMNPRequest request;
        if (first)
        {
            request = new() { MNPName = shop.Name, MNPType = shop.Type, MNPIcon = "i", MNPIntro = "i" };
        }
        else
        {
            request = new() { MNPName = shop.Name };
            request.MNPType = shop.Type;
            (request.MNPIcon, request.MNPIntro) = ("i", "i");
        }

        await client.CreateMNPAsync(request, stop);
    }

    public async Task Logged(NewShop shop, ILogger log, CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPName = shop.Name, MNPType = shop.Type };
        log.LogInformation("Sending {Request}", request);
        if (log.IsEnabled(LogLevel.Debug))
        {
            request.MNPIntro = "debug";
        }

        await client.CreateMNPAsync(request, stop);
    }

    public async Task Counted(string[] names, CancellationToken stop)
    {
        ModifyQuotaRequest request = new() { Size = "small" };
        int count = 0;
        foreach (string name in names)
        {
            if (name.Length > 3)
            {
                count++;
            }
        }

        if (count > 0)
        {
            request.Count = count;
        }

        if (count == 0)
        {
            Console.WriteLine("nothing to do");
            return;
        }

        await client.ModifyQuotaAsync(request, stop);
    }

    private static CreateMNPRequest Shop(string name, string? icon = null) => new() { MNPName = name, MNPType = "t", MNPIcon = icon!, MNPIntro = "i" };

    private static ModifyQuotaRequest Quota(int? count = null) => new() { Size = "small", Count = count };
}

public static class ShopExtensions
{
    public static T Tap<T>(this T value, Action<T> action)
    {
        action(value);
        return value;
    }

    extension(CreateMNPRequest request)
    {
        public CreateMNPRequest WithDefaults()
        {
            request.MNPIcon ??= "i";
            request.MNPIntro ??= "i";
            return request;
        }

        public static CreateMNPRequest Named(string name) => new() { MNPName = name };
    }

    public static void Map(WebApplication app)
    {
        app.MapPost("/shops", async (NewShop shop, ITcsasClient client, CancellationToken stop) =>
        {
            CreateMNPRequest request = new CreateMNPRequest { MNPName = shop.Name, MNPType = shop.Type }.WithDefaults();
            return TypedResults.Ok(await client.CreateMNPAsync(request, stop));
        });
        app.MapPost("/shops/2", async (NewShop shop, ITcsasClient client, CancellationToken stop) =>
            TypedResults.Ok(await client.CreateMNPAsync(/*!APIGEN1001*/new() { MNPName = shop.Name, MNPType = shop.Type, MNPIcon = shop.Icon ?? "i" }, stop)));
        app.MapPost("/shops/3", async (string name, ITcsasClient client, CancellationToken stop) => await client.CreateMNPAsync(CreateMNPRequest.Named(name).WithDefaults(), stop));
        app.MapPost("/shops/4", (CreateMNPRequest request, ITcsasClient client, CancellationToken stop) => client.CreateMNPAsync(request, stop));
    }
}
