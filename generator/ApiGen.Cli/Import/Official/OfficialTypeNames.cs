using System.Text.RegularExpressions;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Import.Official;

/// <summary>
/// Chooses the names of types: the model's own, unless C#, a file system that knows no case, or the generated code takes exception.
/// They never go over the wire, so that another name does no harm.
/// </summary>
internal static partial class OfficialTypeNames
{
    // What the spec language itself calls its kinds of values.
    private static readonly string[] BuiltIn = ["string", "int64", "uint64", "double", "bool", "list"];

    /// <summary>The type's name for each object.</summary>
    /// <param name="objects">The objects' names in the model.</param>
    /// <param name="actions">The actions' names.</param>
    /// <param name="client">The name of the client class.</param>
    public static IReadOnlyDictionary<string, string> Choose(IReadOnlyCollection<string> objects, IEnumerable<string> actions, string client)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase) { client, "I" + client };
        taken.UnionWith(actions.SelectMany(action => ActionNames.Suffixes.Select(suffix => action + suffix)));
        Dictionary<string, string> names = new(StringComparer.Ordinal);

        // First those that keep their name, so that none of them gives way to one that needs a new name anyway.
        foreach (string name in objects.Where(name => Identifier().IsMatch(name) && !BuiltIn.Contains(name)).Order(StringComparer.Ordinal).Where(taken.Add))
        {
            names.Add(name, name);
        }

        foreach (string name in objects.Where(name => !names.ContainsKey(name)).Order(StringComparer.Ordinal))
        {
            string plain = Foreign().Replace(ActionFacts.PascalName(name), "");
            string stem = Identifier().IsMatch(plain) ? plain : "Type" + plain;
            string chosen = stem;
            for (int number = 2; !taken.Add(chosen); number++)
            {
                chosen = FormattableString.Invariant($"{stem}{number}");
            }

            names.Add(name, chosen);
        }

        return names;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex("[^A-Za-z0-9_]", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
