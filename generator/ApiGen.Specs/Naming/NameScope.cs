using System.Globalization;

namespace ApiGen.Specs.Naming;

/// <summary>
/// The one authority on names in a scope (a namespace, a class, an enum): whoever asks first gets the name, a later one
/// gets a suffix. Asking in a fixed order makes the outcome deterministic.
/// </summary>
public sealed class NameScope
{
    private readonly HashSet<string> _taken;

    // From where on a name's numbers may be free; all below are taken, and none is ever given back.
    private readonly Dictionary<string, int> _next;

    /// <summary>Opens a scope in which the given names are already taken.</summary>
    public NameScope(StringComparer comparer, params string[] reserved)
    {
        _taken = new(reserved, comparer);
        _next = new(comparer);
    }

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
        for (int number = _next.TryGetValue(last, out int next) ? next : 2; ; number++)
        {
            string name = last + number.ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(name))
            {
                _next[last] = number + 1;
                return name;
            }
        }
    }
}
