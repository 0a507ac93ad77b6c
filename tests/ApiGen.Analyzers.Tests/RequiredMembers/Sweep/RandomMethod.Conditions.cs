namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <content>Conditions.</content>
internal sealed partial class RandomMethod
{
    /// <param name="depth">How deep conditions may lie in each other.</param>
    /// <param name="scope">Where it is asked.</param>
    /// <param name="isDeep">Whether requests may be asked too.</param>
    private Condition Any(int depth, Scope scope, bool isDeep)
    {
        if (depth > 0 && Chance(30))
        {
            Condition left = Any(depth - 1, scope, isDeep);
            if (Chance(33))
            {
                return new($"!({left.Text})", machine => !left.IsTrue(machine));
            }

            Condition right = Any(depth - 1, scope, isDeep);
            return _random.Next(8) switch
            {
                < 4 => new($"({left.Text} && {right.Text})", machine => left.IsTrue(machine) && right.IsTrue(machine)),
                < 7 => new($"({left.Text} || {right.Text})", machine => left.IsTrue(machine) || right.IsTrue(machine)),
                _ => Pick(
                    new Condition($"(a ? {left.Text} : {right.Text})", machine => machine.A ? left.IsTrue(machine) : right.IsTrue(machine)),
                    new Condition($"(({left.Text}) ^ ({right.Text}))", machine => left.IsTrue(machine) ^ right.IsTrue(machine)),
                    new Condition($"(({left.Text}) == ({right.Text}))", machine => left.IsTrue(machine) == right.IsTrue(machine))) is var mixed && mixed.Text.StartsWith("(a", StringComparison.Ordinal) ? Asks(Asked.A, mixed) : mixed,
            };
        }

        int limit = _random.Next(4);
        switch (_random.Next(scope.HasFlag(Scope.Function) ? 24 : 36))
        {
            case 0 or 1 or 2:
                return Asks(Asked.A, new("a", static machine => machine.A));
            case 3 or 4 or 5:
                return Asks(Asked.B, new("b", static machine => machine.B));
            case 6 or 7:
                return Asks(Asked.C, new("c", static machine => machine.C));
            case 8:
                return Asks(Asked.Number, new($"number > {limit}", machine => machine.Number > limit));
            case 9:
                return Asks(Asked.Number, new($"number == {limit}", machine => machine.Number == limit));
            case 10:
                return Asks(Asked.Number, Pick(
                    new Condition("number is 1 or 3", static machine => machine.Number is 1 or 3),
                    new Condition("number is > 0 and < 3", static machine => machine.Number is > 0 and < 3),
                    new Condition("number % 2 == 0", static machine => machine.Number % 2 == 0),
                    new Condition("IsBig(number)", static machine => machine.Number > 2)));
            case 11 or 12:
                return Asks(Asked.Maybe, new("maybe is null", static machine => machine.Maybe.Text is null));
            case 13:
                return Asks(Asked.Maybe, new("!string.IsNullOrEmpty(maybe)", static machine => !string.IsNullOrEmpty(machine.Maybe.Text)));
            case 14:
                return Asks(Asked.Maybe, Pick(
                    new Condition("maybe?.Length > 2", static machine => machine.Maybe.Text?.Length > 2),
                    new Condition("maybe is { Length: > 2 }", static machine => machine.Maybe.Text is { Length: > 2 }),
                    new Condition("maybe is not (null or \"ab\")", static machine => machine.Maybe.Text is not (null or "ab")),
                    new Condition("maybe == \"ab\"", static machine => machine.Maybe.Text == "ab"),
                    new Condition("maybe?.StartsWith('a') == true", static machine => machine.Maybe.Text?.StartsWith('a') == true)));
            case 15:
                return Asks(Asked.Texts, Pick(
                    new Condition("texts.Count == 0", static machine => machine.Texts.Count == 0),
                    new Condition("texts.Count > 1", static machine => machine.Texts.Count > 1),
                    new Condition("texts.Any()", static machine => machine.Texts.Count > 0),
                    new Condition("texts.Contains(\"y\")", static machine => machine.Texts.Contains("y"))));
            case 16:
                return Asks(Asked.Ready, Pick(
                    new Condition("ready", static machine => machine.Ready),
                    new Condition("Ready", static machine => machine.Ready),
                    new Condition("IsReady()", static machine => machine.Ready)));
            case 17:
                return Asks(Asked.Path, Pick(
                    new Condition("path.Length > 2", static machine => machine.Path.Length > 2),
                    new Condition("path == \"\"", static machine => machine.Path.Length == 0)));
            case < 24:
                return scope.HasFlag(Scope.Item)
                    ? Pick(new Condition("item == \"x\"", static machine => machine.Current == "x"), new Condition("item.Length > 1", static machine => machine.Current.Length > 1))
                    : Asks(Asked.A, new("a", static machine => machine.A));
            case 24 or 25 or 26:
                return new("flag", static machine => machine.Flag);
            case 27:
                return new("count > 0", static machine => machine.Count > 0);
            case 28 or 29:
                return new("name != null", static machine => machine.Name.Text is not null);
            case 30:
                return Asks(Asked.Path, Pick(
                    new Condition("name is { Length: > 2 }", static machine => machine.Name.Text is { Length: > 2 }),
                    new Condition("string.IsNullOrWhiteSpace(name)", static machine => string.IsNullOrWhiteSpace(machine.Name.Text)),
                    new Condition("name == path", static machine => machine.Name.Text == machine.Path)));
            case 31 when Chance(40):
                return Pick(
                    new Condition("options.On", static machine => machine.On),
                    new Condition("options.Title is null", static machine => machine.Title.Text is null));
            case 32:
                return new("s is null", static machine => machine[2] is null);
            case 33 when isDeep:
                return new("r == q", static machine => machine[0] == machine[1]);
            case 34 or 35 when isDeep:
                Variable variable = PickVariable(scope, canBeNull: false);
                string member = Request.Members[_random.Next(Request.Members.Length)];
                int number = variable.Number;
                return Chance(70)
                    ? new($"{variable.Name}.{member} is null", machine => machine[number]![member].Text is null)
                    : Asks(Asked.Path, new($"string.IsNullOrEmpty({variable.Name}.{member})", machine => string.IsNullOrEmpty(machine[number]![member].Text)));
            default:
                return Asks(Asked.B, new("b", static machine => machine.B));
        }
    }

    private Condition Asks(Asked asked, Condition condition)
    {
        _asked |= asked;
        return condition;
    }
}
