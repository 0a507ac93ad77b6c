using System.Text.RegularExpressions;

namespace ApiGen.Cli.Import.Pages;

/// <summary>The parts of a documentation page, each as its lines with their numbers.</summary>
internal sealed partial class PageSections
{
    private readonly Dictionary<PageSection, List<PageLine>> _sections = [];

    /// <summary>Divides a page by its headings, English or Chinese. Where they are numbered, a title without a number is a line like others.</summary>
    public PageSections(IReadOnlyList<PageLine> lines)
    {
        Match[] headings = [.. lines.Select(line => Heading().Match(line.Text.Trim()))];
        bool isNumbered = headings.Any(heading => heading.Groups["number"].Success);
        int last = Array.FindLastIndex(headings, heading => IsHeading(heading, isNumbered));
        PageSection current = PageSection.Head;
        for (int i = 0; i < lines.Count; i++)
        {
            if (IsHeading(headings[i], isNumbered))
            {
                current = Section(headings[i].Groups["title"].Value);
                if (!_sections.TryAdd(current, []) && current is PageSection.Input or PageSection.Output)
                {
                    Repeated ??= lines[i];
                }
            }
            else if (i > last && Footer().IsMatch(lines[i].Text.Trim()))
            {
                current = PageSection.Footer;
                _sections.TryAdd(current, []);
            }
            else
            {
                if (!_sections.TryGetValue(current, out List<PageLine>? list))
                {
                    _sections.Add(current, list = []);
                }

                list.Add(lines[i]);
            }
        }
    }

    /// <summary>The heading of a table of parameters that was there before, as where a page was pasted twice; null when there is none.</summary>
    public PageLine? Repeated { get; }

    /// <summary>The lines of a section; empty when the page has none.</summary>
    public IReadOnlyList<PageLine> this[PageSection section] => _sections.TryGetValue(section, out List<PageLine>? lines) ? lines : [];

    /// <summary>Whether the page has the section, if only its heading.</summary>
    public bool Has(PageSection section) => _sections.ContainsKey(section);

    private static bool IsHeading(Match match, bool isNumbered) => match.Success && (match.Groups["number"].Success || !isNumbered);

    private static PageSection Section(string title) => title.ToLowerInvariant() switch
    {
        "api description" or "接口描述" or "接口說明" or "接口说明" => PageSection.Description,
        "input parameters" or "request parameters" or "输入参数" or "輸入參數" or "请求参数" => PageSection.Input,
        "output parameters" or "response parameters" or "输出参数" or "輸出參數" => PageSection.Output,
        "example" or "examples" or "sample" or "samples" or "示例" => PageSection.Examples,
        "error code" or "error codes" or "错误码" or "錯誤碼" => PageSection.Errors,
        _ => PageSection.Other,
    };

    [GeneratedRegex(@"^(?<number>\d+\s*[.、．]\s*)?(?<title>API Description|Input Parameters|Request Parameters|Output Parameters|Response Parameters|Examples?|Samples?|Developer Resources|Error Codes?|接口描述|接口说明|接口說明|输入参数|輸入參數|请求参数|输出参数|輸出參數|示例|开发者资源|開發者資源|错误码|錯誤碼)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:Was this page helpful\?|(?:上一篇|下一篇|上一頁|下一頁)\s*[:：].*|Contact Us|文档内容是否对您有帮助？?|Help and Support|帮助和支持)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Footer();
}
