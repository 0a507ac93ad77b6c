using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ApiGen.Catalog;

/// <summary>Measures time and memory of the largest service, each in a process of its own.</summary>
internal static class Measurement
{
    private const double MaxRatio = 1.25;
    private const double MaxMegabytes = 400;
    private const int Rounds = 3;

    /// <summary>Measures a model after another has paid for the compiler's start.</summary>
    public static int Run(string model, string warmUp)
    {
        Once(ServiceCompilation.Import(warmUp));
        ServiceCompilation service = ServiceCompilation.Import(model);
        double generated = double.MaxValue;
        double compiled = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            (double withGenerator, double alone) = Once(service);
            generated = Math.Min(generated, withGenerator);
            compiled = Math.Min(compiled, alone);
        }

        double ratio = generated / compiled;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Largest service ({service.Imported.Service.Name}, {service.Imported.Service.Actions.Count} actions): {generated:F2} s with the generator, {compiled:F2} s for the compiler alone, ratio {ratio:F2} (wanted: at most {MaxRatio:F2}; {Verdict(ratio <= MaxRatio)})."));
        return 0;
    }

    /// <summary>Takes the memory of one build of a model, from its specs to an assembly on disk, as the compiler writes it.</summary>
    public static int RunMemory(string model)
    {
        Compilation build = ServiceCompilation.Import(model).Generate(out _);
        string path = Path.GetTempFileName();
        bool succeeds;
        IReadOnlyList<string> errors;
        using (FileStream image = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose))
        {
            succeeds = ServiceCompilation.Emit(build, image, out errors);
        }

        if (!succeeds)
        {
            Console.WriteLine("The build failed: " + string.Join('\n', errors.Take(3)));
            return 1;
        }

        using Process self = Process.GetCurrentProcess();
        double megabytes = self.PeakWorkingSet64 / 1048576.0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Peak memory of that build: {megabytes:F0} MB (wanted: at most {MaxMegabytes:F0} MB; {Verdict(megabytes <= MaxMegabytes)})."));
        return 0;
    }

    // Times and memory depend on the machine and on what else it does: they are told, and decide nothing.
    private static string Verdict(bool isMet) => isMet ? "met" : "missed";

    private static (double WithGenerator, double Alone) Once(ServiceCompilation service)
    {
        long start = Stopwatch.GetTimestamp();
        Compilation output = service.Generate(out _);
        ServiceCompilation.Emit(output, out _);
        double withGenerator = Stopwatch.GetElapsedTime(start).TotalSeconds;
        string[] sources = [.. output.SyntaxTrees.Select(tree => tree.ToString())];
        start = Stopwatch.GetTimestamp();
        ServiceCompilation.Emit(ServiceCompilation.Parse(sources), out _);
        return (withGenerator, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
