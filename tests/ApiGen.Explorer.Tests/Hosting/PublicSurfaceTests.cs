using Microsoft.AspNetCore.Components;

namespace ApiGen.Explorer.Tests.Hosting;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void Three_types_are_for_others_and_the_rest_are_components_which_Razor_makes_public() => Assert.Equal(
        ["ApiExplorerEndpoints", "ApiExplorerOptions", "ApiExplorerSpecs"],
        typeof(ApiExplorerSpecs).Assembly.GetExportedTypes().Where(type => type.Namespace == "ApiGen.Explorer" && !type.IsAssignableTo(typeof(IComponent)) && type.Name != "_Imports").Select(type => type.Name).Order());
}
