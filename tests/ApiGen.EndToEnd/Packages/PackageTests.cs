namespace ApiGen.EndToEnd.Packages;

/// <summary>The tests of packages share one pack and one build.</summary>
[CollectionDefinition(Name)]
public sealed class PackageTests : ICollectionFixture<PackageLab>
{
    public const string Name = "Packages";
}
