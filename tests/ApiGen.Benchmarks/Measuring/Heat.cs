namespace ApiGen.Benchmarks.Measuring;

/// <summary>
/// Measures contenders in turns: many short rounds, all contenders in each round, in another order every time. What a noisy
/// machine does to one round it does to all contenders alike, and medians leave out the rounds that were hit.
/// </summary>
internal sealed class Heat
{
    private readonly Contender[] _contenders;
    private readonly int[] _operations;
    private readonly List<Cost>[] _rounds;

    private Heat(Contender[] contenders)
    {
        _contenders = contenders;
        _operations = new int[contenders.Length];
        _rounds = [.. contenders.Select(_ => new List<Cost>())];
    }

    /// <summary>Warms up and measures.</summary>
    /// <param name="rounds">How many rounds; odd, so that the median is one of them.</param>
    /// <param name="roundTime">How long one contender takes in one round.</param>
    /// <param name="contenders">What is compared.</param>
    internal static Heat Run(int rounds, TimeSpan roundTime, params Contender[] contenders) => Run(rounds, roundTime, 8, contenders);

    /// <summary>Warms up in a number of passes, each of at least one operation, and measures.</summary>
    internal static Heat Run(int rounds, TimeSpan roundTime, int warmUpPasses, params Contender[] contenders)
    {
        Heat heat = new(contenders);
        heat.WarmUp(roundTime, warmUpPasses);
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < contenders.Length; turn++)
            {
                heat.Measure((round + turn) % contenders.Length);
            }
        }

        return heat;
    }

    /// <summary>The median cost of one operation.</summary>
    internal Cost MedianOf(Contender contender)
    {
        List<Cost> rounds = RoundsOf(contender);
        return new Cost(Median(rounds.Select(cost => cost.Nanoseconds)), Median(rounds.Select(cost => cost.Bytes)));
    }

    /// <summary>The median over the rounds of how much more CPU time one contender takes than another in the same round.</summary>
    internal double TimeRatio(Contender ours, Contender compared) =>
        Median(RoundsOf(ours).Zip(RoundsOf(compared), static (left, right) => left.Nanoseconds / right.Nanoseconds));

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private List<Cost> RoundsOf(Contender contender) => _rounds[Array.IndexOf(_contenders, contender)];

    /// <summary>
    /// Runs everything until the just-in-time compiler has nothing left to improve: it recompiles in the background, some time
    /// after a method was called often. Then finds out how many operations fill a round.
    /// </summary>
    private void WarmUp(TimeSpan roundTime, int passes)
    {
        for (int pass = 0; pass < passes; pass++)
        {
            foreach (Contender contender in _contenders)
            {
                RunFor(contender, TimeSpan.FromMilliseconds(25));
            }

            Thread.Sleep(110);
        }

        for (int i = 0; i < _contenders.Length; i++)
        {
            double nanoseconds = RunFor(_contenders[i], TimeSpan.FromMilliseconds(20));
            _operations[i] = (int)Math.Clamp(roundTime.TotalNanoseconds / nanoseconds, 1, _contenders[i].MostOperations);
        }
    }

    private static double RunFor(Contender contender, TimeSpan time)
    {
        long start = ThreadClock.Nanoseconds;
        int operations = 0;
        int batch = Math.Min(1, contender.MostOperations);
        while (ThreadClock.Nanoseconds - start < time.TotalNanoseconds)
        {
            contender.Run(batch);
            contender.Tidy();
            operations += batch;
            batch = Math.Min(batch * 2, Math.Min(256, contender.MostOperations));
        }

        return (double)(ThreadClock.Nanoseconds - start) / operations;
    }

    private void Measure(int index)
    {
        Contender contender = _contenders[index];
        int operations = _operations[index];
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long time = ThreadClock.Nanoseconds;
        contender.Run(operations);
        time = ThreadClock.Nanoseconds - time;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        contender.Tidy();
        _rounds[index].Add(new Cost((double)time / operations, (double)bytes / operations));
    }
}
