using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ApiGen.Cli.Commands;
using ApiGen.EndToEnd.Support;

namespace ApiGen.Cli.Tests.Commands;

/// <summary>No character is lost on a console that is not Unicode, as those of Windows and of older systems are.</summary>
public sealed class ConsoleTextTests
{
    private const string Text = "é名\U0001F600\u2014";

    private const string Latin = "LC_ALL=de_DE.ISO-8859-1";

    private const string Tea = """
        service: tea
        version: 2024-03-01
        namespace: Tea
        endpoint: tea.example.com
        region: none
        actions:
          Brew: { summary: "é名", request: { A: { type: string, values: ["é名", b], summary: "é名" } }, errors: { FailedOperation: "é名" }, response: { T: { type: string } }, examples: [{ request: { A: b }, response: {} }] }

        """;

    [Theory]
    [InlineData(437, "é")]
    [InlineData(850, "é")]
    [InlineData(936, "é名\u2014")]
    [InlineData(932, "名")]
    [InlineData(1252, "é\u2014")]
    [InlineData(28591, "é")]
    [InlineData(20127, "")]
    [InlineData(65001, Text)]
    public void What_an_encoding_cannot_carry_becomes_an_escape_of_the_same_JSON(int codePage, string carried)
    {
        Encoding console = ConsoleText.Of(CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage));
        foreach (string padding in new[] { "", "x" })
        {
            // Longer than the buffer of a writer, which ends in the middle of a pair.
            string text = padding + string.Concat(Enumerable.Repeat(Text, 2_000));
            using MemoryStream stream = new();
            using (StreamWriter writer = new(stream, console))
            {
                writer.Write($"\"{text}\"");
            }

            string shown = console.GetString(stream.ToArray());
            Assert.Equal(text, JsonSerializer.Deserialize<string>(shown));
            Assert.All(carried.Where(static c => !char.IsSurrogate(c)), c => Assert.Contains(c, shown));
            Assert.All(Text.Where(c => !char.IsSurrogate(c) && !carried.Contains(c, StringComparison.Ordinal)), c => Assert.Contains($"\\u{(int)c:X4}", shown, StringComparison.Ordinal));
        }
    }

    // A reader of JSON takes it for UTF-8, and a shell of Windows for the encoding of the console.
    [Theory]
    [InlineData("call", "tea", "Brew", "-p", "A=b", "--specs", "specs")]
    [InlineData("diff", "specs", "later", "--format", "json")]
    [InlineData("check", "wrong", "--format", "sarif")]
    [Long]
    public async Task JSON_that_goes_elsewhere_than_to_a_console_is_the_same_in_every_encoding(params string[] arguments)
    {
        using TemporaryFolder folder = Folder();
        await using FixedService service = new($$$"""{"Response":{"T":"{{{Text}}}","名":1,"RequestId":"r"}}""");
        string[] words = arguments[0] == "call" ? [.. arguments, "--endpoint", service.Endpoint.ToString()] : arguments;

        byte[] plain = await BytesAsync(folder, "LC_ALL=C.UTF-8", words), latin = await BytesAsync(folder, Latin, words);

        Assert.All(latin, static one => Assert.InRange(one, (byte)'\n', (byte)'~'));
        Assert.Contains('名', Encoding.UTF8.GetString(plain));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(plain), JsonElement.Parse(latin)), Encoding.UTF8.GetString(latin));
    }

    [Theory]
    [InlineData(false, "list", "--specs", "specs")]
    [InlineData(false, "show", "Brew", "--specs", "specs")]
    [InlineData(false, "diff", "specs", "later", "--format", "markdown")]
    [InlineData(false, "check", "wrong")]
    [InlineData(true, "list", "--specs", "wrong")]
    [InlineData(true, "call", "é名", "Brew", "--specs", "specs")]
    [InlineData(true, "é名")]
    [Long]
    public async Task Other_texts_show_what_the_encoding_has_and_escape_the_rest(bool isError, params string[] arguments)
    {
        using TemporaryFolder folder = Folder();

        string text = Encoding.Latin1.GetString(await BytesAsync(folder, Latin, arguments, isError));

        Assert.Contains("é\\u540D", text, StringComparison.Ordinal);
        Assert.DoesNotContain("é?", text, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_console_shows_of_JSON_what_it_can()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "Nothing here gives a program a console.");
        using TemporaryFolder folder = Folder();
        await using FixedService service = new($$$"""{"Response":{"T":"{{{Text}}}","RequestId":"r"}}""");
        string command = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "apigen.dll")}' call tea Brew -p A=b --specs specs --endpoint {service.Endpoint}";
        ProcessStartInfo start = new("/usr/bin/script", ["-qec", command, "/dev/null"]) { WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true };
        (start.Environment["LC_ALL"], start.Environment["TERM"]) = ("de_DE.ISO-8859-1", "dumb");
        using Process process = Process.Start(start)!;

        string text = Encoding.Latin1.GetString(await ReadAsync(process.StandardOutput));

        Assert.Contains("\"T\": \"é\\u540D\\uD83D\\uDE00\\u2014\"", text, StringComparison.Ordinal);
    }

    private static TemporaryFolder Folder()
    {
        TemporaryFolder folder = new();
        folder.Write(Tea, "specs", "tea.yaml");
        folder.Write(Tea.Replace("\"é名\", b", "b", StringComparison.Ordinal), "later", "tea.yaml");
        folder.Write(Tea.Replace("type: string", "type: é名", StringComparison.Ordinal), "wrong", "tea.yaml");
        return folder;
    }

    private static async Task<byte[]> BytesAsync(TemporaryFolder folder, string locale, string[] arguments, bool isError = false)
    {
        ProcessStartInfo start = new("/usr/bin/env", [locale, "dotnet", Path.Combine(AppContext.BaseDirectory, "apigen.dll"), .. arguments]) { WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<byte[]> output = ReadAsync(process.StandardOutput), error = ReadAsync(process.StandardError);
        byte[][] both = await Task.WhenAll(output, error);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return both[isError ? 1 : 0];
    }

    private static async Task<byte[]> ReadAsync(StreamReader reader)
    {
        using MemoryStream bytes = new();
        await reader.BaseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
