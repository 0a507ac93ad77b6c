namespace ApiGen.Cli.Tests.Support;

/// <summary>A project with the package's own targets. Without an SDK it needs no restore.</summary>
internal static class ProjectFile
{
    /// <summary>The text of a project with the given items.</summary>
    public static string With(string items) =>
        $"""
        <Project>
          <PropertyGroup>
            <Language>C#</Language>
            <IntermediateOutputPath>obj/</IntermediateOutputPath>
            <ApiGenSpecsDirectory>{TestData.Specs}/</ApiGenSpecsDirectory>
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
          <Target Name="CoreCompile" />
          <Target Name="ResolvePackageAssets" />
          <Import Project="{TestData.BuildFiles}/ApiGen.targets" />
        </Project>
        """;
}
