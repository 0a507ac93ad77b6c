namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>A statement of a random method: its lines, and what it does.</summary>
/// <param name="Lines">The source.</param>
/// <param name="Run">Does it.</param>
internal sealed record Statement(IReadOnlyList<string> Lines, Func<Machine, Outcome> Run)
{
    /// <summary>What stands before the number of a call in the source.</summary>
    public const string CallMark = "/*call ";

    public static Statement Plain(string line, Action<Machine> run) => new([line], machine =>
    {
        run(machine);
        return Outcome.Next;
    });

    public static Statement Jump(string line, Outcome outcome) => new([line], _ => outcome);

    public static Statement If(Condition condition, Statement then, Statement? otherwise) => new(
        [$"if ({condition.Text})", .. then.Block(), .. otherwise is null ? [] : (string[])["else", .. otherwise.Block()]],
        machine => condition.IsTrue(machine) ? then.Run(machine) : otherwise?.Run(machine) ?? Outcome.Next);

    /// <param name="subject">What is switched on.</param>
    /// <param name="cases">The cases, of which the first that holds is run.</param>
    public static Statement Switch(string subject, IReadOnlyList<(string Label, Func<Machine, bool> Holds, Statement Body)> cases) => new(
        [$"switch ({subject})", "{", .. cases.SelectMany(static one => (string[])[one.Label, .. one.Body.Block(), "break;"]), "}"],
        machine =>
        {
            foreach ((_, Func<Machine, bool> holds, Statement body) in cases)
            {
                if (holds(machine))
                {
                    Outcome outcome = body.Run(machine);
                    return outcome == Outcome.Break ? Outcome.Next : outcome;
                }
            }

            return Outcome.Next;
        });

    public static Statement ForEach(string item, Statement body) => new(
        [$"foreach (string {item} in texts)", .. body.Block()],
        machine => Repeat(machine.Texts.ToArray(), text =>
        {
            machine.Current = text;
            return body.Run(machine);
        }));

    public static Statement For(string variable, Statement body) => new(
        [$"for (int {variable} = 0; {variable} < number; {variable}++)", .. body.Block()],
        machine => Repeat(Enumerable.Range(0, Math.Max(machine.Number, 0)), _ => body.Run(machine)));

    /// <summary>A loop that counts up to the number, and asks before or after each pass.</summary>
    public static Statement While(bool isFirst, Statement body) => new(
        isFirst ? ["while (count < number)", "{", "    count++;", .. body.Lines.Select(static line => "    " + line), "}"] : ["do", .. body.Block(), "while (++count < number);"],
        machine => Repeat(Passes(machine, isFirst), _ => body.Run(machine)));

    /// <summary>A loop that is left from inside.</summary>
    public static Statement Forever(Condition end, Statement body) => new(
        ["while (true)", "{", $"    if (++count > 3 || {end.Text}) break;", .. body.Lines.Select(static line => "    " + line), "}"],
        machine => Repeat(Enumerable.Repeat(0, 10), _ => ++machine.Count > 3 || end.IsTrue(machine) ? Outcome.Break : body.Run(machine)));

    public static Statement Try(Statement body, IReadOnlyList<Handler> handlers, Statement? final) => new(
        [
            "try",
            .. body.Block(),
            .. handlers.SelectMany(static handler => (string[])[handler.Head, .. handler.Body.Block()]),
            .. final is null ? [] : (string[])["finally", .. final.Block()],
        ],
        machine =>
        {
            Outcome outcome = body.Run(machine);
            if (outcome >= Outcome.InputException && handlers.FirstOrDefault(handler => handler.Takes(outcome, machine)) is { } taken)
            {
                machine.Handled.Push(outcome);
                outcome = taken.Body.Run(machine);
                machine.Handled.Pop();
            }

            Outcome last = final?.Run(machine) ?? Outcome.Next;
            return last == Outcome.Next ? outcome : last;
        });

    /// <summary>A block with a head, of which only the body matters.</summary>
    public static Statement Around(string head, Statement body) => new([head, .. body.Block()], body.Run);

    /// <summary>A function that is made and run at once.</summary>
    public static Statement Function(string head, string tail, string call, Statement body) => new(
        [head, .. body.Block(tail), call],
        machine =>
        {
            Outcome outcome = body.Run(machine);
            return outcome == Outcome.Return ? Outcome.Next : outcome;
        });

    public static Statement All(IReadOnlyList<Statement> statements) => new(
        [.. statements.SelectMany(static statement => statement.Lines)],
        machine =>
        {
            foreach (Statement statement in statements)
            {
                Outcome outcome = statement.Run(machine);
                if (outcome != Outcome.Next)
                {
                    return outcome;
                }
            }

            return Outcome.Next;
        });

    public IEnumerable<string> Block(string tail = "") => ["{", .. Lines.Select(static line => "    " + line), "}" + tail];

    private static IEnumerable<int> Passes(Machine machine, bool isFirst)
    {
        if (isFirst)
        {
            while (machine.Count < machine.Number)
            {
                machine.Count++;
                yield return 0;
            }
        }
        else
        {
            do
            {
                yield return 0;
            }
            while (++machine.Count < machine.Number);
        }
    }

    private static Outcome Repeat<T>(IEnumerable<T> passes, Func<T, Outcome> run)
    {
        foreach (T pass in passes)
        {
            Outcome outcome = run(pass);
            if (outcome == Outcome.Break)
            {
                break;
            }

            if (outcome is not (Outcome.Next or Outcome.Continue))
            {
                return outcome;
            }
        }

        return Outcome.Next;
    }
}
