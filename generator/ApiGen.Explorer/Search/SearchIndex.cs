using System.Collections;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Search;

/// <summary>Finds services, actions, types, members and error codes by any part of their names, and actions by their summaries. Safe for concurrent use.</summary>
internal sealed class SearchIndex
{
    /// <summary>How many matches are counted; a page shows far fewer.</summary>
    public const int MostCounted = 5_000;

    // As good as a word in the middle of the name, and a word of the summary.
    private const int OwnerFit = 3;
    private const int SummaryFit = 4;
    private static readonly int Kinds = Enum.GetValues<SearchKind>().Length;

    private readonly IReadOnlyList<ServiceModel> _services;
    private readonly List<SearchEntry> _entries = [];
    private readonly NameList _names;
    private readonly NameList _summaries;

    /// <summary>Reads all names of the services.</summary>
    public SearchIndex(IReadOnlyList<ServiceModel> services)
    {
        _services = services;
        Dictionary<string, List<int>> names = new(StringComparer.Ordinal);
        Dictionary<string, List<int>> summaries = new(StringComparer.Ordinal);
        for (int service = 0; service < services.Count; service++)
        {
            ServiceModel model = services[service];
            Add(model.Name, model.Summary, new SearchEntry(SearchKind.Service, service, -1, -1, MemberList.None));
            for (int i = 0; i < model.Actions.Count; i++)
            {
                ActionModel action = model.Actions[i];
                Add(action.Name, action.Summary, new SearchEntry(SearchKind.Action, service, i, -1, MemberList.None));
                AddMembers(action.Request, service, i, MemberList.Request);
                AddMembers(action.Response, service, i, MemberList.Response);
                for (int error = 0; error < action.Errors.Count; error++)
                {
                    Add(action.Errors[error].Code, "", new SearchEntry(SearchKind.Error, service, i, error, MemberList.None));
                }
            }

            for (int i = 0; i < model.Types.Count; i++)
            {
                Add(model.Types[i].Name, "", new SearchEntry(SearchKind.Type, service, i, -1, MemberList.None));
                AddMembers(model.Types[i].Members, service, i, MemberList.Type);
            }
        }

        _names = new NameList(names);
        _summaries = new NameList(summaries);

        void AddMembers(EquatableArray<MemberModel> members, int service, int owner, MemberList list)
        {
            for (int i = 0; i < members.Count; i++)
            {
                Add(members[i].Name, "", new SearchEntry(SearchKind.Member, service, owner, i, list));
            }
        }

        void Add(string name, string summary, SearchEntry entry)
        {
            AddTo(names, name);
            if (summary.Length > 0)
            {
                AddTo(summaries, summary.ReplaceLineEndings(" "));
            }

            _entries.Add(entry);

            void AddTo(Dictionary<string, List<int>> map, string text)
            {
                if (!map.TryGetValue(text, out List<int>? entries))
                {
                    map.Add(text, entries = []);
                }

                entries.Add(_entries.Count);
            }
        }
    }

    /// <summary>How many things can be found.</summary>
    public int Count => _entries.Count;

    /// <summary>Finds what holds every word: the first or another one in its own name or summary, the rest there or in what it belongs to.</summary>
    /// <param name="query">Words with blanks between them; letters count without regard to case.</param>
    /// <param name="most">How many of the best are wanted.</param>
    public SearchResults Find(string query, int most)
    {
        string[] words = [.. query.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(8)];
        WordMatch[] matches = [.. words.Select(MatchOf).OrderBy(static match => match.Count)];
        BitArray? holders = matches.Length < 2 ? null : HoldersOfAll(matches);
        HashSet<int> seen = [];
        List<(int Rank, int Length, int Entry)> found = [];
        bool isMore = false;
        foreach (WordMatch match in matches)
        {
            foreach ((int rank, NameList list, int name) in match.Names)
            {
                foreach (int entry in list.EntriesOf(name))
                {
                    // Before anything is counted: a common word must not use up what a rare one beside it leaves over.
                    if (holders is not null && !holders[entry])
                    {
                        continue;
                    }

                    // Of members and codes there are hundreds of thousands; of all else there is never too much to count.
                    if (seen.Count >= MostCounted && !seen.Contains(entry) && _entries[entry].Kind is (SearchKind.Member or SearchKind.Error))
                    {
                        isMore = true;
                        continue;
                    }

                    if (seen.Add(entry))
                    {
                        int fit = words.Length == 1 ? rank : FitOfAll(entry, words);
                        found.Add(((fit * Kinds) + (int)_entries[entry].Kind, NameOf(_entries[entry]).Length, entry));
                    }
                }
            }
        }

        // The shorter a name, the less of it was not asked for; between equals the order of services and their actions decides.
        found.Sort();
        return new SearchResults([.. found.Take(most).Select(hit => _entries[hit.Entry])], found.Count, isMore);
    }

    /// <summary>What an entry is called.</summary>
    public string NameOf(in SearchEntry entry) => entry.Kind switch
    {
        SearchKind.Service => _services[entry.Service].Name,
        SearchKind.Action => Action(entry).Name,
        SearchKind.Error => Action(entry).Errors[entry.Place].Code,
        SearchKind.Type => Type(entry).Name,
        _ => Member(entry).Name,
    };

    /// <summary>What an entry means; may be empty.</summary>
    public string SummaryOf(in SearchEntry entry) => entry.Kind switch
    {
        SearchKind.Service => _services[entry.Service].Summary,
        SearchKind.Action => Action(entry).Summary,
        SearchKind.Error => Action(entry).Errors[entry.Place].Summary,
        SearchKind.Type => Type(entry).Summary,
        _ => Member(entry).Summary,
    };

    /// <summary>The service of an entry.</summary>
    public ServiceModel ServiceOf(in SearchEntry entry) => _services[entry.Service];

    /// <summary>The action or type that an entry is or belongs to; empty for a service.</summary>
    public string OwnerOf(in SearchEntry entry) => entry.Kind == SearchKind.Service ? "" : entry.Kind == SearchKind.Type || entry.List == MemberList.Type ? Type(entry).Name : Action(entry).Name;

    private WordMatch MatchOf(string word)
    {
        (int Rank, NameList List, int Name)[] names =
        [
            .. _names.Find(word).Select(found => (Rank: found.Fit, List: _names, found.Name))
                .Concat(_summaries.Find(word).Select(found => (Rank: SummaryFit, List: _summaries, found.Name)))
                .OrderBy(static found => found.Rank),
        ];
        return new WordMatch(names, names.Sum(static found => found.List.EntriesOf(found.Name).Length));
    }

    /// <summary>Marks the entries that hold every word themselves or by what they belong to.</summary>
    private BitArray HoldersOfAll(WordMatch[] matches)
    {
        BitArray all = new(_entries.Count, defaultValue: true);
        foreach (WordMatch match in matches)
        {
            BitArray holders = new(_entries.Count);
            foreach ((_, NameList list, int name) in match.Names)
            {
                foreach (int entry in list.EntriesOf(name))
                {
                    holders[entry] = true;

                    // By its name alone: what a summary says is about the action or service itself.
                    for (int inside = entry + 1; list == _names && inside < _entries.Count && IsInside(_entries[inside].Kind, _entries[entry].Kind); inside++)
                    {
                        holders[inside] = true;
                    }
                }
            }

            all.And(holders);
        }

        return all;
    }

    // In their order a service is followed by all that is its own, an action by its members and codes, a type by its members.
    private static bool IsInside(SearchKind kind, SearchKind owner) => owner switch
    {
        SearchKind.Service => kind != SearchKind.Service,
        SearchKind.Action or SearchKind.Type => kind is SearchKind.Member or SearchKind.Error,
        _ => false,
    };

    /// <summary>How well an entry that holds all words fits them together, less being better.</summary>
    private int FitOfAll(int index, string[] words)
    {
        SearchEntry entry = _entries[index];
        string name = NameOf(entry);
        string owner = OwnerOf(entry);
        string service = _services[entry.Service].Name;
        int sum = 0;
        foreach (string word in words)
        {
            sum += NameList.Fit(name, word) ?? (Holds(owner) || Holds(service) ? OwnerFit : SummaryFit);

            bool Holds(string text) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
        }

        return sum;
    }

    /// <summary>Where a word was found.</summary>
    /// <param name="Names">The names and summaries that hold it, the best fits first.</param>
    /// <param name="Count">How many entries are called so.</param>
    private sealed record WordMatch((int Rank, NameList List, int Name)[] Names, int Count);

    private ActionModel Action(in SearchEntry entry) => _services[entry.Service].Actions[entry.Owner];

    private TypeModel Type(in SearchEntry entry) => _services[entry.Service].Types[entry.Owner];

    private MemberModel Member(in SearchEntry entry)
    {
        EquatableArray<MemberModel> members = entry.List switch
        {
            MemberList.Request => Action(entry).Request,
            MemberList.Response => Action(entry).Response,
            _ => Type(entry).Members,
        };
        return members[entry.Place];
    }
}
