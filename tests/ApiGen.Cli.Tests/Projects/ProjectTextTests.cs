using ApiGen.Cli.Commands;
using ApiGen.Cli.Projects;

namespace ApiGen.Cli.Tests.Projects;

public sealed class ProjectTextTests
{
    private const string Item = "<ApiSpec Include=\"specs/cvm/2017-03-12/**/*.yaml\" />";

    [Theory]
    [InlineData("<Project>\n  <ItemGroup>\n    <ApiSpec Include=\"a\" />\n  </ItemGroup>\n</Project>\n", "<Project>\n  <ItemGroup>\n    <ApiSpec Include=\"a\" />\n    {0}\n  </ItemGroup>\n</Project>\n")]
    [InlineData("<Project>\n\t<ItemGroup>\n\t\t<ApiService Include=\"a\" />\n\t</ItemGroup>\n</Project>", "<Project>\n\t<ItemGroup>\n\t\t<ApiService Include=\"a\" />\n\t\t{0}\n\t</ItemGroup>\n</Project>")]
    [InlineData("<Project>\r\n  <ItemGroup Condition=\"x\">\r\n    <ApiSpec Include=\"a\" />\r\n  </ItemGroup>\r\n</Project>\r\n", "<Project>\r\n  <ItemGroup Condition=\"x\">\r\n    <ApiSpec Include=\"a\" />\r\n  </ItemGroup>\r\n  <ItemGroup>\r\n    {0}\r\n  </ItemGroup>\r\n</Project>\r\n")]
    [InlineData("<Project>\n</Project>", "<Project>\n  <ItemGroup>\n    {0}\n  </ItemGroup>\n</Project>")]
    [InlineData("<Project><ItemGroup><ApiSpec Include=\"a\" /></ItemGroup></Project>", "<Project><ItemGroup><ApiSpec Include=\"a\" />{0}</ItemGroup></Project>")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- </Project> -->\n<Project xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\">\n</Project>\n<!-- end -->\n", "<?xml version=\"1.0\"?>\n<!-- </Project> -->\n<Project xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\">\n  <ItemGroup>\n    {0}\n  </ItemGroup>\n</Project>\n<!-- end -->\n")]
    [InlineData("<Project Sdk=\"S\"><PropertyGroup><A>b</A></PropertyGroup></Project>", "<Project Sdk=\"S\"><PropertyGroup><A>b</A></PropertyGroup>\n  <ItemGroup>\n    {0}\n  </ItemGroup>\n</Project>")]
    [InlineData("<Project>\r\n  <ItemGroup>\r\n    <B Include=\"c\" />\r\n  </ItemGroup></Project>\r\n", "<Project>\r\n  <ItemGroup>\r\n    <B Include=\"c\" />\r\n  </ItemGroup>\r\n  <ItemGroup>\r\n    {0}\r\n  </ItemGroup>\r\n</Project>\r\n")]
    [InlineData("<Project>\n  <A />\n  <!-- the end --> </Project><!-- after -->", "<Project>\n  <A />\n  <!-- the end --> \n  <ItemGroup>\n    {0}\n  </ItemGroup>\n</Project><!-- after -->")]
    [InlineData("<Project>\n  <ItemGroup>\n    <ApiSpec Include=\"a\" /> <!-- x --></ItemGroup> </Project>", "<Project>\n  <ItemGroup>\n    <ApiSpec Include=\"a\" /> <!-- x -->{0}</ItemGroup> </Project>")]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\"/>", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <ItemGroup>\n    {0}\n  </ItemGroup>\n</Project>")]
    [InlineData("\uFEFF<!-- /> -->\r\n<Project A='x/>'\r\n  Sdk = \"S\" />\r\n<!-- /> -->", "\uFEFF<!-- /> -->\r\n<Project A='x/>'\r\n  Sdk = \"S\">\r\n  <ItemGroup>\r\n    {0}\r\n  </ItemGroup>\r\n</Project>\r\n<!-- /> -->")]
    [InlineData("<Project>\r  <A />\r</Project\r>", "<Project>\r  <A />\r\n  <ItemGroup>\n    {0}\n  </ItemGroup>\n</Project\r>")]
    public void An_item_is_added_and_all_else_keeps_its_bytes(string before, string after) =>
        Assert.Equal(after.Replace("{0}", Item, StringComparison.Ordinal), ProjectText.Add(before, Item));

    [Theory]
    [InlineData("specs/**/*.yaml", true)]
    [InlineData("**/*.yaml", true)]
    [InlineData("other.yaml; specs\\cvm\\**\\*.yaml", true)]
    [InlineData("specs/*.yaml", false)]
    [InlineData("specs/tke/**/*.yaml", false)]
    [InlineData("$(Specs)/**/*.yaml", false)]
    public void An_item_that_covers_the_specs_already_is_seen(string include, bool covers) =>
        Assert.Equal(covers, ProjectText.Covering($"<Project><ItemGroup><ApiSpec Include=\"{include}\" /></ItemGroup></Project>", "specs/cvm/2017-03-12/service.yaml").Any());

    [Theory]
    [InlineData("a;b/**/*.yaml", "a%3Bb/**/*.yaml")]
    [InlineData("100%/$(x)/@(y)/$z@w/'&\"<.yaml", "100%25/%24(x)/%40(y)/$z@w/&apos;&amp;&quot;&lt;.yaml")]
    public void What_MSBuild_would_evaluate_or_end_at_is_escaped_and_seen_again(string include, string written)
    {
        string item = ProjectText.Item(include, actions: null);

        Assert.Equal($"<ApiSpec Include=\"{written}\" />", item);
        Assert.Single(ProjectText.Covering($"<Project><ItemGroup>{item}</ItemGroup></Project>", include.Replace("**/*", "c/d", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<Project>\n<ItemGroup>\n</Project>", "not valid XML (line 3")]
    [InlineData("", "not valid XML (it has no element)")]
    [InlineData("<!-- none -->", "not valid XML (it has no element)")]
    [InlineData("<Other />", "has no closing </Project>")]
    public void What_is_no_project_is_told(string text, string message) =>
        Assert.Contains(message, Assert.Throws<CommandException>(() => ProjectText.Add(text, Item)).Message, StringComparison.Ordinal);
}
