namespace Storefront.Kinds;

public enum Level
{
    Low = 1,
    Odd = 3,
}

/// <summary>Constants in all the ways in which they get to a member.</summary>
public sealed class Constants
{
    private const bool IsTrial = false;
    private const string Prefix = "shop-";

    public static ModifyQuotaRequest Casts() => new() { Count = (long)100.9, Level = (long)Level.Low, Factor = 1.5f };

    public static ModifyQuotaRequest WrongCasts() => new() { Count = /*!APIGEN1002*/(long)0.9, Level = /*!APIGEN1002*/(long)Level.Odd };

    public static ModifyQuotaRequest Wrapped() => new() { Count = unchecked((byte)356), Offset = ulong.MaxValue };

    public static ModifyQuotaRequest Written() => new() { Count = /*!APIGEN1002*/1_000, Factor = /*!APIGEN1002*/double.PositiveInfinity, Slots = [0x9, /*!APIGEN1002*/-1] };

    public static CreateMNPRequest Lines() => new()
    {
        MNPName = /*!APIGEN1002*/"""
            a name of several lines
            that is too long
            """,
    };

    public static ModifyQuotaRequest Joined(string rest) => new() { Label = Prefix + rest, Size = /*!APIGEN1002*/rest + "ish" };

    public static ModifyQuotaRequest Interpolated(string rest, int number) => new() { Label = /*!APIGEN1002*/$"{Prefix}Upper", Size = $"{rest}", Password = $"{number:D20}" };

    public static void Later(ModifyQuotaRequest request, string? size)
    {
        request.Size ??= /*!APIGEN1002*/"huge";
        request.Label ??= "a-1";
        (request.Size, request.Count) = (/*!APIGEN1002*/"tiny", /*!APIGEN1002*/0);
        (request.Size, (request.Count, request.Label)) = ("small", (5, /*!APIGEN1002*/"Upper"));
        (request.Size, request.Label) = (request.Label, request.Size);
        request.Size = size ?? /*!APIGEN1002*/"big";
        request.Count = 50;
        request.Count *= 3;
    }

    public static ModifyQuotaRequest Chosen(bool big, int number) => new()
    {
        Size = big ? "large" : /*!APIGEN1002*/"big",
        Level = number switch { > 10 => /*!APIGEN1002*/5, > 5 => 2, _ => 1 },
        Count = IsTrial ? 0 : 1,
        Label = IsTrial ? /* never */ "Trial" : "paid",
    };

    public static void Lists(ModifyQuotaRequest request, string[] more)
    {
        request.Tags = [.. more, "a"];
        request.Tags = /*!APIGEN1002*/["a", "b", "c", "d", .. more];
        request.Tags = [.. more, /*!APIGEN1002*/"far too long"];
        request.Tags = new List<string>(8) { "a" };
        request.Tags = /*!APIGEN1002*/Array.Empty<string>();
        request.Tags = /*!APIGEN1002*/new string[0];
        request.Tags = /*!APIGEN1002*/new string[5];
        request.Tags = new List<string>();
        request.Tags = Enumerable.Empty<string>().ToList();
        request.Tags = /*!APIGEN1002*/new[] { "a", "b", "c", "d" }.ToList();
        request.Tags = more.ToList();
        request.Tags = [.. more.Take(3)];
    }

    public static void Elements(ModifyQuotaRequest request, string[] more)
    {
        request.Tags ??= [];
        request.Tags.Add(/*!APIGEN1002*/"");
        request.Tags.Insert(0, /*!APIGEN1002*/"far too long");
        request.Tags[0] = /*!APIGEN1002*/"far too long";
        request.Tags[0] = "short";
        request.Tags.Remove("far too long");
        request.Tags.Contains("far too long");
        request.Tags.Add(more[0]);
    }

    public static Task Empty(ITcsasClient client, CancellationToken stop) =>
        client.ModifyQuotaAsync(new ModifyQuotaRequest { Size = "small", Count = 1, Tags = /*!APIGEN1002*/Array.Empty<string>() }, stop);

    public static ModifyQuotaRequest Named() => new() { Label = /*!APIGEN1002*/nameof(ModifyQuotaRequest), Count = /*!APIGEN1002*/default(long) };

    public static CreateMNPRequest Nothing() => new() { MNPName = /*!APIGEN1002*/string.Empty, TeamId = string.Empty };

    public static bool Compared(ModifyQuotaRequest request) => request is { Size: "huge" } || request.Size == "huge" || request.Count is 0 or > 100;
}
