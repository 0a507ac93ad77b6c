using System.Globalization;

namespace ApiGen.Emulator.Tests.Arrivals;

public sealed class ArrivalStatisticsTests
{
    [Fact]
    public void Nothing_arrived_counts_as_nothing()
    {
        Assert.Equal(new ArrivalStatistics(0, 0, 0), ArrivalStatistics.From([]));
    }

    [Fact]
    public void Arrivals_exactly_a_second_apart_do_not_share_a_window()
    {
        Assert.Equal(1, ArrivalStatistics.From(At(0, 1000, 2000)).LargestInOneSecond);
        Assert.Equal(2, ArrivalStatistics.From(At(0, 999.9999, 2000)).LargestInOneSecond);
    }

    [Fact]
    public void The_fullest_window_is_found_wherever_it_starts()
    {
        // Whole seconds hold at most three; the second from 0.6 on holds five.
        Assert.Equal(5, ArrivalStatistics.From(At(600, 700, 900, 1100, 1599, 1600, 100)).LargestInOneSecond);
    }

    [Fact]
    public void Windows_of_other_lengths_are_counted_too()
    {
        Assert.Equal(3, ArrivalStatistics.LargestInAny(TimeSpan.FromSeconds(15), At(0, 14_999, 15_000, 29_998, 60_000)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArrivalStatistics.LargestInAny(TimeSpan.Zero, At(0)));
    }

    [Fact]
    public void The_sustained_rate_is_that_of_the_whole_seconds_after_the_first_arrival()
    {
        // 20 a second for 2.5 seconds: 40 in the first two.
        double[] times = [.. Enumerable.Range(0, 51).Select(i => 500 + (i * 50.0))];

        ArrivalStatistics statistics = ArrivalStatistics.From(At(times));

        Assert.Equal(51, statistics.Total);
        Assert.Equal(20, statistics.SustainedPerSecond);
    }

    [Fact]
    public void Less_than_a_second_sustains_nothing()
    {
        Assert.Equal(0, ArrivalStatistics.From(At(0, 1, 2, 999)).SustainedPerSecond);
    }

    [Fact]
    public void It_prints_as_one_line_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            Assert.Equal(
                "arrivals: 3, largest in any one second: 2, sustained: 1.50/s",
                (ArrivalStatistics.From(At(0, 100, 1000)) with { SustainedPerSecond = 1.5 }).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<ApiArrival> At(params double[] milliseconds) => milliseconds.Select(static time => new ApiArrival
    {
        At = TimeSpan.FromMilliseconds(time),
        Action = "CreateMNP",
        Host = "tcsas.intl.tencentcloudapi.com",
    });
}
