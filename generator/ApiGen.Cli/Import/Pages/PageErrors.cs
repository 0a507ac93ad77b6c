using System.Text.RegularExpressions;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Reads the table of error codes of a page.</summary>
internal static partial class PageErrors
{
    /// <summary>The codes in page order.</summary>
    public static IReadOnlyList<ErrorModel> Read(IReadOnlyList<PageLine> lines)
    {
        List<ErrorModel> errors = [];
        bool awaitsDescription = false;
        foreach (string text in lines.Select(line => line.Text.Trim().Trim('|').Trim()))
        {
            Match match = Row().Match(text);
            if (match.Success && IsCode(match.Groups["code"].Value, awaitsDescription))
            {
                string code = match.Groups["code"].Value;
                string description = DocumentText.Plain(match.Groups["description"].Value);
                awaitsDescription = description.Length == 0;
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

        return [.. errors.Select(error => error.Summary.Length > 0 ? error : error with { Summary = DocumentText.FromCode(error.Code) })];
    }

    // Plain words such as "Feedback" stand around the table; a code has several capitals or a dot.
    // On the line after a code without description, the same code again is its description.
    private static bool IsCode(string code, bool awaitsDescription) => !awaitsDescription && CodeForm().IsMatch(code);

    [GeneratedRegex(@"^(?<code>[A-Za-z][\w.]*)(?:[\s|]+(?<description>.*))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Row();

    [GeneratedRegex(@"^[A-Z]\w*\.[\w.]+$|^[A-Z][a-z]+[A-Z]\w*$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();
}
