namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <content>Statements without others in them.</content>
internal sealed partial class RandomMethod
{
    private static readonly string[] OwnerParts = ["Uin", "Contact", "Mail"];
    private static readonly string[] ListParts = ["Locale", "Text"];

    /// <summary>A variable that is there; one of the function around only now and then, because others can change it then.</summary>
    private Variable PickVariable(Scope scope, bool canBeNull)
    {
        bool isNested = scope.HasFlag(Scope.Function);
        Variable[] near = [.. _variables.Where(variable => variable.IsOfFunction == isNested && (canBeNull || !variable.CanBeNull))];
        if (isNested && (near.Length == 0 || Chance(4)))
        {
            Variable outer = Pick(_variables[0], _variables[1]);
            _shared.Add(outer.Number);
            return outer;
        }

        return Pick<Variable>(near);
    }

    private Statement Declare(Scope scope)
    {
        Variable variable = new(NewName("l"), 10 + _names, false, scope.HasFlag(Scope.Function));
        Statement made = NewRequest(variable);
        _variables.Add(variable);
        return made with { Lines = ["var " + made.Lines[0]] };
    }

    private Statement NewRequest(Variable variable)
    {
        int number = variable.Number;
        if (Chance(6))
        {
            return Statement.Plain($"{variable.Name} = Make(path);", machine => machine[number] = Made(machine, "MNPName", "MNPIcon"));
        }

        if (Chance(4))
        {
            return Statement.Plain($"{variable.Name} = Whole(path);", machine => machine[number] = Made(machine, Request.Members));
        }

        string[] given = [.. Request.Members.Where(_ => Chance(75))];
        Condition condition = Any(1, variable.IsOfFunction ? Scope.Function : Scope.None, isDeep: false);
        string? chosen = given.Length > 0 && Chance(12) ? given[0] : null;
        (string part, Action<Request> add) = Part();
        string members = string.Join(", ", [.. given.Select(member => member + (member == chosen ? $" = {condition.Text} ? path : null!" : " = path")), .. Chance(8) ? [part] : (string[])[]]);
        bool hasPart = members.EndsWith(part, StringComparison.Ordinal);
        string op = variable.CanBeNull && Chance(40) ? "??=" : "=";
        return Statement.Plain($"{variable.Name} {op} new CreateMNPRequest {{ {members} }};", machine =>
        {
            if (op == "=" || machine[number] is null)
            {
                Request request = Made(machine, given);
                if (chosen is not null && !condition.IsTrue(machine))
                {
                    request[chosen] = (string?)null;
                }

                if (hasPart)
                {
                    add(request);
                }

                machine[number] = request;
            }
        });
    }

    private static Request Made(Machine machine, params string[] given)
    {
        Request request = new();
        foreach (string member in given)
        {
            request[member] = machine.Path;
        }

        return request;
    }

    private (string Source, Action<Request> Add) Part()
    {
        (string[] parts, string source, string[] lacking) = _random.Next(6) switch
        {
            0 => (OwnerParts, "Owner = new MNPOwner { Uin = path }", ["Contact"]),
            1 => (OwnerParts, "Owner = new() { Uin = path, Contact = new() }", ["Mail"]),
            2 => (OwnerParts, "Owner = new() { Uin = path, Contact = new() { Mail = path } }", []),
            3 => (ListParts, "I18nList = [new MNPI18NSyncDto { Locale = path }]", ["Text"]),
            4 => (ListParts, "I18nList = new List<MNPI18NSyncDto> { new() { Locale = path, Text = path } }", []),
            _ => (ListParts, "I18nList = null", (string[])[]),
        };
        return (source, request => request.SetPart(parts, lacking));
    }

    private Statement Give(Scope scope)
    {
        Variable variable = PickVariable(scope, canBeNull: true);
        int number = variable.Number;
        string member = Request.Members[_random.Next(Request.Members.Length)];
        string target = $"{variable.Name}{(variable.CanBeNull ? "?" : "")}.{member}";
        Statement Set(string value, Func<Machine, Word> word) => Statement.Plain($"{target} = {value};", machine =>
        {
            if (machine[number] is { } request)
            {
                request[member] = word(machine);
            }
        });
        switch (_random.Next(16))
        {
            case 0 or 1:
                return Set("null!", static _ => (string?)null);
            case 2:
                return Set("name!", static machine => machine.Name);
            case 3 when !variable.CanBeNull:
                return Statement.Plain($"{target} ??= path;", machine =>
                {
                    if (machine[number]![member].Text is null)
                    {
                        machine[number]![member] = machine.Path;
                    }
                });
            case 4 or 5:
                Condition condition = Any(1, scope, isDeep: false);
                return Set($"{condition.Text} ? path : null!", machine => condition.IsTrue(machine) ? machine.Path : (string?)null);
            case 6:
                return Set("options.Title!", static machine => Word.Unsaid(machine.Title.Text));
            case 7:
                _asked |= Asked.Maybe;
                return Set("maybe!", static machine => machine.Maybe);
            case 8 when !variable.CanBeNull:
                string other = Request.Members[_random.Next(Request.Members.Length)];
                Variable source = PickVariable(scope, canBeNull: false);
                return Set($"{source.Name}.{other}", machine => machine[source.Number]![other]);
            case 9 when !variable.CanBeNull:
                (string part, Action<Request> add) = Part();
                return Statement.Plain($"{variable.Name}.{part};", machine => add(machine[number]!));
            default:
                return Set(Pick("path", "path", "\"x\"", "name ?? path"), static machine => machine.Path);
        }
    }

    private Statement Assign(Scope scope)
    {
        Condition condition = Any(1, scope, isDeep: false);
        switch (_random.Next(17))
        {
            case 0 or 1:
                return Statement.Plain($"flag = {condition.Text};", machine => machine.Flag = condition.IsTrue(machine));
            case 2:
                return Statement.Plain($"flag |= {condition.Text};", machine => machine.Flag |= condition.IsTrue(machine));
            case 3:
                return Statement.Plain($"flag &= {condition.Text};", machine => machine.Flag &= condition.IsTrue(machine));
            case 4:
                return Statement.Plain("count++;", static machine => machine.Count++);
            case 5:
                return Statement.Plain("name = path;", static machine => machine.Name = machine.Path);
            case 6 or 7:
                return Statement.Plain($"name = {condition.Text} ? path : null;", machine => machine.Name = condition.IsTrue(machine) ? machine.Path : (string?)null);
            case 8:
                _asked |= Asked.Number | Asked.Maybe;
                return Statement.Plain($"name = number switch {{ 1 => path, > 2 when {condition.Text} => null, _ => maybe }};", machine =>
                    machine.Name = machine.Number == 1 ? machine.Path : machine.Number > 2 && condition.IsTrue(machine) ? (string?)null : machine.Maybe);
            case 9:
                return Statement.Plain("name ??= path;", static machine => machine.Name = machine.Name.Text is null ? machine.Path : machine.Name);
            case 10:
                return Statement.Plain($"(flag, count) = ({condition.Text}, count + 1);", machine =>
                {
                    machine.Flag = condition.IsTrue(machine);
                    machine.Count++;
                });
            case 11:
                return Statement.Plain("options = options with { Title = path };", static machine => machine.Title = machine.Path);
            case 12:
                return Statement.Plain($"options = options with {{ On = {condition.Text} }};", machine => machine.On = condition.IsTrue(machine));
            case 13:
                _asked |= Asked.Maybe | Asked.Path;
                return Chance(50)
                    ? Statement.Plain("maybe ??= path;", static machine => machine.Maybe = machine.Maybe.Text is null ? machine.Path : machine.Maybe)
                    : Statement.Plain("maybe = null;", static machine => machine.Maybe = (string?)null);
            case 14:
                return Statement.Plain($"c = {condition.Text};", machine => machine.C = condition.IsTrue(machine));
            case 15:
                _asked |= Asked.Ready;
                return Statement.Plain($"ready = {condition.Text};", machine => machine.Ready = condition.IsTrue(machine));
            default:
                _asked |= Asked.Texts;
                return scope.HasFlag(Scope.Item)
                    ? Statement.Plain("name = item;", static machine => machine.Name = machine.Current)
                    : Statement.Plain("texts.Add(\"x\");", static machine => machine.Texts.Add("x"));
        }
    }

    /// <summary>Gives a variable what another one holds.</summary>
    private Statement Exchange(Scope scope)
    {
        (Variable target, Variable source) = (PickVariable(scope, canBeNull: true), PickVariable(scope, canBeNull: false));
        (int to, int from) = (target.Number, source.Number);
        switch (_random.Next(5))
        {
            case 0:
                return Statement.Plain($"{target.Name} = {source.Name};", machine => machine[to] = machine[from]);
            case 1:
                Condition condition = Any(1, scope, isDeep: false);
                Variable other = PickVariable(scope, canBeNull: false);
                return Statement.Plain($"{target.Name} = {condition.Text} ? {source.Name} : {other.Name};", machine => machine[to] = machine[condition.IsTrue(machine) ? from : other.Number]);
            case 2 when !target.CanBeNull && to != from:
                return Statement.Plain($"({target.Name}, {source.Name}) = ({source.Name}, {target.Name});", machine => (machine[to], machine[from]) = (machine[from], machine[to]));
            case 3 when target.CanBeNull:
                return Statement.Plain($"{target.Name} = null;", machine => machine[to] = null);
            default:
                return Give(scope);
        }
    }

    /// <summary>Something that is done with neither requests nor variables, or that may go wrong.</summary>
    private Statement Work(Scope scope)
    {
        switch (_random.Next(12))
        {
            case 0 or 1 or 2:
                _asked |= Asked.File | Asked.Path;
                return new([scope.HasFlag(Scope.NoAwait) || Chance(50) ? "Console.Write(File.ReadAllText(path));" : "Console.Write(await File.ReadAllTextAsync(path));"], static machine => machine.Read());
            case 3:
                _asked |= Asked.File | Asked.Path;
                return new(["name = File.ReadAllText(path);"], static machine =>
                {
                    Outcome outcome = machine.Read();
                    machine.Name = outcome == Outcome.Next ? machine.Path : machine.Name;
                    return outcome;
                });
            case 4 when Chance(60):
                Variable variable = PickVariable(scope, canBeNull: false);
                string member = Request.Members[_random.Next(Request.Members.Length)];
                return new([$"Check({variable.Name}.{member});"], machine => machine[variable.Number]![member].Text is null ? Outcome.ArgumentException : Outcome.Next);
            case 5 when Chance(30):
                return new(["Check(name);"], static machine => machine.Name.Text is null ? Outcome.ArgumentException : Outcome.Next);
            case 6 when Chance(40):
                Variable completed = PickVariable(scope, canBeNull: false);
                return Statement.Plain($"Complete({completed.Name});", machine =>
                {
                    Request request = machine[completed.Number]!;
                    request.HasLeft = true;
                    request["MNPType"] = request["MNPType"].Text is null ? "a" : request["MNPType"];
                    request["MNPIntro"] = "b";
                });
            case 7:
                return Statement.Plain("Print(path);", static _ => { });
            default:
                return Statement.Plain("Console.Write(path);", static _ => { });
        }
    }

    private Statement Call(Scope scope)
    {
        int call = ++_calls;
        string mark = $" {Statement.CallMark}{call}*/";
        string start = scope.HasFlag(Scope.NoAwait) ? "client.CreateMNPAsync(" : "await client.CreateMNPAsync(";
        string end = scope.HasFlag(Scope.NoAwait) ? ").GetAwaiter().GetResult();" : Pick(");", ");", ").ConfigureAwait(false);");
        Variable variable = PickVariable(scope, canBeNull: false);
        if (!scope.HasFlag(Scope.Function) && Chance(12))
        {
            return Chance(50)
                ? new(["if (s is not null)", "{", $"    {start}s{end}{mark}", "}"], machine => machine[2] is { } present ? machine.Call(call, present) : Outcome.Next)
                : new([$"{start}s ?? {variable.Name}{end}{mark}"], machine => machine.Call(call, machine[2] ?? machine[variable.Number]!));
        }

        if (Chance(6))
        {
            Statement made = NewRequest(new("made", -1, false, true));
            string source = made.Lines[0]["made = ".Length..^1];
            return new([$"{start}{source}{end}{mark}"], machine =>
            {
                made.Run(machine);
                return machine.Call(call, machine[-1]!);
            });
        }

        return new([$"{start}{variable.Name}{end}{mark}"], machine => machine.Call(call, machine[variable.Number]!));
    }
}
