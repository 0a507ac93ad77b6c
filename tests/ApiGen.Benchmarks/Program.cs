using ApiGen.Benchmarks;
using BenchmarkDotNet.Running;

// "ratios" measures what the targets speak of, in minutes; anything else goes to BenchmarkDotNet, for close looks at one row.
if (args is ["ratios", ..])
{
    return RatioRun.Run(args[1..], Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(RatioRun).Assembly).Run(args);
return 0;
