using System.Text.RegularExpressions;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Import.Pages;

/// <summary>
/// Reads a service's page "Data Types": for each type its name, what it is, the actions that use it, and a table of its members. The page
/// does not name the service; the actions tell it.
/// </summary>
internal sealed partial class DataTypesPage
{
    /// <summary>What notes on the page are about, where it is no single type.</summary>
    public const string About = "data types";

    // A name stands above its description, which has few lines.
    private const int MostLinesAbove = 8;

    private readonly string _path;
    private readonly PageLine[] _lines;
    private readonly bool _endsInTable;
    private readonly List<ImportNote> _notes = [];
    private readonly Dictionary<(string Type, string Name), int> _places = [];
    private readonly HashSet<string> _referenced = new(StringComparer.Ordinal);

    private DataTypesPage(string path, string content)
    {
        _path = path;
        _endsInTable = PageText.EndsInTable(path, content);
        _lines = [.. PageText.Lines(path, content).Where(line => line.IsFilled)];
    }

    /// <summary>Whether a text is such a page: it has its title near its beginning, and no section of an action's page.</summary>
    public static bool Is(string path, string content)
    {
        IReadOnlyList<PageLine> lines = PageText.Lines(path, content);
        return lines.Any(line => Title().IsMatch(line.Text.Trim())) && !new PageSections(lines).Has(PageSection.Input);
    }

    /// <summary>Reads a page.</summary>
    /// <param name="path">The page's name in errors.</param>
    /// <param name="content">The page, in the forms that <see cref="PageReader"/> takes.</param>
    /// <param name="services">The services that are known, one of which has the actions that the page names.</param>
    /// <exception cref="ImportException">The page names no type, or actions of no service that is known.</exception>
    public static ImportedService Read(string path, string content, IEnumerable<ServiceModel> services) => new DataTypesPage(path, content).ReadService([.. services]);

    private ImportedService ReadService(ServiceModel[] services)
    {
        int[] headers = [.. Enumerable.Range(0, _lines.Length).Where(index => PageTable.Columns(_lines[index]) is not null)];
        if (headers.Length == 0)
        {
            List<PageGap> gaps = [];
            Rows(_lines, gaps);
            throw gaps.Count > 0 ? new ImportException(_path, gaps[0].Line, 1, $"{gaps[0].What} {gaps[0].Why}.") : new ImportException(_path, 1, 1, "this page of data types has no table of members. Save the whole page.");
        }

        if (_endsInTable)
        {
            _notes.Add(ImportNote.Cut(About, _path, "the end of the last table"));
        }

        HashSet<string> actions = [.. _lines.Select(line => UsedBy().Match(line.Text)).Where(match => match.Success).SelectMany(match => Word().Matches(match.Groups["actions"].Value)).Select(match => match.Value)];
        ServiceModel service = services
            .Select(known => (Service: known, Hits: known.Actions.Count(action => actions.Contains(action.Name))))
            .Where(known => known.Hits > 0)
            .OrderByDescending(known => known.Hits)
            .Select(known => known.Service)
            .FirstOrDefault()
            ?? throw new ImportException(_path, 1, 1, $"this page of data types does not name its service, and the specs have none of the actions that it names ({string.Join(", ", actions.Take(3))}). Import the page of one of them with it.");
        _referenced.UnionWith(service.Types.Select(type => type.Name).Concat(service.Actions.SelectMany(action => action.Request.Concat(action.Response)).Select(member => member.Type.ObjectName).OfType<string>()));
        _referenced.UnionWith(headers.SelectMany((header, index) => Rows(_lines[header..End(headers, index)], [])).Select(row => PageTypes.Read(row.Type).Type.ObjectName).OfType<string>());
        TypeModel[] types = [.. Types(headers)];
        HashSet<string> known = [.. types.Select(type => type.Name), .. service.Types.Select(type => type.Name)];
        types = [.. types.Select(type => type with { Members = type.Members.Where(member => IsKnown(type, member, known)).ToEquatableArray() }).OrderBy(type => type.Name, StringComparer.Ordinal)];
        return new ImportedService(service with { Types = types.ToEquatableArray(), Actions = EquatableArray<ActionModel>.Empty }, null, IsPartial: true, _notes) { DescribesTypes = true };
    }

    private IEnumerable<TypeModel> Types(int[] headers)
    {
        int[] names = [.. headers.Select((header, index) => NameAbove(header, index == 0 ? 0 : headers[index - 1] + 1))];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < headers.Length; i++)
        {
            int end = i + 1 < headers.Length && names[i + 1] >= 0 ? names[i + 1] : End(headers, i);
            if (names[i] < 0)
            {
                Gap(_lines[headers[i]].Number, "the table", "has no name above it that is certainly one of a type");
            }
            else if (seen.Add(Name(names[i])))
            {
                yield return Type(names[i], headers[i], end);
            }
            else
            {
                Gap(_lines[names[i]].Number, $"the second table of the type {Name(names[i])}", "follows another one");
            }
        }
    }

    private TypeModel Type(int name, int header, int end)
    {
        List<PageGap> gaps = [];
        IReadOnlyList<PageRow> rows = Rows(_lines[header..end], gaps);
        _notes.AddRange(gaps.Select(gap => ImportNote.Gap(About, _path, gap.Line, $"{gap.What} of the type {Name(name)} {gap.Why}")));
        foreach (PageRow row in rows)
        {
            _places.Add((Name(name), row.Name), row.Line);
        }

        if (rows.Count == 0 && gaps.Count == 0)
        {
            Gap(_lines[header].Number, $"the table of the type {Name(name)}", "has no row that could be read");
        }

        return new TypeModel
        {
            Name = Name(name),
            Summary = DocumentText.Line(string.Join(' ', _lines[(name + 1)..header].Select(line => line.Text.Trim()).Where(text => !UsedBy().IsMatch(text)))),
            Members = rows.Select(row => PageReader.ReadMember(row, isSent: row.IsRequired is not null)).ToEquatableArray(),
        };
    }

    // The nearest line above that is a name alone, and one that something refers to before any other.
    private int NameAbove(int header, int first)
    {
        int[] candidates =
        [
            .. Enumerable.Range(1, MostLinesAbove).Select(up => header - up)
                .Where(index => index >= first && TypeName().IsMatch(Name(index)) && NameCheck.TypeFault(Name(index)) is null && !Title().IsMatch(Name(index))),
        ];

        // What stands right below a table may be a row of it that has lost its cells.
        int name = candidates.FirstOrDefault(index => _referenced.Contains(Name(index)), candidates.Length == 1 || (candidates.Length > 1 && !IsBelowRow(candidates[^1])) ? candidates[^1] : -1);

        // The description of a type may be its name alone.
        return name > first && Name(name - 1) == Name(name) ? name - 1 : name;
    }

    private bool IsBelowRow(int index) => index > 0 && _lines[index - 1].Cells is not { Count: 0 } && _lines[index].Number == _lines[index - 1].Number + 1;

    private string Name(int index) => _lines[index].Text.Trim();

    private int End(int[] headers, int index) => index + 1 == headers.Length ? _lines.Length : headers[index + 1];

    private IReadOnlyList<PageRow> Rows(PageLine[] lines, List<PageGap> gaps) => PageTable.Read(_path, [.. lines.TakeWhile(line => !Footer().IsMatch(line.Text.Trim()))], _ => true, gaps);

    private bool IsKnown(TypeModel type, MemberModel member, HashSet<string> known)
    {
        if (member.Type.ObjectName is not { } name || known.Contains(name))
        {
            return true;
        }

        Gap(_places[(type.Name, member.Name)], $"the member '{member.Name}' of the type {type.Name}", $"is of the type '{name}', which the page does not describe");
        return false;
    }

    private void Gap(int line, string what, string why) =>
        _notes.Add(ImportNote.Gap(About, _path, line, $"{what} {why} and is not imported"));

    [GeneratedRegex("^(?:Data Types?|数据结构|資料結構|數據結構)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"^(?:Used by actions?|被如下接口引用|被以下接口引用)\s*[:：]\s*(?<actions>.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UsedBy();

    [GeneratedRegex(@"[A-Za-z]\w*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?!(?:Yes|No)$)[A-Za-z]\w*$", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^(?:Was this page helpful\?|Contact Us|文档内容是否对您有帮助？?|Help and Support|帮助和支持)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Footer();
}
