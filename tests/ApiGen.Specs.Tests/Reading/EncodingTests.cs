using System.Text;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Tests.Reading;

/// <summary>Files in encodings as people save them.</summary>
public class EncodingTests
{
    private const string Text = "action: Act\nsummary: 创建小程序, Größe\n";

    [Theory]
    [InlineData("gbk")]
    [InlineData("gb18030")]
    [InlineData("iso-8859-1")]
    [InlineData("windows-1252")]
    public void Bytes_that_are_not_UTF_8_are_told_at_the_first_one_and_nothing_is_read(string name)
    {
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        string text = name.Contains('-', StringComparison.Ordinal) ? Text.Replace("创建小程序, ", "", StringComparison.Ordinal) : Text.Replace(", Größe", "", StringComparison.Ordinal);

        SpecDocument document = Read(encoding.GetBytes(text));

        SpecDiagnostic diagnostic = Assert.Single(document.Diagnostics);
        Assert.Equal("APIGEN0034", diagnostic.Descriptor.Id);
        Assert.Equal(text.IndexOfAny(['创', 'ö']), diagnostic.Location.Start);
        Assert.Equal(1, diagnostic.Location.Line);
        Assert.Empty(document.Actions);
    }

    [Fact]
    public void The_first_bad_byte_is_found_behind_characters_of_any_length()
    {
        SpecDiagnostic diagnostic = Assert.Single(Read([.. "action: Act\n# é€😀\n# "u8, 0xC3, 0x28]).Diagnostics);

        Assert.Equal((2, 2), (diagnostic.Location.Line, diagnostic.Location.Column));
    }

    [Fact]
    public void A_file_that_ends_within_a_character_is_told() =>
        Assert.Equal("APIGEN0034", Assert.Single(Read([.. "action: Act\nsummary: "u8, 0xE5, 0x88]).Diagnostics).Descriptor.Id);

    public static TheoryData<string> WithMark => ["utf-8", "utf-16", "utf-16BE"];

    [Theory]
    [MemberData(nameof(WithMark))]
    public void A_byte_order_mark_says_what_follows(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);

        SpecDocument document = Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);

        Assert.Empty(document.Diagnostics);
        Assert.Equal("创建小程序, Größe", Assert.Single(document.Actions).Model.Summary);
    }

    [Theory]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void What_the_compiler_does_not_read_is_told_by_its_mark_too(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);

        Assert.Equal("APIGEN0034", Assert.Single(Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]).Diagnostics).Descriptor.Id);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Without_its_mark_it_is_told_and_not_read_up_to_the_first_zero(string name)
    {
        SpecDocument document = Read(Encoding.GetEncoding(name).GetBytes("action: Act\nsummary: Thing\n"));

        Assert.Equal("APIGEN0034", Assert.Single(document.Diagnostics).Descriptor.Id);
    }

    [Fact]
    public void A_replacement_character_that_was_written_is_text()
    {
        SpecDocument document = Read("action: Act\nsummary: a\uFFFDb\n"u8.ToArray());

        Assert.Empty(document.Diagnostics);
        Assert.Equal("a\uFFFDb", Assert.Single(document.Actions).Model.Summary);
    }

    [Fact]
    public void What_cannot_be_read_is_no_character_that_somebody_could_have_written() =>
        Assert.Equal(("a\uFFFDb?", 1), SpecText.FromBytes("a.txt", [(byte)'a', 0xE9, (byte)'b', (byte)'?']) is { GarbledFrom: { } from } text ? (text.Text, from) : default);

    [Fact]
    public void A_folder_is_read_by_the_same_rule()
    {
        string folder = Directory.CreateTempSubdirectory("apigen-encoding-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "service.yaml"), Spec.Service);
            File.WriteAllBytes(Path.Combine(folder, "Act.yaml"), Encoding.Latin1.GetBytes("action: Act\nsummary: Größe\n"));
            File.WriteAllText(Path.Combine(folder, "Other.yaml"), "action: Other\n", Encoding.Unicode);

            SpecSet set = SpecLoader.LoadDirectory(folder);

            Assert.EndsWith("Act.yaml", Assert.Single(set.Diagnostics).Location.Path, StringComparison.Ordinal);
            Assert.Equal(["Other"], Assert.Single(set.Services).Actions.Select(action => action.Name));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void What_ended_lines_in_YAML_1_1_is_text_in_every_style(string c)
    {
        string text = $"action: Act\nsummary: plain{c}text # note{c}more\ndocumentation: \"https://example.com\"\nrequest:\n  A: {{ type: string, summary: 'single{c}quoted' }}\n  B: {{ type: string, summary: \"double{c}\\uE000quoted\" }}\n  C:\n    type: string\n    summary: |\n      literal{c}text{c}\n  D:\n    type: string\n    summary: >-\n      folded{c}text\n";

        ActionModel action = Spec.Action(text);

        Assert.Equal($"plain{c}text", action.Summary);
        Assert.Equal([$"single{c}quoted", $"double{c}\uE000quoted", $"literal{c}text", $"folded{c}text"], action.Request.Select(member => member.Summary));
    }

    [Theory]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void Behind_it_places_are_counted_as_editors_count_them(string c) =>
        Assert.Equal(["APIGEN0011(3,1) 'sumary'"], Spec.FileMarks($"action: Act\nregion: none # a{c}b\nsumary: a{c}b\n"));

    private static SpecDocument Read(byte[] bytes) => SpecReader.Read(SpecText.FromBytes("specs/demo/Act.yaml", bytes));
}
