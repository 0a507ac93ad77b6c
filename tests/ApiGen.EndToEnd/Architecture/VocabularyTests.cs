using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Architecture;

/// <summary>The words that the glossary in <c>docs/architecture.md</c> replaced stay out of the public names and out of what the products say.</summary>
public sealed partial class VocabularyTests
{
    public static TheoryData<string, string, string?> Products => new()
    {
        { "generator/ApiGen.Specs", "netstandard2.0", null },
        { "generator/ApiGen.Generator", "netstandard2.0", null },
        { "generator/ApiGen.Analyzers", "netstandard2.0", null },
        { "generator/ApiGen.CodeFixes", "netstandard2.0", null },
        { "generator/ApiGen.Explorer", "net10.0", null },
        { "generator/ApiGen.Cli", "net10.0", "apigen" },
        { "runtime/ApiGen.Runtime", "net10.0", null },
        { "runtime/ApiGen.Runtime.Hosting", "net10.0", null },
        { "runtime/ApiGen.Runtime.Redis", "net10.0", null },
        { "runtime/ApiGen.Emulator", "net10.0", null },
    };

    [Theory]
    [MemberData(nameof(Products))]
    public void No_text_of_a_product_says_an_old_word(string project, string framework, string? assembly)
    {
        string[] texts = [.. Literals(Repository.Output(project, framework, assembly))];
        Assert.NotEmpty(texts);

        Assert.Equal([], texts.Where(text => OldWord().IsMatch(text)));
    }

    [Fact]
    public void No_template_says_an_old_word()
    {
        string[] templates = Directory.GetFiles(Path.Combine(Repository.Root, "generator", "ApiGen.Generator", "Templates"));
        Assert.NotEmpty(templates);

        Assert.Equal([], templates.SelectMany(File.ReadLines).Where(line => OldWord().IsMatch(line)));
    }

    [Theory]
    [InlineData("ApiGen.Runtime")]
    [InlineData("ApiGen.Runtime.Hosting")]
    [InlineData("ApiGen.Runtime.Redis")]
    [InlineData("ApiGen.Emulator")]
    public void No_comment_of_a_library_says_an_old_word(string project)
    {
        string[] comments = File.ReadAllLines(Path.ChangeExtension(Repository.Output("runtime/" + project, "net10.0", null), ".xml"));
        Assert.NotEmpty(comments);

        Assert.Equal([], comments.Where(line => OldWord().IsMatch(line)));
    }

    [Fact]
    public void No_public_name_holds_an_old_word()
    {
        string[] names = [.. Directory.GetFiles(Path.Combine(Repository.Root, "runtime"), "PublicAPI.*.txt", SearchOption.AllDirectories).SelectMany(File.ReadLines)];
        Assert.NotEmpty(names);

        Assert.Equal([], names.Where(name => OldName().IsMatch(name)));
    }

    [Theory]
    [InlineData("The answer to CreateMNP cannot be read.")]
    [InlineData("it is no JSON")]
    [InlineData("a truth value was expected")]
    [InlineData("The limit leaves no room now.")]
    [InlineData("Too many findings")]
    [InlineData("It was answered with status 500.")]
    public void An_old_word_would_be_seen(string text) => Assert.Matches(OldWord(), text);

    [GeneratedRegex(@"\b(answer(s|ed|ing)?|findings?|room|truth values?|(is|are|holds?) no JSON)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OldWord();

    [GeneratedRegex(@"(?<![a-z])(Answer|Finding|Room|Held|Share)(?!d)|\b(answer|finding|room)s?\b", RegexOptions.CultureInvariant)]
    private static partial Regex OldName();

    // What the code says is in the heap of user strings (ECMA-335, II.24.2.4); the names of members are not.
    private static IEnumerable<string> Literals(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        for (UserStringHandle handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            yield return metadata.GetUserString(handle);
        }
    }
}
