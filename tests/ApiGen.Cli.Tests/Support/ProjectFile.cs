namespace ApiGen.Cli.Tests.Support;

/// <summary>A project with the package's own targets. Without an SDK it needs no restore.</summary>
internal static class ProjectFile
{
    /// <summary>The text of a project with the given items, for several frameworks where they are given.</summary>
    public static string With(string items, string frameworks = "") =>
        $"""
        <Project>
          <PropertyGroup>
            <Language>C#</Language><AssemblyName>App</AssemblyName>
            <IntermediateOutputPath>obj/</IntermediateOutputPath>
            <ApiGenSpecsDirectory>{TestData.Specs}/</ApiGenSpecsDirectory><TargetFrameworks>{frameworks}</TargetFrameworks>
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
          <Target Name="BeforeBuild" />
          <Target Name="BeforeCompile" />
          <Target Name="CoreCompile" />
          <Target Name="ResolvePackageAssets" />
          <Target Name="FindReferenceAssembliesForReferences" />
          <Import Project="{TestData.BuildFiles}/ApiGen.targets" />
        </Project>
        """;
}
