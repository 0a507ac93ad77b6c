using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.Explorer;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Reads the documentation page of one action into a service with that action.</summary>
internal sealed partial class PageReader
{
    private const string LastOutput = "RequestId";

    private const char AnyValue = ' ';

    private readonly string _path;
    private readonly PageSections _sections;
    private readonly bool _endsInTable;
    private readonly List<ImportNote> _notes = [];
    private ILookup<string, PageRow> _rowsByType = Array.Empty<PageRow>().ToLookup(row => row.Type);

    private PageReader(string path, string content)
    {
        _path = path;
        _sections = new PageSections(PageText.Lines(path, content));
        _endsInTable = PageText.EndsInTable(path, content);
    }

    /// <summary>Whether a text is such a page, or what is left of one.</summary>
    public static bool Is(string path, string content) => new PageSections(PageText.Lines(path, content)) is var sections && (sections.Has(PageSection.Description) || sections.Has(PageSection.Input));

    /// <summary>Reads a page.</summary>
    /// <param name="path">The page's name in errors.</param>
    /// <param name="content">The page as text copied from a browser, as Markdown, or as saved HTML, in English or Chinese.</param>
    /// <exception cref="ImportException">The text is not such a page, or a part that it must have is missing.</exception>
    public static ImportedService Read(string path, string content) => new PageReader(path, content).ReadService();

    private ImportedService ReadService()
    {
        if (_sections[PageSection.Input].Count == 0)
        {
            throw new ImportException(_path, 1, 1, "this is not the documentation page of an action: the section 'Input Parameters' (输入参数) is missing. Save the whole page.");
        }

        if (_sections.Repeated is { } again)
        {
            throw new ImportException(_path, again.Number, 1, $"the section '{again.Text.Trim()}' is here a second time. Save the page once, each action in a file of its own.");
        }

        string host = Host();
        string service = host[..host.IndexOf('.', StringComparison.Ordinal)];
        Lazy<HashSet<(string Name, char Value)>> shown = new(() => Shown(Text(PageSection.Examples)));
        List<PageGap> gaps = [];
        IReadOnlyList<PageRow> input = PageTable.Read(_path, _sections[PageSection.Input], _ => true, gaps);
        PageRow action = Common(input, "Action", gaps);
        PageRow version = Common(input, "Version", gaps);
        int inputGaps = gaps.Count;
        string actionName = Value(action, ActionName, _ => true);
        string versionText = Value(version, VersionDate(), NameCheck.IsVersion);
        MemberModel[] request = [.. input.Where(row => !IsCommon(row)).Select(row => ReadMember(row, isSent: true) with { Nullable = false })];
        IReadOnlyList<PageRow> output = PageTable.Read(_path, _sections[PageSection.Output], row => IsShown(row, shown.Value), gaps);
        MemberModel[] response = [.. output.Where(row => row.Name != LastOutput).Select(row => ReadMember(row, isSent: false))];
        bool isHeadless = output.Count == 0 && gaps.Count > inputGaps;
        _rowsByType = input.Concat(output).ToLookup(row => PageTypes.Read(row.Type).Type.ObjectName ?? "", StringComparer.Ordinal);
        HashSet<string> members = [.. input.Select(row => row.Name), .. output.Select(row => row.Name), LastOutput];
        IReadOnlyList<ErrorModel> errors = PageErrors.Read(_path, _sections[PageSection.Errors], members, _sections.Has(PageSection.Footer), gaps, out bool hasErrors);
        IReadOnlyList<RateWindow> limits = RateLimitPhrase.Find(Text(PageSection.Description));
        PageGap[] unread = [.. UnreadLimits(limits)];
        gaps.AddRange([.. unread, .. OtherHosts(host), .. OtherTitle(action, actionName)]);
        _notes.AddRange(gaps.OrderBy(gap => gap.Line).Select(gap => ImportNote.Gap(actionName, _path, gap.Line, $"{gap.What} {gap.Why}")));
        if (CutAt(output, isHeadless, hasErrors) is { } cut)
        {
            _notes.Add(ImportNote.Cut(actionName, _path, cut));
        }

        ActionModel model = new()
        {
            Name = actionName,
            Summary = Summary(),
            Region = Region(input),
            RateLimits = limits.ToEquatableArray(),
            RateLimitAssumed = limits.Count == 0,
            Idempotent = ActionFacts.IsRead(actionName),
            Unsigned = ActionFacts.IsUnsigned(service, actionName),
            RequestBody = ActionFacts.RequestBody(service, actionName),
            ResponseBody = ActionFacts.ResponseBody(service, actionName),
            Request = request.ToEquatableArray(),
            Response = response.ToEquatableArray(),
            Errors = errors.ToEquatableArray(),
        };
        return Assemble(service, versionText, host, model) with { HasUnreadLimit = unread.Length > 0 };
    }

    // What every page has, in its order. What follows a cut is missing too.
    private string? CutAt(IReadOnlyList<PageRow> output, bool isHeadless, bool hasErrors) =>
        !_sections.Has(PageSection.Output) ? "the section 'Output Parameters' (输出参数)"
        : !isHeadless && output.All(row => row.Name != LastOutput) ? $"the row '{LastOutput}', with which the output parameters end,"
        : !_sections.Has(PageSection.Examples) ? "the section 'Example' (示例)"
        : !hasErrors ? "what the section 'Error Code' (错误码) says"
        : _endsInTable ? "the end of the last table"
        : null;

    private ImportedService Assemble(string service, string version, string host, ActionModel action)
    {
        List<PageGap> gaps = [];
        IReadOnlyList<ExampleText> texts = PageExamples.Read(_sections[PageSection.Examples], gaps);
        _notes.AddRange(gaps.Select(gap => ImportNote.Gap(action.Name, _path, gap.Line, $"{gap.What} {gap.Why}")));
        IReadOnlyList<TypeModel> types = GuessTypes(action, texts);
        action = action with { Examples = Examples(action, types, texts).ToEquatableArray() };
        if (ActionFacts.IsRead(action.Name))
        {
            action = action with { Paging = PagingDetector.Detect(action.Request, action.Response, types.ToDictionary(type => type.Name, StringComparer.Ordinal)) };
        }

        ServiceModel model = new()
        {
            Name = service,
            Version = version,
            Namespace = "TencentCloud." + ActionFacts.PascalName(service),
            Endpoint = host,
            ClientName = ActionFacts.PascalName(service) + "Client",
            Types = types.ToEquatableArray(),
            Actions = new([action]),
        };
        return new ImportedService(model, ActionFacts.PlatformRateLimit, true, _notes);
    }

    private string Host()
    {
        string text = Text(PageSection.Description);
        if (HostWord.Match(text) is not { Success: true } match)
        {
            throw new ImportException(_path, 1, 1, "the page does not name the host of requests ('Domain name for API request', 接口请求域名). Save the whole page.");
        }

        // The whole word: what is left of a damaged host may be the host of another service.
        Group word = match.Groups["word"];
        string host = word.Value.TrimEnd('.', '/', '`').TrimStart('`');
        return HostForm().IsMatch(host) ? host : throw new ImportException(
            _path,
            _sections[PageSection.Description][text.AsSpan(0, word.Index).Count('\n')].Number,
            1,
            $"'{host}' is no host of the vendor's, which are 'service.tencentcloudapi.com' and 'service.intl.tencentcloudapi.com'. Correct the page, or save it anew.");
    }

    private IEnumerable<PageGap> OtherHosts(string host) => _sections[PageSection.Examples]
        .Select(line => (line.Number, Named: ExampleHost.Match(line.Text).Groups["host"].Value))
        .Where(line => line.Named.Length > 0 && line.Named != host)
        .Select(line => new PageGap(line.Number, $"the host '{line.Named}' of the example", $"is another one than '{host}', which the page names at its top and the specs have; check which is right"));

    // Other names may stand above the page as well, such as that of the product.
    private IEnumerable<PageGap> OtherTitle(PageRow row, string action) =>
        _sections[PageSection.Head].LastOrDefault(line => Title().IsMatch(line.Text.Trim())) is { } title && _sections[PageSection.Head].All(line => line.Text.Trim() != action)
            ? [new PageGap(row.Line, "the row 'Action'", FormattableString.Invariant($"names {action}, and the title on line {title.Number} {title.Text.Trim()}; check which is right"))]
            : [];

    private IEnumerable<PageGap> UnreadLimits(IReadOnlyList<RateWindow> read) => _sections[PageSection.Description].SelectMany(line => RateLimitPhrase.Unread(line.Text)
        .Select(sentence => new PageGap(
            line.Number, $"the limit '{sentence}'", "could not be read as a number of requests per second, minute or hour and is not imported" + (read.Count == 0 ? "; the limit that the specs have stays" : ""))));

    private PageRow Common(IReadOnlyList<PageRow> rows, string name, List<PageGap> gaps) =>
        rows.FirstOrDefault(row => row.Name == name)
        ?? throw (rows.Count == 0 && gaps.Count > 0 ? new ImportException(_path, gaps[0].Line, 1, $"{gaps[0].What} {gaps[0].Why}.") : new ImportException(_path, _sections[PageSection.Input][0].Number, 1, $"the table of input parameters has no row '{name}'. Save the whole page."));

    private string Value(PageRow row, Regex form, Predicate<string> isValue)
    {
        Match match = form.Match(row.Description);
        return match.Success && isValue(match.Groups["value"].Value) ? match.Groups["value"].Value : throw new ImportException(_path, row.Line, 1, $"the row '{row.Name}' does not give the value used for this action.");
    }

    private static RegionRequirement Region(IReadOnlyList<PageRow> input)
    {
        PageRow? row = input.FirstOrDefault(item => item.Name == "Region");
        if (row is null)
        {
            return RegionRequirement.Optional;
        }

        return row.IsRequired == true ? RegionRequirement.Required
            : NotNeeded().IsMatch(row.Description) ? RegionRequirement.None
            : RegionRequirement.Optional;
    }

    // Actions have parameters of these names as well.
    private static bool IsCommon(PageRow row) => row.Name is "Action" or "Version" or "Region" || (row.Name is "Language" or "Token" && CommonWord().IsMatch(row.Description));

    private static bool IsShown(PageRow row, HashSet<(string Name, char Value)> shown)
    {
        TypeReference type = PageTypes.Read(row.Type).Type;
        return type.ObjectName is null ? shown.Contains((row.Name, AnyValue)) : shown.Contains((row.Name, 'n')) || shown.Contains((row.Name, type.Kind == ValueKind.List ? '[' : '{'));
    }

    // The members that examples show, each with the first character of what may be an object, a list of objects or null.
    private static HashSet<(string Name, char Value)> Shown(string examples)
    {
        HashSet<(string, char)> shown = [];
        foreach (Match match in ExampleMember().Matches(examples))
        {
            shown.Add((match.Groups["name"].Value, AnyValue));
            shown.Add((match.Groups["name"].Value, match.Groups["value"].Value.FirstOrDefault(AnyValue)));
        }

        return shown;
    }

    /// <summary>A member of a response or of a type.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="isSent">Whether its table says what must be given; otherwise pages say only what may be null, and the rest is always sent.</param>
    public static MemberModel ReadMember(PageRow row, bool isSent)
    {
        (TypeReference type, string? format) = PageTypes.Read(row.Type);
        bool isNullable = DocumentText.SaysNullIsPossible(row.Description);
        return new MemberModel
        {
            Name = row.Name,
            Type = type,
            Format = format,
            Required = isSent ? row.IsRequired == true : !isNullable,
            Nullable = isNullable,
            Summary = DocumentText.Line(row.Description),
            Sensitive = SensitiveNames.IsSecret(row.Name, type),
        };
    }

    // What the vendor's template adds are lines of their own; a line that says something else beside is the author's.
    private string Summary() => DocumentText.Line(string.Join(' ', _sections[PageSection.Description].Select(line => line.Text.Trim()).Where(line => !Template.IsMatch(line) && !IsLimit(line))));

    private static bool IsLimit(string line) => RateLimitPhrase.Find(line).Count > 0 && !SentenceBreak().IsMatch(line);

    private string Text(PageSection section) => string.Join('\n', _sections[section].Select(line => line.Text));

    private IReadOnlyList<TypeModel> GuessTypes(ActionModel action, IReadOnlyList<ExampleText> texts)
    {
        ExampleShapes shapes = new();
        foreach (ExampleText text in texts)
        {
            Learn(shapes, action.Request, text.RequestBody(action, []), null);
            Learn(shapes, action.Response, text.Output, "Response");
        }

        if (texts.Count == 0)
        {
            shapes.Learn([.. action.Request, .. action.Response], default);
        }

        foreach (TypeModel type in shapes.Types)
        {
            string advice = type.Members.IsEmpty ? "is not described on the page; fill in its members" : "was guessed from the example; check its members";

            // What nothing shows may be a slip, or the first word of a description whose type is missing; in any case it can hold nothing yet.
            _notes.Add(type.Members.IsEmpty && _rowsByType[type.Name].FirstOrDefault() is { } row
                ? ImportNote.Gap(action.Name, _path, row.Line, $"the type {type.Name} {advice}, or correct the row '{row.Name}' where it has no such type", type.Name)
                : new ImportNote(action.Name, $"the type {type.Name} {advice}", type.Name));
        }

        return shapes.Types;
    }

    private static void Learn(ExampleShapes shapes, IReadOnlyList<MemberModel> members, string json, string? inside)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            shapes.Learn(members, inside is null || root.ValueKind != JsonValueKind.Object ? root : root.TryGetProperty(inside, out JsonElement inner) ? inner : default);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A broken example, and one with half of a surrogate pair in a name, teaches nothing; that it is left out is noted where examples are chosen.
            shapes.Learn(members, default);
        }
    }

    private List<ExampleModel> Examples(ActionModel action, IReadOnlyList<TypeModel> types, IReadOnlyList<ExampleText> texts)
    {
        List<ExampleModel> examples = [];
        foreach (ExampleText text in texts)
        {
            try
            {
                IReadOnlyList<ExampleFault> faults = text.Check(action, types, out ExampleModel? example);
                if (example is not null && faults.Count == 0)
                {
                    examples.Add(example);
                    continue;
                }

                _notes.Add(ImportNote.ExampleLeftOut(action.Name, faults));
            }
            catch (JsonException)
            {
                _notes.Add(ImportNote.Gap(action.Name, _path, text.Line, "an example was left out (its JSON is broken)"));
            }
        }

        return examples;
    }

    // A file may hold anything: without backtracking no text is read again from each of its places.
    private static readonly Regex HostWord = new(@"(?:domain name|域名)[^:：\n]*[:：]\s*(?:https?://)?(?<word>[^\s。]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"^(?!intl\.)[a-z][a-z0-9-]*(?:\.intl)?\.tencentcloudapi\.com$", RegexOptions.CultureInvariant)]
    private static partial Regex HostForm();

    private static readonly Regex ExampleHost = new(@"^\s*Host:\s*(?<host>\S.*?)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"""(?<name>\w+)""\s*:\s*(?<value>\{|\[\s*[{\]]|null)?", RegexOptions.CultureInvariant)]
    private static partial Regex ExampleMember();

    [GeneratedRegex("^[A-Z][a-z]+[A-Z][A-Za-z0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    private static readonly Regex ActionName = new(@"(?:[:：]|\bis)\s*(?<value>[A-Z][A-Za-z0-9_]*)\s*[.。]?\s*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"(?<![\d-])(?<value>\d{4}-\d{2}-\d{2})(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex VersionDate();

    [GeneratedRegex(@"not\s+(?:need|require)|no\s+need|is\s+not\s+used|不需要|无需|無需", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotNeeded();

    [GeneratedRegex(@"^(?:Common Param|公共参数|公共參數)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommonWord();

    private static readonly Regex Template = new(
        """
        ^(?:
            [^.:：]*[:：]\s*(?:https?://)?[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*\.tencentcloudapi\.com/?\s*[.。]?
          | (?:We\ recommend\ you\ to\ use|推荐使用|推薦使用)\ *API\ Explorer.*
          | API\ Explorer\ *(?:(?:provides|提供).*)?
          | Try\ it
          | 点击调试
          | (?:Note:\s*This\ API\ supports|注意：本接口支持)\s*(?:Finance|金融).*
        )$
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"[.。]\s*[^\s.。)）]", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceBreak();
}
