using System.Text;
using ApiGen.Generator.Options;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace ApiGen.Generator.Tests.Options;

/// <summary>Whether a text of the compiler's is the one that was written, however the compiler came by it.</summary>
public class DecodedTests
{
    public static TheoryData<string, int?> Cases => new()
    {
        { "utf-8 strict", null },
        { "utf-8", 3 },
        { "utf-16", 3 },
        { "windows-936", 1 },
        { "", null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Replacement_characters_and_code_pages_of_the_machine_make_a_text_doubtful(string encoding, int? from)
    {
        Encoding? used = encoding switch
        {
            "utf-8 strict" => new UTF8Encoding(false, throwOnInvalidBytes: true),
            "windows-936" => CodePagesEncodingProvider.Instance.GetEncoding(936),
            "" => null,
            _ => Encoding.GetEncoding(encoding),
        };

        Assert.Equal(from, Decoded.Spec("a.yaml", SourceText.From("aéb\uFFFDc", used)).GarbledFrom);
    }
}
