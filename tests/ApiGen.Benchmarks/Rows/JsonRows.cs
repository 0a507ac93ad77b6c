using ApiGen.Benchmarks.Measuring;

namespace ApiGen.Benchmarks.Rows;

/// <summary>Writing and reading beside System.Text.Json with source generation.</summary>
internal static class JsonRows
{
    internal static IEnumerable<RatioRow> Measure(bool quick)
    {
        Writing small = new();
        Writing large = new() { Large = true };
        ReadingSmall reading = new();
        ReadingList list = new();
        return
        [
            .. Compare("write small request", quick ? 101 : 401, 2, small.Generated, small.SystemTextJson),
            .. Compare("write 1 MB request", quick ? 41 : 201, 8, large.Generated, large.SystemTextJson),
            .. Compare("read small response", quick ? 101 : 401, 2, reading.Generated, reading.SystemTextJson),
            .. Compare("read 1 MB list", quick ? 41 : 201, 20, list.Generated, list.SystemTextJson),
        ];
    }

    private static IEnumerable<RatioRow> Compare<T>(string name, int rounds, int milliseconds, Func<T> ours, Func<T> compared)
    {
        Contender left = Contender.Of("generated", ours);
        Contender right = Contender.Of("System.Text.Json", compared);
        Heat heat = Heat.Run(rounds, TimeSpan.FromMilliseconds(milliseconds), left, right);
        yield return RatioRow.Time(name + ", CPU", heat, left, right, 1);
        yield return RatioRow.Bytes(name + ", bytes", heat, left, right, 1);
    }
}
