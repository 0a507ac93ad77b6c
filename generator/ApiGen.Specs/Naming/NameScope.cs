using System.Globalization;

namespace ApiGen.Specs.Naming;

/// <summary>
/// The one authority on names in a scope (a namespace, a class, an enum): whoever asks first gets the name, a later one
/// gets a suffix. Asking in a fixed order makes the outcome deterministic.
/// </summary>
public sealed class NameScope
{
    private readonly HashSet<string> _taken;

    /// <summary>Opens a scope in which the given names are already taken.</summary>
    public NameScope(StringComparer comparer, params string[] reserved) => _taken = new(reserved, comparer);

    /// <summary>Whether the name is taken.</summary>
    public bool IsTaken(string name) => _taken.Contains(name);

    /// <summary>Takes the first free one of the wanted names; when none is free, the last one with a number.</summary>
    public string Take(params string[] wanted)
    {
        foreach (string name in wanted)
        {
            if (_taken.Add(name))
            {
                return name;
            }
        }

        string last = wanted[wanted.Length - 1];
        for (int number = 2; ; number++)
        {
            string name = last + number.ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(name))
            {
                return name;
            }
        }
    }
}
