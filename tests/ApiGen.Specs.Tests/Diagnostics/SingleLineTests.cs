using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Tests.Diagnostics;

/// <summary>A message is one line, and a terminal obeys nothing in it.</summary>
public class SingleLineTests
{
    public static TheoryData<char> Escaped() =>
    [
        .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code),
        '\u061C', '\u200E', '\u200F', '\u2028', '\u2029', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069',
    ];

    [Theory]
    [MemberData(nameof(Escaped))]
    public void What_breaks_a_line_or_directs_a_terminal_is_escaped(char c)
    {
        string escape = $"\\u{(int)c:X4}";

        Assert.Equal($"a{escape}b", SingleLine.Of($"a{c}b"));
        Assert.Equal([$"'{escape}'"], Diagnostic($"'{c}'").Arguments);
        Assert.Equal($"The file is not valid YAML: '{escape}'. Correct it here; what follows in the file was not read.", Diagnostic($"'{c}'").Message);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("小程序 é \u00A0\u200D\u3000")]
    [InlineData("\\u000A")]
    public void Any_other_text_stays_as_it_is(string text)
    {
        Assert.Same(text, SingleLine.Of(text));
        Assert.Equal(text, SingleLine.OfProse(text));
    }

    [Theory]
    [InlineData("One.\nTwo.", "One. Two.")]
    [InlineData("One.  \r\n\r\n   Two.", "One. Two.")]
    [InlineData("One.\tTwo.", "One. Two.")]
    [InlineData("A\u001B[31m\u202Eb", "A\\u001B[31m\\u202Eb")]
    public void A_line_end_in_prose_is_a_blank(string text, string line) => Assert.Equal(line, SingleLine.OfProse(text));

    [Theory]
    [InlineData("  A: { type: string, pattern: ^a$, default: \"x\\n\\e[31mRED\\nfile(1,1): error APIGEN9999: faked\" }\n")]
    [InlineData("  A: { type: string, maxLength: 1, values: [\"x\\r\\u202Ey\"] }\n")]
    [InlineData("  A: { type: \"str\\ning\" }\n")]
    [InlineData("  \"A\\u2028B\": string\n")]
    [InlineData("  A: { type: string, \"so\\u0085me\": 1 }\n")]
    [InlineData("  A: { type: string, format: date, timeZone: \"\\a\" }\n")]
    [InlineData("  A: { type: int64, minimum: \"1\\n\" }\n")]
    public void A_mistake_is_one_line_whatever_the_spec_says(string member)
    {
        SpecDiagnostic[] told = [.. SpecReader.Read(new SpecText("specs/file.yaml", "action: Act\nrequest:\n" + member)).Diagnostics];

        Assert.NotEmpty(told);
        Assert.All(told, diagnostic => Assert.DoesNotContain(diagnostic.ToString(), Escaped().Select(row => row.Data).Contains));
    }

    private static SpecDiagnostic Diagnostic(string argument) =>
        new(SpecDiagnostics.InvalidYaml, new SpecLocation("a.yaml", 0, 0, 0, 0, 0, 0), new[] { argument }.ToEquatableArray());
}
