using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ApiGen.Cli.Calling;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Reading;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Calling;

/// <summary>What a person gives as a request, in whatever form it arrives.</summary>
public sealed class RequestInputTests
{
    private static readonly ServiceModel Service = SpecLoader.Load([new SpecText("s.yaml", """
        service: tea
        version: 2024-03-01
        namespace: Tea
        endpoint: tea.example.com
        types:
          Text: { members: { Lang: { type: string, required: true }, Words: list<string>, Inner: Text } }
        actions:
          Brew:
            request:
              Name: { type: string, maxLength: 5 }
              Count: int64
              Pin: { type: int64, sensitive: true }
              Tags: list<string>
              Texts: list<Text>
              One: Text
              Grid: list<list<int64>>

        """)]).Services[0];

    public static TheoryData<string, byte[]> Encodings()
    {
        const string Json = "{\"Name\": \"小程序\"}";
        TheoryData<string, byte[]> data = new();
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            data.Add(encoding.WebName + " with a mark", [.. encoding.Preamble, .. encoding.GetBytes(Json)]);
        }

        data.Add("UTF-8", Encoding.UTF8.GetBytes(Json));
        data.Add("UTF-16 without a mark", Encoding.Unicode.GetBytes(Json));
        data.Add("UTF-16 without a mark, the other way", Encoding.BigEndianUnicode.GetBytes(Json));
        return data;
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    [Long]
    public async Task A_file_and_standard_input_are_read_in_the_encodings_that_shells_write(string name, byte[] bytes)
    {
        Assert.NotEqual("", name);
        Assert.Equal("小程序", Build(TextBytes.Decode(bytes, "x")).GetProperty("Name").GetString());
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder.File("r.json"), bytes, TestContext.Current.CancellationToken);
        string[] arguments = ["call", "tcsas", "CreateMNP", "--specs", TestData.Specs, "--region", "ap-singapore", "--endpoint", "http://127.0.0.1:9", "--json"];

        CliResult fromFile = await CliProcess.RunInAsync(folder.Path, [.. arguments, "@r.json"]);
        Process process = CliProcess.Start(folder.Path, [.. arguments, "-"]);
        await process.StandardInput.BaseStream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        CliResult fromInput = await CliProcess.FinishAsync(process);

        // Understood, and therefore held against the action.
        Assert.Contains("the request does not fit CreateMNP", fromFile.Error, StringComparison.Ordinal);
        Assert.Contains("Name is not declared", fromFile.Error, StringComparison.Ordinal);
        Assert.Equal(fromFile.Error, fromInput.Error);
    }

    [Theory]
    [InlineData("{\"Name\": \"a\", \"Name\": \"b\"}", "names 'Name' twice (line 1, column 15)")]
    [InlineData("{\"One\": {\n  \"Lang\": \"a\",\n  \"Lang\": \"b\"}}", "names 'One.Lang' twice (line 3, column 3)")]
    [InlineData("{\"N\\u0061me\": \"a\", \"Name\": \"b\"}", "names 'Name' twice")]
    [InlineData("{\"Name\":\n \"\\ud800\"}", "half of a surrogate pair (line 2, column 2)")]
    [InlineData("{\"\\udc00\": 1}", "half of a surrogate pair (line 1, column 2)")]
    [InlineData("{\"Name\": \"\\ud83d\\ud83d\"}", "half of a surrogate pair")]
    [InlineData("{\"Name\": 'a'}", "is not valid JSON (line 1, column 10)")]
    [InlineData("", "--json is empty. ")]
    [InlineData("{} {}", "is not valid JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("null", "must be a JSON object")]
    public void What_is_wrong_with_JSON_is_a_message_with_its_place(string json, string message) =>
        Assert.Contains(message, Assert.Throws<CommandException>(() => Build(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void JSON_as_deep_as_a_file_can_hold_is_a_message() =>
        Assert.Contains("--json is nested more than 128 levels deep (line 1, column 135)", Assert.Throws<CommandException>(() => Build("{\"One\":" + new string('[', 1_000_000))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(20)]
    [InlineData(120)]
    public void A_parameter_deep_inside_of_JSON_is_set(int depth)
    {
        string name = string.Concat(Enumerable.Repeat("Inner.", depth));

        JsonElement text = Build(null, [.. Enumerable.Range(0, depth + 1).Select(level => "One." + string.Concat(Enumerable.Repeat("Inner.", level)) + "Lang=en")]).GetProperty("One");

        Assert.Equal(depth, name.Split("Inner").Length - 1);
        for (int level = 0; level < depth; level++)
        {
            text = text.GetProperty("Inner");
        }

        Assert.Equal("en", text.GetProperty("Lang").GetString());
    }

    [Fact]
    public void A_parameter_deeper_than_requests_nest_is_refused() => Assert.Contains(
        "is nested more than 128 levels deep",
        Assert.Throws<CommandException>(() => Build(null, "One." + string.Concat(Enumerable.Repeat("Inner.", 130)) + "Lang=en")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Every_fault_is_named_at_once_whichever_kind_it_is_of()
    {
        string message = Assert.Throws<CommandException>(() => Build("""{"Tags":5}""", "Count=many", "Pin=x", "Name=toolong", "Nmae=x", "One.Words=a", "Texts.1.Lang=en", "Grid.0.0=true")).Message;

        Assert.Equal(
            """
            the request does not fit Brew; nothing was sent.
              'many' is no value for 'Count', which is of the type int64.
              The value is no value for 'Pin', which is of the type int64.
              Brew has no parameter 'Nmae'. Did you mean 'Name'?
              '1' in 'Texts.1.Lang' is no index of 'Texts': the next one is 0.
              Name is 7 characters long; at most 5 are allowed
              Tags must be of the type list<string>, not the number 5
              One.Lang is required
              Grid[0][0] must be of the type int64, not a boolean
            """.ReplaceLineEndings("\n"),
            message);
    }

    [Fact]
    public void What_could_not_be_set_is_not_told_as_missing_too() => Assert.Equal(
        "the request does not fit Brew; nothing was sent.\n  --param One.Lang is not valid Unicode: it holds half of a character.",
        Assert.Throws<CommandException>(() => Build(null, "One.Words=a", "One.Lang=\ud800")).Message);

    [Fact]
    public void Half_of_a_character_in_an_argument_is_a_message()
    {
        Assert.Contains("half of a character at position 10", Assert.Throws<CommandException>(() => Build("{\"Name\":\"\ud800\"}")).Message, StringComparison.Ordinal);
        Assert.Contains("half of a character", Assert.Throws<CommandException>(() => Build(null, "Name=\ud800")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_a_message() =>
        Assert.Contains("r.json is not text in UTF-8 or UTF-16", Assert.Throws<CommandException>(() => TextBytes.Decode([0x7B, 0xC0, 0xAF, 0x7D], "r.json")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"Texts":[{"Lang":"en","Words":["a","b"]},{"Lang":"zh"}]}""", "Texts.0.Lang=en", "Texts.0.Words=a", "Texts.0.Words=b", "Texts.1.Lang=zh")]
    [InlineData("""{"One":{"Lang":"en","Inner":{"Lang":"de"}}}""", "One.Lang=en", "One.Inner.Lang=de")]
    [InlineData("""{"Tags":["[x","b"]}""", "Tags.0=[x", "Tags.1=b")]
    [InlineData("""{"Tags":["a","b"]}""", """Tags=["a","b"]""")]
    [InlineData("""{"Grid":[[1,2],[3]]}""", "Grid.0.0=1", "Grid.0.1=2", "Grid.1=3")]
    [InlineData("""{"Texts":[{"Lang":"en"},{"Lang":"zh"}]}""", """Texts={"Lang":"en"}""", """Texts={"Lang":"zh"}""")]
    [InlineData("""{"Name":"a=b"}""", "Name=a=b")]
    public void A_parameter_reaches_into_nested_members(string expected, params string[] parameters) =>
        Assert.Equal(expected, JsonSerializer.Serialize(Build(null, parameters)));

    [Fact]
    public void A_parameter_wins_over_the_JSON_and_leaves_the_rest_of_it() => Assert.Equal(
        """{"Texts":[{"Lang":"de","Words":["a"]}],"Tags":["new"]}""",
        JsonSerializer.Serialize(Build("""{"Texts":[{"Lang":"en","Words":["a"]}],"Tags":["old"]}""", "Texts.0.Lang=de", "Tags=new")));

    [Theory]
    [InlineData("Texts.1.Lang=en", "'1' in 'Texts.1.Lang' is no index of 'Texts': the next one is 0")]
    [InlineData("Texts.x.Lang=en", "'x' in 'Texts.x.Lang' is no index")]
    [InlineData("Texts.99999999999.Lang=en", "is no index")]
    [InlineData("Texts.0.Lnag=en", "Text has no member 'Lnag'. Did you mean 'Lang'?")]
    [InlineData("Nmae=x", "Brew has no parameter 'Nmae'. Did you mean 'Name'?")]
    [InlineData("Name.0=x", "'Name' is of the type string and has nothing inside")]
    [InlineData("Count=many", "'many' is no value for 'Count', which is of the type int64")]
    [InlineData("One={", "the value of 'One' is not valid JSON")]
    [InlineData("One={\"Lang\":\"a\",\"Lang\":\"b\"}", "the value of 'One' names 'One.Lang' twice")]
    [InlineData("Name=toolong", "Name is 7 characters long; at most 5 are allowed")]
    [InlineData("=x", "is not of the form Name=value")]
    public void A_parameter_that_cannot_be_set_is_named(string parameter, string message) =>
        Assert.Contains(message, Assert.Throws<CommandException>(() => Build(null, parameter)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("'Name' is given twice", "Name=a", "Name=b")]
    [InlineData("'One' is given both as a value and by what is inside of it, 'One.Lang'", "One=5", "One.Lang=a")]
    [InlineData("'One' is given both as a value and by what is inside of it, 'One.Lang'", "One.Lang=a", "One=5")]
    [InlineData("'One' is given both as a value and by what is inside of it, 'One.Lang'", "One={\"Lang\":\"a\"}", "One.Lang=b")]
    [InlineData("'One' is given both as a value and by what is inside of it, 'One.Inner.Lang'", "One.Inner.Lang=a", "One={\"Lang\":\"a\"}")]
    [InlineData("'Tags' is given both as a value and by what is inside of it, 'Tags.0'", "Tags=a", "Tags.0=b")]
    [InlineData("'Tags' is given both as a value and by what is inside of it, 'Tags.0'", "Tags.0=b", "Tags=[\"a\"]")]
    [InlineData("'Tags' is given twice", "Tags=a", "Tags=[\"b\"]")]
    [InlineData("'Tags' is given twice", "Tags=[\"b\"]", "Tags=a")]
    [InlineData("'Tags.0' is given twice", "Tags.0=a", "Tags.00=b")]
    [InlineData("'One.Lang' is given twice", "One.Lang=a", "One.Lang=a")]
    public void Parameters_that_contradict_each_other_are_named(string message, params string[] parameters) =>
        Assert.Contains(message, Assert.Throws<CommandException>(() => Build(null, parameters)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_secret_value_is_in_no_message() =>
        Assert.DoesNotContain("75319x", Assert.Throws<CommandException>(() => Build(null, "Pin=75319x")).Message, StringComparison.Ordinal);

    private static JsonElement Build(string? json, params string[] parameters) => RequestBuilder.Build(Service, Service.Actions[0], json, parameters);
}
