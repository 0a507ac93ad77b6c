using ApiGen.Generator.Naming;

namespace ApiGen.Generator.Emission;

/// <summary>
/// Names the generated files. Hint names must be unique without regard to case, because some file systems and the
/// compiler compare them so.
/// </summary>
internal sealed class HintNames
{
    private const string Suffix = ".g.cs";

    private readonly NameScope _scope = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a name such as <c>TencentCloud.Tcsas.CreateMNP.g.cs</c>.</summary>
    public string Take(string @namespace, string name) => _scope.Take($"{@namespace}.{name}") + Suffix;
}
