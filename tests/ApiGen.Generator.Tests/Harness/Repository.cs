namespace ApiGen.Generator.Tests.Harness;

/// <summary>The specs of this repository, copied beside the tests.</summary>
internal static class Repository
{
    /// <summary>The files of tcsas, as a project takes them with <c>ApiService Include="tcsas"</c>.</summary>
    /// <param name="actions">The item's metadata of that name.</param>
    /// <param name="namespace">The item's metadata of that name.</param>
    public static IReadOnlyList<SpecFileText> Tcsas(string actions, string @namespace = "") => Service("tcsas", actions, @namespace);

    private static List<SpecFileText> Service(string service, string actions, string @namespace)
    {
        string root = AppContext.BaseDirectory;
        string folder = Path.Combine(root, "specs", service);
        return
        [
            .. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => new SpecFileText(Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file))
                {
                    Service = service,
                    Actions = actions,
                    Namespace = @namespace,
                }),
        ];
    }
}
