using System.Runtime.CompilerServices;

namespace ApiGen.Analyzers.Flow;

/// <summary>
/// Conditions over yes-or-no questions, as binary decision diagrams: two conditions that come to the same are the same number.
/// The latest question is decided first, so that what a branch adds to a long condition, and what a join takes away again,
/// is one step.
/// </summary>
internal sealed class Conditions
{
    public const int Never = 0;

    public const int Always = 1;

    /// <summary>More nodes than any method of a sane size needs: each is a dozen bytes.</summary>
    private const int MostNodes = 200_000;

    /// <summary>How many steps are taken over conditions: each is a look into a table.</summary>
    public const int MostSteps = 500_000;

    private readonly List<int> _question = [-1, -1];
    private readonly List<int> _no = [0, 1];
    private readonly List<int> _yes = [0, 1];
    private readonly Dictionary<long, int> _nodes = [];
    private readonly Dictionary<long, int> _both = [];
    private readonly Dictionary<int, int> _opposites = [];
    private readonly Dictionary<long, int> _restricted = [];

    /// <summary>The steps taken so far.</summary>
    public int Steps { get; private set; }

    /// <summary>The condition that a question comes to yes.</summary>
    public int Of(int question) => Node(question, Never, Always);

    public int Not(int condition)
    {
        if (condition <= Always)
        {
            return 1 - condition;
        }

        if (!_opposites.TryGetValue(condition, out int opposite))
        {
            Step();
            opposite = Node(_question[condition], Not(_no[condition]), Not(_yes[condition]));
            _opposites[condition] = opposite;
            _opposites[opposite] = condition;
        }

        return opposite;
    }

    public int And(int left, int right)
    {
        if (left == right || right == Always)
        {
            return left;
        }

        if (left == Always)
        {
            return right;
        }

        if (left == Never || right == Never)
        {
            return Never;
        }

        long key = left < right ? Key(left, right) : Key(right, left);
        if (!_both.TryGetValue(key, out int both))
        {
            Step();
            int question = Math.Max(_question[left], _question[right]);
            both = Node(question, And(No(left, question), No(right, question)), And(Yes(left, question), Yes(right, question)));
            _both[key] = both;
        }

        return both;
    }

    public int Or(int left, int right) => Not(And(Not(left), Not(right)));

    public int Choose(int condition, int yes, int no) => yes == no ? yes : Or(And(condition, yes), And(Not(condition), no));

    /// <summary>A condition that comes to the same as <paramref name="condition"/> wherever <paramref name="care"/> holds, and is simpler.</summary>
    public int Restrict(int condition, int care)
    {
        if (condition <= Always || care <= Always)
        {
            return condition;
        }

        if (condition == care)
        {
            return Always;
        }

        long key = Key(condition, care);
        if (_restricted.TryGetValue(key, out int simpler))
        {
            return simpler;
        }

        Step();
        int question = Math.Max(_question[condition], _question[care]);
        if (_question[condition] < question)
        {
            simpler = Restrict(condition, Or(_no[care], _yes[care]));
        }
        else
        {
            (int no, int yes) = (No(care, question), Yes(care, question));
            simpler = no == Never ? Restrict(_yes[condition], yes)
                : yes == Never ? Restrict(_no[condition], no)
                : Node(question, Restrict(_no[condition], no), Restrict(_yes[condition], yes));
        }

        _restricted[key] = simpler;
        return simpler;
    }

    /// <summary>The condition that some outcome of the questions chosen makes <paramref name="condition"/> hold.</summary>
    public int Exists(int condition, Func<int, bool> isChosen) => Exists(condition, isChosen, []);

    /// <summary>The questions that a condition depends on.</summary>
    public List<int> Questions(int condition)
    {
        HashSet<int> seen = [];
        SortedSet<int> questions = [];
        Stack<int> open = new([condition]);
        while (open.Count > 0)
        {
            int node = open.Pop();
            if (node > Always && seen.Add(node))
            {
                Step();
                questions.Add(_question[node]);
                open.Push(_no[node]);
                open.Push(_yes[node]);
            }
        }

        return [.. questions];
    }

    /// <summary>Whether a condition is quickly looked through.</summary>
    public bool IsShort(int condition)
    {
        HashSet<int> seen = [];
        Stack<int> open = new([condition]);
        while (open.Count > 0)
        {
            int node = open.Pop();
            if (node > Always && seen.Add(node))
            {
                if (seen.Count > 24)
                {
                    return false;
                }

                open.Push(_no[node]);
                open.Push(_yes[node]);
            }
        }

        return true;
    }

    /// <summary>The question and its answer, when a condition is no more than that.</summary>
    public (int Question, bool Answer)? Literal(int condition) =>
        condition > Always && _no[condition] <= Always && _yes[condition] <= Always ? (_question[condition], _yes[condition] == Always) : null;

    /// <summary>Ways in which a condition comes to hold: lists of questions with their answers.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="most">How many ways to find at most.</param>
    public IEnumerable<List<(int Question, bool Answer)>> Ways(int condition, int most)
    {
        Stack<(int Node, int Depth, int Question, bool Answer)> open = new();
        List<(int, bool)> way = [];
        open.Push((condition, 0, -1, false));
        while (open.Count > 0 && most > 0)
        {
            (int node, int depth, int question, bool answer) = open.Pop();
            if (node == Never)
            {
                continue;
            }

            way.RemoveRange(Math.Max(depth - 1, 0), way.Count - Math.Max(depth - 1, 0));
            if (depth > 0)
            {
                way.Add((question, answer));
            }

            if (node == Always)
            {
                most--;
                yield return [.. way];
                continue;
            }

            open.Push((_no[node], depth + 1, _question[node], false));
            open.Push((_yes[node], depth + 1, _question[node], true));
        }
    }

    private int Exists(int condition, Func<int, bool> isChosen, Dictionary<int, int> known)
    {
        if (condition <= Always)
        {
            return condition;
        }

        if (!known.TryGetValue(condition, out int exists))
        {
            Step();
            int no = Exists(_no[condition], isChosen, known);
            int yes = Exists(_yes[condition], isChosen, known);
            exists = isChosen(_question[condition]) ? Or(no, yes) : Choose(Of(_question[condition]), yes, no);
            known[condition] = exists;
        }

        return exists;
    }

    /// <summary>Takes a step, of which there are so many and no more, and which may be deep in others.</summary>
    private void Step()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++Steps > MostSteps)
        {
            throw new FlowLimitException();
        }
    }

    private static long Key(int left, int right) => ((long)left << 32) | (uint)right;

    private int No(int condition, int question) => _question[condition] == question ? _no[condition] : condition;

    private int Yes(int condition, int question) => _question[condition] == question ? _yes[condition] : condition;

    private int Node(int question, int no, int yes)
    {
        if (no == yes)
        {
            return no;
        }

        // Nodes and questions are fewer than two to the twenty-first.
        long key = ((long)question << 42) | ((long)no << 21) | (uint)yes;
        if (!_nodes.TryGetValue(key, out int node))
        {
            node = _question.Count;
            if (node > MostNodes)
            {
                throw new FlowLimitException();
            }

            _question.Add(question);
            _no.Add(no);
            _yes.Add(yes);
            _nodes[key] = node;
        }

        return node;
    }
}
