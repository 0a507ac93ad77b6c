using ApiGen.Benchmarks;
using BenchmarkDotNet.Running;

// "ratios" measures what the targets speak of, in minutes, and "growth" how cost grows; anything else goes to BenchmarkDotNet, for
// close looks at one row.
if (args is ["ratios", ..])
{
    return RatioRun.Run(args[1..], Console.Out);
}

if (args is ["growth"])
{
    GrowthRun.Run(Console.Out);
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(RatioRun).Assembly).Run(args);
return 0;
