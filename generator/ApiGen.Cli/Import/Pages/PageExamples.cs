using System.Text;
using System.Text.RegularExpressions;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Finds the example calls of a page.</summary>
internal static partial class PageExamples
{
    /// <summary>The examples in page order.</summary>
    /// <param name="lines">The section of examples.</param>
    /// <param name="gaps">Takes in those that have an output, and nothing that is marked as their input.</param>
    public static IReadOnlyList<ExampleText> Read(IReadOnlyList<PageLine> lines, ICollection<PageGap> gaps)
    {
        int start = 0;
        List<ExampleText> examples = [];
        StringBuilder input = new();
        StringBuilder output = new();
        StringBuilder? current = null;
        string title = "";
        foreach (PageLine line in lines)
        {
            string text = line.Text.Trim();
            if (TitleLine().Match(text) is { Success: true } heading)
            {
                Finish();
                title = heading.Groups["title"].Value.Trim();
                start = line.Number;
                current = null;
            }
            else if (InputLine().IsMatch(text))
            {
                if (output.Length > 0)
                {
                    Finish();
                }

                start = start == 0 ? line.Number : start;
                current = input;
            }
            else if (OutputLine().IsMatch(text))
            {
                start = start == 0 ? line.Number : start;
                current = output;
            }
            else
            {
                current?.Append(line.Text.Replace('\t', ' ')).Append('\n');
            }
        }

        Finish();
        return examples;

        void Finish()
        {
            if (input.Length > 0)
            {
                examples.Add(new ExampleText(title, input.ToString(), output.ToString()) { Line = start });
            }
            else if (output.Length > 0)
            {
                gaps.Add(new PageGap(start, "an example", "was left out (nothing says where its request begins, which 'Input Example' (输入示例) does)"));
            }

            input.Clear();
            output.Clear();
            start = 0;
        }
    }

    [GeneratedRegex(@"^(?:Example|Sample|示例)\s*\d+[\s.:：、]*(?<title>.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TitleLine();

    [GeneratedRegex(@"^(?:Input (?:Example|Sample)|Sample Input|Request Example|输入示例|輸入示例)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InputLine();

    [GeneratedRegex(@"^(?:Output (?:Example|Sample)|Sample Output|Response Example|输出示例|輸出示例)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OutputLine();
}
