using System.Globalization;
using System.Text;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Emission;

/// <summary>
/// Names the generated files. Hint names must be unique without regard to case, because some file systems and the
/// compiler compare them so.
/// </summary>
internal sealed class HintNames
{
    private const string Suffix = ".g.cs";

    // File systems take 255 bytes, and the scope may add a number.
    private const int MostBytes = 240;

    private readonly NameScope _scope = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a name such as <c>TencentCloud.Tcsas.CreateMNP.g.cs</c>.</summary>
    public string Take(string @namespace, string name) => _scope.Take(Shortened($"{@namespace}.{name}")) + Suffix;

    /// <summary>A name that is too long keeps its beginning and gets a hash of the whole.</summary>
    private static string Shortened(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MostBytes)
        {
            return name;
        }

        // FNV-1a: the same on every platform and in every process.
        uint hash = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ b) * 16777619);
        }

        int length = name.Length;
        while (Encoding.UTF8.GetByteCount(name.Substring(0, length)) > MostBytes - 9 || char.IsHighSurrogate(name[length - 1]))
        {
            length--;
        }

        return name.Substring(0, length) + "." + hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
