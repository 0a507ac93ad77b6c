using ApiGen.Benchmarks.Measuring;
using ApiGen.Benchmarks.Rows;

namespace ApiGen.Benchmarks;

/// <summary>Measures every row in one run and compares it with its target.</summary>
internal static class RatioRun
{
    private sealed record Section(string Name, bool IsQuick, Func<bool, IEnumerable<RatioRow>> Measure);

    private static readonly Section[] Sections =
    [
        new("call", true, CallRows.Measure),
        new("signing", true, SigningRows.Measure),
        new("json", true, JsonRows.Measure),
        new("throttle", true, ThrottleRows.Measure),
        new("waiting", true, WaitingRows.Measure),
        new("generator", true, GeneratorRows.Measure),
        new("start", false, StartRows.Measure),
    ];

    /// <summary>Runs the sections that the arguments name, all when they name none.</summary>
    /// <param name="arguments"><c>--quick</c> for the rows that take seconds; names of sections.</param>
    /// <param name="output">Where the table goes.</param>
    /// <returns>0 when every target is met.</returns>
    internal static int Run(string[] arguments, TextWriter output)
    {
        bool quick = arguments.Contains("--quick");
        string[] names = [.. arguments.Where(argument => argument != "--quick")];
        string? unknown = names.FirstOrDefault(name => Sections.All(section => section.Name != name));
        if (unknown is not null)
        {
            output.WriteLine($"There is no section '{unknown}'. Sections: {string.Join(", ", Sections.Select(section => section.Name))}.");
            return 2;
        }

        List<RatioRow> rows = [];
        foreach (Section section in Sections.Where(section => names.Length == 0 ? section.IsQuick || !quick : names.Contains(section.Name)))
        {
            rows.AddRange(section.Measure(quick));
        }

        return Print(rows, output);
    }

    /// <summary>Prints rows and how many of them miss their target.</summary>
    /// <returns>0 when every target is met.</returns>
    internal static int Print(IReadOnlyList<RatioRow> rows, TextWriter output)
    {
        RatioTable.Print(rows, output);
        int missed = rows.Count(row => row.IsMet == false);
        output.WriteLine(missed == 0 ? "Every target is met." : $"{missed} targets are missed.");
        return missed == 0 ? 0 : 1;
    }
}
