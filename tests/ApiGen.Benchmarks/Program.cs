using ApiGen.Benchmarks;
using ApiGen.Benchmarks.Rows;
using BenchmarkDotNet.Running;

// "ratios" measures what the targets speak of, in minutes, "limits" those rows of it about kept limits whose names have a text in them, and "growth" how
// cost grows; "explorer" the API Explorer with a folder of specs, best a large one. What begins with a hyphen goes to BenchmarkDotNet, for close looks at
// one row.
switch (args)
{
    case ["ratios", ..]:
        return RatioRun.Run(args[1..], Console.Out);
    case ["limits", ..]:
        return RatioRun.Print([.. LimitRows.Measure(quick: false, args.ElementAtOrDefault(1))], Console.Out);
    case ["explorer", string folder]:
        return await ExplorerRun.RunAsync(folder, Console.Out);
    case ["growth"]:
        GrowthRun.Run(Console.Out);
        return 0;
    case [] or [['-', ..], ..]:
        BenchmarkSwitcher.FromAssembly(typeof(RatioRun).Assembly).Run(args);
        return 0;
    default:
        Console.WriteLine($"There is no command '{string.Join(' ', args)}'. Commands: ratios, limits, explorer, growth.");
        return 2;
}
