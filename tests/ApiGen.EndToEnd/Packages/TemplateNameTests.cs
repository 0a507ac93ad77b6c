using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>What the template of a library makes of names that are no IDs of packages.</summary>
public sealed class TemplateNameTests
{
    [Theory]
    [InlineData("Acme.Shop", "Acme.Shop")]
    [InlineData("3rd-party.Shop SDK", "3rd-party.Shop-SDK")]
    [InlineData("Caf\u00e9.\u5546\u5e97", "Caf\u00e9.\u5546\u5e97")]
    [InlineData("my_shop_", "my_shop_")]
    [InlineData(".a&&b..c.-d", "a-b-c-d")]
    public void A_name_becomes_an_ID_that_a_package_may_have(string name, string id)
    {
        string file = Path.Combine(Repository.Root, "generator", "ApiGen.Templates", "content", "library", ".template.config", "template.json");
        using JsonDocument template = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement forms = template.RootElement.GetProperty("forms");

        string made = name;
        foreach (JsonElement step in forms.GetProperty("packageId").GetProperty("steps").EnumerateArray())
        {
            JsonElement form = forms.GetProperty(step.GetString()!);
            made = Regex.Replace(made, form.GetProperty("pattern").GetString()!, form.GetProperty("replacement").GetString()!);
        }

        // What packs the template turns every backslash into a slash.
        Assert.All(forms.EnumerateObject(), static form => Assert.DoesNotContain("\\", form.Value.GetRawText(), StringComparison.Ordinal));
        Assert.Equal(id, made);
        Assert.Matches(@"^\w+([.-]\w+)*$", made);
    }
}
