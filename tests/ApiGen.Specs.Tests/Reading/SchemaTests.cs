using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace ApiGen.Specs.Tests.Reading;

/// <summary>
/// The schema for editors and the parser must agree on the shape of every file. What a schema cannot say (duplicates, what depends on
/// another value, whether a regular expression compiles) is the parser's alone.
/// </summary>
public class SchemaTests
{
    private static readonly string[] ShapeIds =
    [
        "APIGEN0010", "APIGEN0011", "APIGEN0012", "APIGEN0014", "APIGEN0015", "APIGEN0016", "APIGEN0017", "APIGEN0018", "APIGEN0019",
        "APIGEN0020", "APIGEN0021", "APIGEN0022", "APIGEN0023", "APIGEN0026", "APIGEN0031",
    ];

    private static readonly JsonSchema Schema = JsonSchema.FromText(Repository.Read("specs", "apigen.schema.json"));

    private static readonly EvaluationOptions Options = new() { RequireFormatValidation = true, OutputFormat = OutputFormat.List };

    public static TheoryData<string> Accepted =>
    [
        "service: demo\nversion: 2025-01-06\nnamespace: Demo.Api\nendpoint: demo.example.com\n",
        "service: demo\nversion: 2025-01-06\nnamespace: Магазин.服务1\nendpoint: demo.example.com\n",
        "service: my-api\nversion: '2025-01-06'\nnamespace: A\nclient: MyClient\nendpoint: localhost\nsummary: x\ndocumentation: https://example.com:8443/a?b#c\nrateLimit: [20/s, 1000/h]\nregion: none\ntypes:\nactions:\n",
        "service: demo\nversion: 2025-01-06\ntypes: { T: { summary: x, members: { A: string, B: list<T> } } }\nactions: { Act: { request: { A: T } }, Bare: }\n",
        "action: Act\n",
        "action: Act\nservice: demo\nversion: 2025-01-06\ntypes: { T: }\n",
        "types: {}\n",
        "actions: {}\n",
        "action: Act\nsummary: 5\ndocumentation: https://example.com\nregion: optional\nrateLimit: 1/15s\nidempotent: true\nunsigned: false\ndeprecated: true\ndisabled: Use another.\nrequestBody: octet-stream\nresponseBody: event-stream\n",
        "action: Act\npaging: { style: page, position: A, limit: B, items: C.D, total: E, next: F, pageSize: 1 }\n",
        "action: Act\nrequest: { A: { type: string, required: true, nullable: false, summary: x, format: datetime, timeZone: \"-05:30\", deprecated: false, sensitive: true, values: [1, b, true], minLength: 0, maxLength: 5, pattern: a } }\n",
        "action: Act\nrequest: { A: { type: 'list< list<int64> >', minItems: 0, maxItems: 2147483647 }, B: { type: double, minimum: -1.5, maximum: 1e3, default: 2 } }\n",
        "action: Act\nresponse: { Error: string, Data: Listing }\nerrors: { A.B_1: x, C: }\nexamples: [ { title: x, request: { A: [1, { B: null }] }, response: { C: d } }, { request: } ]\n",
        "action: Act\nerrors: [ A, B.C ]\nrequest:\nresponse:\nexamples:\n",
        "action: on\nrequest: { no: string, Größe: string, _x1: string }\n",
    ];

    public static TheoryData<string> Rejected =>
    [
        "{}\n", "[]\n", "text\n", "other: x\n", "service: demo\n", "acton: Act\n",
        "service: demo\nversion: 2025-01-06\nnamespace: Demo\n",
        "service: Demo\nversion: 2025-01-06\nnamespace: Demo\nendpoint: demo.example.com\n",
        "service: demo\nversion: 2025-1-6\nnamespace: Demo\nendpoint: demo.example.com\n",
        "service: demo\nversion: 2025-02-30\nnamespace: Demo\nendpoint: demo.example.com\n",
        "service: demo\nversion: 2025-01-06\nnamespace: Demo.class\nendpoint: demo.example.com\n",
        "service: demo\nversion: 2025-01-06\nnamespace: Demo.\nendpoint: demo.example.com\n",
        "service: demo\nversion: 2025-01-06\nnamespace: Demo\nendpoint: https://demo.example.com\n",
        "service: demo\nversion: 2025-01-06\nnamespace: Demo\nclient: 1Client\nendpoint: demo.example.com\n",
        "service: demo\nversion: 2025-01-06\nnamespace: Demo\nendpoint: demo.example.com\naction: Act\n",
        "service: demo\ntypes: {}\n", "version: 2025-01-06\nactions: {}\n", "service: demo\naction: Act\n",
        "action: true\n", "action: 5\n", "action:\n", "action: [A]\n", "action: A-B\n", "action: 1A\n", "action: A\nactions: {}\n",
        "action: Act\nsummary: []\n", "action: Act\ndocumentation: http://example.com\n", "action: Act\ndocumentation: https://\n",
        "action: Act\nregion: requird\n", "action: Act\nregion: true\n", "action: Act\nidempotent: yes\n", "action: Act\nunsigned: 1\n",
        "action: Act\ndeprecated: []\n", "action: Act\ndisabled:\n", "action: Act\nrequestBody: xml\n", "action: Act\nresponseBody: octet-stream\n",
        "action: Act\nrateLimit: 20\n", "action: Act\nrateLimit: 0/s\n", "action: Act\nrateLimit: 20/d\n", "action: Act\nrateLimit: 20/86401s\n",
        "action: Act\nrateLimit: []\n", "action: Act\nrateLimit: [20]\n", "action: Act\nrateLimit: 1000000000/s\n", "action: Act\nrateLimit: {}\n",
        "action: Act\nrequest: []\n", "action: Act\nrequest: { A: }\n", "action: Act\nrequest: { A: [] }\n", "action: Act\nrequest: { A-B: string }\n", "action: Act\nrequest: { 1: string }\n",
        "action: Act\nrequest: { A: {} }\n", "action: Act\nrequest: { A: { typ: string } }\n", "action: Act\nrequest: { A: { type: string, required: 'true' } }\n",
        "action: Act\nrequest: { A: list }\n", "action: Act\nrequest: { A: 'string[]' }\n", "action: Act\nrequest: { A: List<string> }\n", "action: Act\nrequest: { A: list<string }\n", "action: Act\nrequest: { A: list<string>> }\n", "action: Act\nrequest: { A: true }\n",
        "action: Act\nrequest: { A: { type: string, minLength: -1 } }\n", "action: Act\nrequest: { A: { type: string, maxLength: x } }\n", "action: Act\nrequest: { A: { type: string, maxLength: 1.5 } }\n", "action: Act\nrequest: { A: { type: 'list<string>', maxItems: 2147483648 } }\n",
        "action: Act\nrequest: { A: { type: string, values: a } }\n", "action: Act\nrequest: { A: { type: string, values: [] } }\n", "action: Act\nrequest: { A: { type: string, values: [[]] } }\n",
        "action: Act\nrequest: { A: { type: string, format: date, timeZone: \"08:00\" } }\n", "action: Act\nrequest: { A: { type: string, format: datetime, timeZone: \"+14:30\" } }\n", "action: Act\nrequest: { A: { type: string, format: datetime, timeZone: 8 } }\n",
        "action: Act\nrequest: { A: { type: string, pattern: [] } }\n", "action: Act\nrequest: { A: { type: string, format: 5 } }\n", "action: Act\nrequest: { A: { type: string, default: } }\n",
        "action: Act\nresponse: { RequestId: string }\n", "action: Act\nresponse: text\n",
        "action: Act\nerrors: x\n", "action: Act\nerrors: [ A..B ]\n", "action: Act\nerrors: { 'A B': x }\n", "action: Act\nerrors: { A: [] }\n", "action: Act\nerrors: [ 5 ]\n", "action: Act\nerrors: [ { A: x } ]\n",
        "action: Act\nexamples: {}\n", "action: Act\nexamples: [ x ]\n", "action: Act\nexamples: [ {} ]\n", "action: Act\nexamples: [ { request: [] } ]\n", "action: Act\nexamples: [ { request: {}, answer: {} } ]\n",
        "action: Act\npaging: x\n", "action: Act\npaging: { position: A }\n", "action: Act\npaging: { position: A, items: B, pageSize: 0 }\n", "action: Act\npaging: { position: A, items: B, style: pages }\n", "action: Act\npaging: { position: [], items: B }\n",
        "types: []\n", "types: { string: {} }\n", "types: { T: [] }\n", "types: { T: { fields: {} } }\n", "types: { 'A.B': {} }\n", "actions: []\n", "actions: { A: x }\n", "actions: { A: { action: A } }\n",
    ];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void What_the_parser_accepts_the_schema_accepts(string yaml)
    {
        Assert.DoesNotContain(Spec.FileMarks(yaml), mark => ShapeIds.Contains(mark[..10]));
        Assert.Null(SchemaFault(yaml));
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public void What_the_parser_rejects_the_schema_rejects(string yaml)
    {
        Assert.Contains(Spec.FileMarks(yaml), mark => ShapeIds.Contains(mark[..10]));
        Assert.NotNull(SchemaFault(yaml));
    }

    [Fact]
    public void Parser_and_schema_agree_on_altered_files()
    {
        List<string> corpus = [.. Accepted.Select(row => row.Data)];
        Random random = new(20250106);
        int rejected = 0;
        for (int i = 0; i < 1500; i++)
        {
            JsonNode root = YamlAsJson.Convert(corpus[random.Next(corpus.Count)])!;
            Alter(root, random);

            // JSON is YAML: the altered file goes to both as it is.
            string json = root.ToJsonString();
            string[] ids = [.. Spec.FileMarks(json).Select(mark => mark[..10])];
            bool isRejected = ids.Any(ShapeIds.Contains);
            if (!isRejected && ids.Length > 0)
            {
                continue;
            }

            string? fault = SchemaFault(root);
            Assert.True(isRejected == (fault is not null), $"{json}\nparser: {string.Join(", ", Spec.FileMarks(json))}\nschema: {fault ?? "valid"}");
            rejected += isRejected ? 1 : 0;
        }

        Assert.InRange(rejected, 400, 1400);
    }

    [Fact]
    public void The_repositorys_own_specs_satisfy_the_schema()
    {
        string[] files = Directory.GetFiles(Path.Combine(Repository.Folder, "specs"), "*.yaml", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Null(SchemaFault(File.ReadAllText(file))));
    }

    [Fact]
    public void The_repositorys_own_specs_have_no_diagnostics()
    {
        SpecSet set = SpecLoader.LoadDirectory(Path.Combine(Repository.Folder, "specs"));
        Assert.Empty(Spec.Lines(set));
        Assert.NotEmpty(set.Services.SelectMany(s => s.Actions));
    }

    [Fact]
    public void Every_key_has_a_description_for_editors()
    {
        JsonObject definitions = JsonNode.Parse(Repository.Read("specs", "apigen.schema.json"))!["$defs"]!.AsObject();
        int keys = 0;
        foreach (JsonObject definition in Objects(definitions))
        {
            foreach ((string key, JsonNode? value) in definition["properties"] as JsonObject ?? [])
            {
                string? reference = value!["$ref"]?.GetValue<string>().Replace("#/$defs/", "", StringComparison.Ordinal);
                Assert.True(value["description"] is not null || (reference is not null && definitions[reference]!["description"] is not null), key);
                keys++;
            }
        }

        Assert.True(keys > 50);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(entry => Objects(entry.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };

    private static string? SchemaFault(string yaml) => SchemaFault(YamlAsJson.Convert(yaml));

    private static string? SchemaFault(JsonNode? instance)
    {
        EvaluationResults results = Schema.Evaluate(JsonSerializer.SerializeToElement(instance), Options);
        return results.IsValid ? null : string.Join("; ", (results.Details ?? []).Where(d => d.Errors is not null).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Value}")));
    }

    private static void Alter(JsonNode root, Random random)
    {
        JsonNode[] collections = [.. Collections(root)];
        JsonNode target = collections[random.Next(collections.Length)];
        if (target is JsonObject map && map.Count > 0)
        {
            string key = map.ElementAt(random.Next(map.Count)).Key;
            JsonNode? value = map[key]?.DeepClone();
            switch (random.Next(4))
            {
                case 0:
                    map.Remove(key);
                    break;
                case 1:
                    map.Remove(key);
                    map[Words[random.Next(Words.Length)]] = value;
                    break;
                case 2:
                    map[Words[random.Next(Words.Length)]] = Value(random);
                    break;
                default:
                    map[key] = Value(random);
                    break;
            }
        }
        else if (target is JsonArray { Count: > 0 } list)
        {
            list[random.Next(list.Count)] = Value(random);
        }
    }

    private static readonly string[] Words =
    [
        "action", "service", "version", "namespace", "endpoint", "types", "actions", "summary", "type", "members", "required", "request", "response",
        "errors", "paging", "position", "items", "T", "A", "RequestId", "string", "list", "class", "a b", "é", "9", "", "rateLimit", "region", "values",
        "maximum", "title", "examples", "summry", "reqired",
    ];

    private static JsonNode? Value(Random random) => random.Next(12) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(-2, 3)),
        2 => JsonValue.Create(random.Next(2) == 0),
        3 => JsonValue.Create(1.5),
        4 => new JsonObject(),
        5 => new JsonArray(),
        6 => new JsonObject { ["type"] = "string" },
        7 => new JsonArray("A"),
        8 => JsonValue.Create("20/s"),
        9 => JsonValue.Create("2025-01-06"),
        _ => JsonValue.Create(Words[random.Next(Words.Length)]),
    };

    private static IEnumerable<JsonNode> Collections(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(entry => Collections(entry.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Collections).Prepend(a),
        _ => [],
    };
}
