using System.Text.RegularExpressions;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Reads the table of error codes of a page.</summary>
internal static partial class PageErrors
{
    /// <summary>The codes in page order.</summary>
    /// <param name="lines">The section.</param>
    /// <param name="isWhole">Whether the page goes on behind the section.</param>
    /// <param name="unread">Takes a word at the end of a page, which may be a code that was cut.</param>
    /// <param name="isThere">Whether the section says which codes there are, if only that there is none.</param>
    public static IReadOnlyList<ErrorModel> Read(IReadOnlyList<PageLine> lines, bool isWhole, ICollection<PageLine> unread, out bool isThere)
    {
        List<ErrorModel> errors = [];
        bool awaitsDescription = false;
        PageLine? word = null;
        foreach (PageLine line in lines)
        {
            string row = line.Text.Trim().TrimStart('|'), text = row.Trim('|').Trim();
            bool isRow = row.Contains('|', StringComparison.Ordinal) || line.Text.Contains('\t', StringComparison.Ordinal);
            word = text.Length == 0 ? word : !isRow && !awaitsDescription && Word().IsMatch(text) ? line with { Text = text } : null;
            Match match = Row().Match(text);
            if (match.Success && IsCode(match.Groups["code"].Value, awaitsDescription))
            {
                string code = match.Groups["code"].Value;
                string description = DocumentText.Plain(match.Groups["description"].Value);
                awaitsDescription = description.Length == 0 && !isRow;
                if (errors.All(error => error.Code != code))
                {
                    errors.Add(new ErrorModel(code, description == code ? "" : description));
                }
            }
            else if (awaitsDescription && text.Length > 0 && errors.Count > 0)
            {
                // A browser copies the two cells of a row on two lines.
                string description = DocumentText.Plain(text);
                errors[^1] = errors[^1] with { Summary = description == errors[^1].Code ? "" : description };
                awaitsDescription = false;
            }
        }

        if (word is not null && !isWhole)
        {
            unread.Add(word);
            errors.RemoveAll(error => error.Code == word.Text);
        }

        isThere = errors.Count > 0 || lines.Any(line => None().IsMatch(line.Text));
        return [.. errors.Select(error => error.Summary.Length > 0 ? error : error with { Summary = DocumentText.FromCode(error.Code) })];
    }

    // Plain words such as "Feedback" stand around the table; a code has several capitals or a dot.
    // On the line after a code without description, the same code again is its description.
    private static bool IsCode(string code, bool awaitsDescription) => !awaitsDescription && CodeForm().IsMatch(code);

    [GeneratedRegex(@"^[A-Za-z][\w.]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\bno(?:t|ne)?\b|无|無|没有|沒有", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex None();

    [GeneratedRegex(@"^(?<code>[A-Za-z][\w.]*)(?:[\s|]+(?<description>.*))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Row();

    [GeneratedRegex(@"^[A-Z]\w*\.[\w.]+$|^[A-Z][a-z]+[A-Z]\w*$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();
}
