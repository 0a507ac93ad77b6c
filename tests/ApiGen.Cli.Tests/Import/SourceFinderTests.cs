using ApiGen.Cli.Import;

namespace ApiGen.Cli.Tests.Import;

/// <summary>What is found to import in a folder with links.</summary>
public sealed class SourceFinderTests
{
    [Fact]
    public void A_page_is_found_once_in_a_folder_whose_links_go_round()
    {
        using TemporaryFolder folder = new();
        string page = File.ReadAllText(Directory.EnumerateFiles(TestData.Page("")).First(path => path.EndsWith(".txt", StringComparison.Ordinal)));
        folder.Write(page, "pages", "CreateMNP.txt");
        folder.Write("# Notes", "pages", "sub", "README.md");
        folder.Write(page, "pages", ".git", "old.txt");
        File.CreateSymbolicLink(folder.File("pages", "alias.txt"), "CreateMNP.txt");
        Directory.CreateSymbolicLink(folder.File("pages", "sub", "top"), "../..");

        IReadOnlyList<string> found = SourceFinder.Find([folder.File("pages")], out IReadOnlyList<string> passed);

        Assert.Equal([folder.File("pages", "CreateMNP.txt")], found);
        Assert.Equal([folder.File("pages", "sub", "README.md")], passed);
    }

    [Fact]
    public void What_cannot_be_read_beside_a_page_is_passed_over()
    {
        using TemporaryFolder folder = new();
        string page = File.ReadAllText(Directory.EnumerateFiles(TestData.Page("")).First(path => path.EndsWith(".txt", StringComparison.Ordinal)));
        folder.Write(page, "pages", "CreateMNP.txt");
        folder.Write("<html><body>" + string.Concat(Enumerable.Repeat("<div>", 600)) + "a note</body></html>", "pages", "deep.html");
        File.WriteAllBytes(folder.Write("", "pages", "utf32.txt"), [0xFF, 0xFE, 0, 0, (byte)'a', 0, 0, 0]);
        folder.Write("a\0b", "pages", "zero.txt");

        IReadOnlyList<string> found = SourceFinder.Find([folder.File("pages")], out IReadOnlyList<string> passed);

        Assert.Equal([folder.File("pages", "CreateMNP.txt")], found);
        Assert.Equal(["deep.html", "utf32.txt", "zero.txt"], passed.Select(Path.GetFileName));
    }
}
