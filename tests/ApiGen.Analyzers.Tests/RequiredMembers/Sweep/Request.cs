namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>A request while a random method runs.</summary>
internal sealed class Request
{
    /// <summary>What the service demands of a request.</summary>
    public static readonly string[] Members = ["MNPType", "MNPName", "MNPIcon", "MNPIntro"];

    /// <summary>By member what it was given; the members of parts are there only when they are lacking.</summary>
    private readonly Dictionary<string, Word> _words = Members.ToDictionary(static member => member, static _ => (Word)(string?)null);

    /// <summary>What it lacked at an earlier call, which the client has refused: later calls tell nothing of it.</summary>
    private readonly HashSet<string> _refused = [];

    /// <summary>Whether others can change it: nothing of it needs to be found from then on.</summary>
    public bool HasLeft { get; set; }

    public Word this[string member]
    {
        get => _words[member];
        set
        {
            _refused.Remove(member);
            _words[member] = value;
        }
    }

    /// <summary>Gives it a part.</summary>
    /// <param name="names">What the service demands of the part.</param>
    /// <param name="lacking">What the part lacks.</param>
    public void SetPart(string[] names, string[] lacking)
    {
        foreach (string name in names)
        {
            _refused.Remove(name);
            _words.Remove(name);
        }

        foreach (string name in lacking)
        {
            _words[name] = (string?)null;
        }
    }

    /// <summary>What it lacks at a call; null when an earlier call has refused it.</summary>
    public Arrival? Send()
    {
        string[] lacked = [.. _words.Where(static pair => pair.Value.Text is null).Select(static pair => pair.Key)];
        bool isRefused = lacked.Any(_refused.Contains);
        _refused.UnionWith(lacked);
        return isRefused ? null : new Arrival(lacked, [.. lacked.Where(member => _words[member].IsSaid)], HasLeft);
    }
}
