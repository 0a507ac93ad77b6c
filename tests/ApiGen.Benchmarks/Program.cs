using ApiGen.Benchmarks;
using ApiGen.Benchmarks.Rows;
using BenchmarkDotNet.Running;

// "ratios" measures what the targets speak of, in minutes, "limits" those rows of it about kept limits whose names have a text in them, and "growth" how
// cost grows; anything else goes to BenchmarkDotNet, for
// close looks at one row.
if (args is ["ratios", ..])
{
    return RatioRun.Run(args[1..], Console.Out);
}

if (args is ["limits", ..])
{
    return RatioRun.Print([.. LimitRows.Measure(quick: false, args.ElementAtOrDefault(1))], Console.Out);
}

// The API Explorer with a folder of specs, best a large one.
if (args is ["explorer", var folder])
{
    return await ExplorerRun.RunAsync(folder, Console.Out);
}

if (args is ["growth"])
{
    GrowthRun.Run(Console.Out);
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(RatioRun).Assembly).Run(args);
return 0;
