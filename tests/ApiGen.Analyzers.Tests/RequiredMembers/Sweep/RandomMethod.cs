using System.Globalization;

namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>A random method that makes requests, asks questions and calls a client.</summary>
internal sealed partial class RandomMethod
{
    /// <summary>What the class around the methods holds.</summary>
    public const string Surroundings = """
            private bool ready;
            private bool Ready => ready;
            private bool IsReady() => ready;
            private static bool IsBig(int value) => value > 2;
            private static void Check(string? value) { if (value is null) { throw new ArgumentException("none"); } }
            private static void Print(string text) => Console.Write(text);
            private static void Complete(CreateMNPRequest request) { request.MNPType ??= "a"; request.MNPIntro = "b"; }
            private static CreateMNPRequest Make(string text) => new() { MNPName = text, MNPIcon = text };
            private static CreateMNPRequest Whole(string text) { var made = new CreateMNPRequest { MNPName = text, MNPIcon = text }; made.MNPType = text; made.MNPIntro = text; return made; }
            private sealed record Options(string? Title, bool On);

        """;

    private readonly Random _random;
    private readonly HashSet<int> _shared = [];
    private readonly List<Variable> _variables = [new("r", 0, false, false), new("q", 1, false, false), new("s", 2, true, false)];
    private readonly Statement _body;
    private Asked _asked;
    private int _calls;
    private int _names;
    private bool _jumps;

    public RandomMethod(int seed)
    {
        _random = new Random(seed);
        Statement first = Statement.All([NewRequest(_variables[0]), NewRequest(_variables[1]), .. Many(2 + _random.Next(4), 3, Scope.None)]);
        Statement last = Call(Scope.None);
        _body = new Statement(
            [.. first.Lines, .. _jumps ? ["last:"] : (string[])[], .. last.Lines],
            machine => first.Run(machine) is var outcome and not (Outcome.Next or Outcome.Goto) ? outcome : last.Run(machine));
    }

    public IEnumerable<string> Lines(string name) =>
    [
        $"public async Task {name}(bool a, bool b, bool c, int number, string? maybe, List<string> texts, string path)",
        "{",
        "    bool flag = false; int count = 0; string? name = null; Options options = new(null, false); CreateMNPRequest r, q; CreateMNPRequest? s = null;",
        .. _body.Lines.Select(static line => "    " + line),
        "}",
    ];

    /// <summary>Runs the method with all inputs, and with all that can fail failing.</summary>
    /// <returns>With what each call is made; calls that are never made are left out.</returns>
    public Dictionary<int, Truth> Run()
    {
        Dictionary<int, Truth> truth = [];
        foreach (Inputs inputs in Inputs.Of(_asked))
        {
            int risks = Run(inputs, 0, 0, truth);
            for (int first = 1; first <= Math.Min(risks, 16); first++)
            {
                int more = Run(inputs, first, 0, truth);
                for (int second = first + 1; second <= Math.Min(more, first + 3); second++)
                {
                    Run(inputs, first, second, truth);
                }
            }
        }

        return truth;
    }

    private int Run(Inputs inputs, int first, int second, Dictionary<int, Truth> truth)
    {
        Machine machine = new(inputs, first, second, _shared);
        _body.Run(machine);
        foreach ((int call, Arrival arrival) in machine.Calls)
        {
            if (!truth.TryGetValue(call, out Truth? known))
            {
                truth[call] = known = new Truth();
            }

            known.Add(arrival);
        }

        return machine.Risks;
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    private string NewName(string start) => start + (++_names).ToString(CultureInfo.InvariantCulture);

    /// <summary>Some statements, with nothing after a jump.</summary>
    private List<Statement> Many(int count, int depth, Scope scope)
    {
        List<Statement> statements = [];
        while (statements.Count < count && !(statements.Count > 0 && IsJump(statements[^1].Lines[^1])))
        {
            statements.Add(Any(depth, scope));
        }

        return statements;
    }

    private static bool IsJump(string line) => line is "return;" or "break;" or "continue;" or "goto last;" or "throw;" || line.StartsWith("throw new", StringComparison.Ordinal);

    /// <summary>The statements of a block, with variables of their own.</summary>
    private Statement Block(int depth, Scope scope)
    {
        int variables = _variables.Count;
        Statement block = Statement.All([.. Chance(12) ? [Declare(scope)] : (Statement[])[], .. Many(1 + _random.Next(3), depth - 1, scope)]);
        _variables.RemoveRange(variables, _variables.Count - variables);
        return block;
    }

    private Statement Any(int depth, Scope scope) => _random.Next(depth > 0 ? 22 : 12) switch
    {
        < 3 => Give(scope),
        3 => Assign(scope),
        4 => NewRequest(PickVariable(scope, canBeNull: true)),
        5 => Exchange(scope),
        6 or 7 => Work(scope),
        8 when depth > 0 && scope == Scope.None => Statement.All([Call(scope), .. depth < 3 && Chance(50) ? [Statement.Jump("return;", Outcome.Return)] : (Statement[])[]]),
        8 when scope.HasFlag(Scope.Function) => Call(scope),
        9 when depth < 3 && !scope.HasFlag(Scope.NoJumps) && Chance(70) => Jump(scope),
        < 12 => Give(scope),
        < 17 => Statement.If(Any(2, scope, isDeep: true), Block(depth, scope), Chance(33) ? Block(depth, scope) : null),
        17 => Switch(depth, scope),
        18 when !scope.HasFlag(Scope.Loops) => Loop(depth, scope),
        19 when !scope.HasFlag(Scope.Function) && Chance(50) => Function(depth, scope),
        20 => Around(depth, scope),
        _ => Try(depth, scope),
    };

    private Statement Jump(Scope scope)
    {
        switch (_random.Next(6))
        {
            case 0 or 1 when scope.HasFlag(Scope.Loop) && !scope.HasFlag(Scope.Switch):
                return Chance(50) ? Statement.Jump("break;", Outcome.Break) : Statement.Jump("continue;", Outcome.Continue);
            case 2 when !scope.HasFlag(Scope.Function):
                _jumps = true;
                return Statement.Jump("goto last;", Outcome.Goto);
            case 3 when scope.HasFlag(Scope.Handler):
                return new(["throw;"], static machine => machine.Handled.Peek());
            case 4:
                return Statement.Jump("throw new ArgumentException(path);", Outcome.ArgumentException);
            default:
                return Statement.Jump("return;", Outcome.Return);
        }
    }

    private Statement Loop(int depth, Scope scope)
    {
        Scope inner = (scope & ~(Scope.Switch | Scope.NoJumps)) | (scope.HasFlag(Scope.Loop) ? Scope.Loops : Scope.Loop);
        if (scope.HasFlag(Scope.NoJumps))
        {
            // Breaks would be allowed, but what lies below may also return.
            inner |= Scope.NoJumps;
        }

        switch (_random.Next(5))
        {
            case 0 or 1 when !scope.HasFlag(Scope.Item):
                _asked |= Asked.Texts;
                return Statement.ForEach("item", Block(depth, inner | Scope.Item));
            case 2:
                _asked |= Asked.Number;
                return Statement.For(NewName("i"), Block(depth, inner));
            case 3:
                Condition end = Any(1, scope, isDeep: false);
                return Statement.Forever(end, Block(depth, inner));
            default:
                _asked |= Asked.Number;
                return Statement.While(Chance(60), Block(depth, inner));
        }
    }

    private Statement Switch(int depth, Scope scope)
    {
        Scope inner = scope | Scope.Switch;
        Condition when = Any(1, scope, isDeep: false);
        List<(string Label, Func<Machine, bool> Holds, Statement Body)> cases = [];
        void Add(string label, Func<Machine, bool> holds) => cases.Add((label, holds, Block(depth, inner)));
        string subject = Chance(65) ? "number" : "maybe";
        if (subject == "number")
        {
            _asked |= Asked.Number;
            Add("case 1:", static machine => machine.Number == 1);
            if (Chance(60))
            {
                bool isTwo = Chance(50);
                Add($"case {(isTwo ? "2" : "> 1")} when {when.Text}:", machine => (isTwo ? machine.Number == 2 : machine.Number > 1) && when.IsTrue(machine));
            }

            if (Chance(50))
            {
                Add("case 3 or 4:", static machine => machine.Number is 3 or 4);
            }
        }
        else
        {
            _asked |= Asked.Maybe;
            Add("case null:", static machine => machine.Maybe.Text is null);
            if (Chance(60))
            {
                Add("case \"ab\":", static machine => machine.Maybe.Text == "ab");
            }

            if (Chance(40))
            {
                Add("case { Length: > 2 }:", static machine => machine.Maybe.Text is { Length: > 2 });
            }
        }

        if (Chance(60))
        {
            Add("default:", static _ => true);
        }

        return Statement.Switch(subject, cases);
    }

    private Statement Around(int depth, Scope scope)
    {
        switch (_random.Next(4))
        {
            case 0:
                return Statement.Around($"using (var {NewName("u")} = new StringReader(path))", Block(depth, scope));
            case 1:
                string name = NewName("u");
                Statement body = Block(depth, scope);
                return Statement.Around("", new([$"using var {name} = new StringReader(path);", .. body.Lines], body.Run));
            case 2:
                _asked |= Asked.File | Asked.Path;
                Statement inner = Block(depth, scope);
                return new([$"using (var {NewName("u")} = File.OpenRead(path))", .. inner.Block()], machine => machine.Read() is var outcome and not Outcome.Next ? outcome : inner.Run(machine));
            default:
                return Statement.Around("lock (texts)", Block(depth, scope | Scope.NoAwait));
        }
    }

    private Statement Function(int depth, Scope scope)
    {
        int variables = _variables.Count;
        Scope inner = (scope & Scope.Item) | (scope & Scope.NoAwait) | Scope.Function;
        string name = NewName("f");
        Statement body = Chance(60)
            ? Statement.All([Declare(inner), Block(depth, inner), Call(inner)])
            : Block(depth, inner);
        _variables.RemoveRange(variables, _variables.Count - variables);
        bool awaits = !scope.HasFlag(Scope.NoAwait);
        string call = awaits ? $"await {name}();" : $"{name}();";
        return Chance(50)
            ? Statement.Function(awaits ? $"Func<Task> {name} = async () =>" : $"Action {name} = () =>", ";", call, body)
            : Statement.Function(awaits ? $"async Task {name}()" : $"void {name}()", "", call, body);
    }

    private Statement Try(int depth, Scope scope)
    {
        Statement body = Block(depth, scope);
        List<Handler> handlers = [];
        if (Chance(75))
        {
            foreach (string type in (string[])["IOException", "UnauthorizedAccessException", "ApiException", "ArgumentException", "Exception"])
            {
                if (Chance(type is "IOException" or "Exception" ? 35 : 25))
                {
                    handlers.Add(new(type, Chance(15) ? Any(1, scope, isDeep: false) : null, Block(depth, scope | Scope.Handler)));
                }
            }
        }

        return Statement.Try(body, handlers, handlers.Count == 0 || Chance(30) ? Block(1, (scope & ~Scope.Handler) | Scope.NoJumps) : null);
    }
}
