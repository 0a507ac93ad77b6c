using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <content>Calling methods.</content>
internal sealed partial class Interpreter
{
    private Value Invoke(IInvocationOperation invocation)
    {
        if (context.Symbols.Method(invocation.TargetMethod) is { IsAction: true } method)
        {
            return CallClient(invocation, method);
        }

        Value? instance = invocation.Instance is null ? null : Evaluate(invocation.Instance);
        if (instance is not null && CallObject(invocation, instance) is { } understood)
        {
            return understood;
        }

        if (invocation.TargetMethod.Name == "ConfigureAwait" && instance is not null)
        {
            return instance;
        }

        IMethodSymbol target = invocation.TargetMethod;
        bool isPure = CallKnowledge.IsPure(target);
        Demands demands = isPure ? Demands.None : context.Calls.DemandsOf(target, context.Cancellation);
        (Throws throws, int[] captured, bool isSettled) = isPure ? (Throws.Nothing, [], false) : Throwing(target, instance);
        int call = _body.NewRoot();
        List<Term> parts = [];
        int[] roots = instance is null ? captured : Body.Union(captured, _body.Roots(instance));
        if (instance is not null)
        {
            parts.Add(TermOf(instance)!);
            Escape(instance);
        }

        List<(IArgumentOperation Argument, Value Value)> values = [];
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            Value value = argument.Parameter?.RefKind == RefKind.Out || IsLeftOutNull(argument) ? _body.Null : Evaluate(argument.Value);
            values.Add((argument, value));
            parts.Add(TermOf(value)!);
            roots = Body.Union(roots, _body.Roots(value));
            if (!IsCopied(target, value) && !CallKnowledge.IsBystander(target))
            {
                Escape(value);
            }
        }

        if (CallKnowledge.IsSource(target) && target.MethodKind is not (MethodKind.DelegateInvoke or MethodKind.LocalFunction) && (target.IsStatic || invocation.Instance is IInstanceReferenceOperation))
        {
            roots = Body.Union(roots, [Body.Surroundings]);
        }

        if (instance is not null && invocation.IsImplicit && target.Name is "GetEnumerator" or "GetAsyncEnumerator" or "MoveNext" or "MoveNextAsync")
        {
            return Enumerate(invocation, TermOf(instance)!);
        }

        if (instance is not null && target.Name == CallKnowledge.Clone)
        {
            return CopyRecord(invocation, instance);
        }

        if (isPure && Known(invocation, values) is { } known)
        {
            return known;
        }

        isSettled |= values.Exists(static one => IsSettled(one.Argument.Value, one.Value));
        bool isRun = !target.IsAsync || invocation.User() is IAwaitOperation;
        if (!isPure && !CallKnowledge.IsHarmless(target))
        {
            Changed();
            if (!CallKnowledge.IsCursor(target))
            {
                Touch(instance ?? _body.Null);
                values.ForEach(one => Touch(one.Value));
            }

        }

        Meet(demands, values, CallKnowledge.IsHarmless(target) ? Throws.Nothing : throws, roots, isSettled, isRun, call);
        Learn(invocation, values, !isPure && !demands.IsWhole && MayCheck(invocation, throws), roots, isSettled, call);
        if (NeverReturns(invocation, instance))
        {
            walker.Leave(State);
            State.Reach = Conditions.Never;
        }

        return Result(invocation, values, parts, roots, call, isPure);
    }

    /// <summary>Whether an argument is left out whose parameter is null then: so it is declared.</summary>
    private static bool IsLeftOutNull(IArgumentOperation argument) =>
        argument.ArgumentKind == ArgumentKind.DefaultValue
        && (argument.Value.ConstantValue is { HasValue: true, Value: null } || (argument.Value.WithoutConversions() is IDefaultValueOperation { Type: { } type } && CanBeNull(type)));

    /// <summary>Whether a call's coming back may tell something of what the call was given.</summary>
    private static bool MayCheck(IInvocationOperation invocation, Throws throws) =>
        (throws.IsOfPlatform && !CallKnowledge.IsNextRow(invocation.TargetMethod))
        || ((CallKnowledge.IsGuard(invocation.TargetMethod) ? !IsQuestion(invocation) : IsDemand(invocation)) && CallKnowledge.MayCheck(invocation.TargetMethod, throws));

    /// <summary>
    /// What a call may throw; what the function called finds in the variables around it, and whether those are settled already, so that it
    /// throws each time or never.
    /// </summary>
    private (Throws Throws, int[] Roots, bool IsSettled) Throwing(IMethodSymbol target, Value? instance)
    {
        SyntaxNode? function = target.MethodKind == MethodKind.LocalFunction
            ? target.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Cancellation)
            : instance?.Single?.Term?.Function;
        if (function is null || context.Variables.FunctionAt(function) is not { } body)
        {
            return (context.Calls.ThrowsOf(target, context.Cancellation), target.MethodKind == MethodKind.LocalFunction ? [Body.Surroundings, Body.Captured] : [], false);
        }

        Throws throws = context.ThrowsIn(body);
        int[] roots = [Body.Surroundings, Body.Captured];
        bool isSettled = false;
        foreach (ISymbol variable in context.Variables.CapturedBy(function))
        {
            Value? value = Store.Get(State.Store, _body.Variable(variable).Number);
            isSettled |= variable is ILocalSymbol && (value is null || IsSettled(value));
            roots = value is null ? roots : Body.Union(roots, _body.Roots(value));
        }

        return (throws, roots, isSettled && !throws.IsOfClient);
    }

    /// <summary>Lets a method end in an exception where its demands are not met, or for other reasons, and goes on where they are.</summary>
    private void Meet(Demands demands, List<(IArgumentOperation Argument, Value Value)> values, Throws throws, int[] roots, bool isSettled, bool isRun, int call)
    {
        int met = isRun ? Met(demands, values, call) : Conditions.Always;
        int refused = _conditions.And(State.Reach, _conditions.Not(met));
        if (refused != Conditions.Never)
        {
            FlowState thrown = new(refused, State.Store) { Ways = State.Ways };
            walker.Leave(thrown);
            walker.Raise(thrown, demands.IsWhole ? throws : throws.IsOfPlatform ? Throws.Refusal : throws, roots, isDoubtful: false);
        }

        Require(met);
        if (!demands.IsWhole && !State.IsDead)
        {
            Threw(throws.IsOfPlatform && !demands.All.IsEmpty ? Throws.Outside : throws, roots, isSettled);
        }
    }

    /// <summary>The condition that what a method demands is met.</summary>
    private int Met(Demands demands, List<(IArgumentOperation Argument, Value Value)> values, int call)
    {
        int met = Conditions.Always;
        foreach (Demand demand in demands.All)
        {
            foreach ((IArgumentOperation argument, Value value) in values)
            {
                if (argument.Parameter?.Ordinal == demand.Parameter)
                {
                    int refused = demand.Kind switch
                    {
                        DemandKind.Something => IsNull(value),
                        DemandKind.NotEmpty => _conditions.Or(IsNull(value), AreEqual(value, _body.Constant(""))),
                        _ => _conditions.Or(IsNull(value), IsBlank(value)),
                    };
                    foreach (Question question in _conditions.Questions(refused).Select(_body.Question).Where(question => value.Cases.Any(one => one.Leaf.Term == question.Term)))
                    {
                        question.DemandedNotBy.Add(call);
                    }

                    met = _conditions.And(met, _conditions.Not(refused));
                }
            }
        }

        return met;
    }

    /// <summary>What a loop over a list asks of it: each time another item, all of them of that list.</summary>
    private Value Enumerate(IInvocationOperation invocation, Term list)
    {
        Changed();
        if (!CallKnowledge.IsPlatform(invocation.TargetMethod) || invocation.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal))
        {
            Threw(Throws.Anything);
        }

        Term term = _body.Computed("next" + Body.Text(_body.NewRoot()), invocation.Type, [list], [], _body.NewTerm(null, []).Birth);
        term.IsSomething = true;
        term.IsNext = invocation.TargetMethod.Name.StartsWith("MoveNext", StringComparison.Ordinal);
        return _body.Of(term);
    }

    /// <summary>Whether a call is made for its effect alone.</summary>
    private static bool IsDemand(IInvocationOperation invocation)
    {
        IOperation? user = invocation.User();
        user = user is IAwaitOperation ? user.User() : user;
        return user is IExpressionStatementOperation;
    }

    /// <summary>Whether a call's outcome is asked for, true or false.</summary>
    private static bool IsQuestion(IInvocationOperation invocation)
    {
        ITypeSymbol? type = invocation.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 1 } task ? task.TypeArguments[0] : invocation.Type;
        return type?.SpecialType == SpecialType.System_Boolean && !IsDemand(invocation);
    }

    /// <summary>Methods of followed objects whose effect is known.</summary>
    private Value? CallObject(IInvocationOperation invocation, Value instance)
    {
        string name = invocation.TargetMethod.Name;
        bool isModel = false;
        bool isList = false;
        foreach ((Leaf leaf, _) in instance.Cases)
        {
            bool isFollowed = leaf.Kind == LeafKind.Object && IsFollowed(leaf.Id);
            isModel |= isFollowed && _body.Object(leaf.Id).Model is not null;
            isList |= isFollowed && _body.Object(leaf.Id).Model is null;
        }

        if (invocation.TargetMethod.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            // A nullable value with something in it is that something.
            switch (name)
            {
                case "get_HasValue":
                    return _body.Of(_conditions.Not(IsNull(instance)));
                case "get_Value":
                    return Choose(instance, leaf => leaf.IsNull ? Unknown(invocation.Type) : new Value(leaf));
                case "GetValueOrDefault":
                    return _body.Choose(IsNull(instance), invocation.Arguments.IsEmpty ? Default(invocation.Type) : Evaluate(invocation.Arguments[0].Value), instance);
            }
        }

        if (isModel && invocation.Arguments.IsEmpty && name is "ToJson" or "ToString" or "GetHashCode" or "GetType")
        {
            return Something(invocation.Type, []);
        }

        if (isList && !invocation.TargetMethod.IsStatic && name is "Add" or "Insert" or "AddRange")
        {
            foreach (IArgumentOperation argument in invocation.Arguments)
            {
                AddElements(instance, Evaluate(argument.Value));
            }

            return Unknown(invocation.Type);
        }

        return null;
    }

    /// <summary>Pure methods whose result is known by what it means.</summary>
    private Value? Known(IInvocationOperation invocation, List<(IArgumentOperation Argument, Value Value)> values)
    {
        if (invocation.TargetMethod.ContainingType.SpecialType != SpecialType.System_String)
        {
            return null;
        }

        switch (invocation.TargetMethod.Name)
        {
            case "IsNullOrEmpty" when values.Count == 1:
                return _body.Of(_conditions.Or(IsNull(values[0].Value), AreEqual(values[0].Value, _body.Constant(""))));
            case "IsNullOrWhiteSpace" when values.Count == 1:
                return _body.Of(_conditions.Or(IsNull(values[0].Value), IsBlank(values[0].Value)));
            case "Equals" when values.Count == 2 && invocation.TargetMethod.IsStatic:
                return _body.Of(AreEqual(values[0].Value, values[1].Value));
            default:
                return null;
        }
    }

    /// <summary>Takes from a call's coming back what that tells.</summary>
    private void Learn(IInvocationOperation invocation, List<(IArgumentOperation Argument, Value Value)> values, bool mayCheck, int[] roots, bool isSettled, int call)
    {
        foreach ((IArgumentOperation argument, Value value) in values)
        {
            if (CallKnowledge.DoesNotReturnIf(argument.Parameter) is { } unwanted)
            {
                int truth = Truth(value);
                Require(unwanted ? _conditions.Not(truth) : truth);
                mayCheck = false;
            }
            else if (CallKnowledge.IsNotNullAfter(argument.Parameter) && argument.Parameter!.Type.TypeKind != TypeKind.TypeParameter)
            {
                Require(_conditions.Not(IsNull(value)));
            }
            else if (mayCheck)
            {
                Asked(argument.Value);
            }
        }

        if (mayCheck)
        {
            CameBack(roots, isSettled, call);
        }

    }

    /// <summary>Whether a call never comes back. Of an asynchronous one that nobody awaits, the task does.</summary>
    private bool NeverReturns(IInvocationOperation invocation, Value? instance)
    {
        IOperation? user = invocation.User();
        bool isAwaited = user is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" };
        if (instance?.Single?.Term?.Function is { } function && context.Variables.FunctionAt(function) is IAnonymousFunctionOperation lambda)
        {
            return (isAwaited || !lambda.Symbol.IsAsync) && context.NeverEnds(lambda);
        }

        return (isAwaited || !invocation.TargetMethod.IsAsync) && context.Calls.NeverReturns(invocation.TargetMethod, context.Cancellation);
    }

    /// <summary>Goes on only where a call comes back, which may depend on what it was given.</summary>
    private void CameBack(int[] roots, bool isSettled, int call)
    {
        if (roots.Length > 0 || isSettled)
        {
            Question question = _body.NewQuestion(QuestionKind.CameBack, roots);
            question.Call = call;
            if (isSettled)
            {
                // It is refused whenever the path comes here, or never: nobody knows.
                question.Doubtful = true;
            }

            Require(_conditions.Of(question.Number));
        }
    }

    /// <summary>Whether an argument can only be what an earlier statement has made it, which the source does not say where it is handed over.</summary>
    private static bool IsSettled(IOperation argument, Value value) => !argument.ConstantValue.HasValue && IsSettled(value);

    private static bool IsSettled(Value value) => value.Cases.Any(static one => one.Leaf.IsNull || one.Leaf.Constant is not null);

    private int IsBlank(Value value)
    {
        int blank = Conditions.Never;
        foreach ((Leaf leaf, int when) in value.Cases)
        {
            int mine = leaf.Constant is string text ? string.IsNullOrWhiteSpace(text) ? Conditions.Always : Conditions.Never
                : leaf.Term is { } term ? _body.Ask(QuestionKind.IsBlank, term)
                : Conditions.Never;
            blank = _conditions.Or(blank, _conditions.And(when, mine));
        }

        return blank;
    }

    /// <summary>A member that is handed to code that may check it is no longer known to be null.</summary>
    private void Asked(IOperation argument)
    {
        if (argument.WithoutConversions() is IPropertyReferenceOperation { Instance: { } owner } property)
        {
            foreach ((Leaf leaf, int when) in Evaluate(owner).Cases)
            {
                if (leaf.Kind == LeafKind.Object && IsFollowed(leaf.Id) && Member(leaf.Id, property.Property.Name) is { } value && IsNull(value) != Conditions.Never)
                {
                    Place place = _body.Member(leaf.Id, property.Property.Name);
                    Hold(place, _body.Choose(when, Unknown(property.Type, _body.Roots(value)), value));
                }
            }
        }
    }

    private Value Result(IInvocationOperation invocation, List<(IArgumentOperation Argument, Value Value)> values, List<Term> parts, int[] roots, int call, bool isPure)
    {
        IMethodSymbol target = invocation.TargetMethod;
        string key = "call" + Body.Text(_body.Number(target));
        int birth = 0;
        if (isPure)
        {
            (string version, int[] more, int changed) = parts.TrueForAll(static part => part.Type is null or { IsValueType: true } or { SpecialType: SpecialType.System_String }) ? ("", [], 0) : Version();
            (key, roots, birth) = (key + version, Body.Union(roots, more), changed);
        }

        if (CallKnowledge.IsVerdict(target.Name))
        {
            roots = [Body.Everything];
        }
        else if (CallKnowledge.IsCursor(target))
        {
            roots = [];
        }

        int[] calls = isPure ? [] : [call, .. parts.SelectMany(static part => part.AllCalls()).Distinct().Take(Term.MostCalls)];
        int[] ofCall = isPure ? roots : Body.Union(roots, [call]);
        for (int index = 0; index < values.Count; index++)
        {
            if (values[index].Argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
            {
                ITypeSymbol? type = values[index].Argument.Value.Type;
                AssignTo(values[index].Argument.Value, isPure ? _body.Of(_body.Computed(key + "#" + Body.Text(index), type, parts.ToArray(), Body.Union(roots, CallRoot(key, parts)), birth)) : OfCall(type, ofCall, calls));
            }
        }

        if (context.Symbols.Model(invocation.Type) is not null && context.ResultOf(target) is { } result)
        {
            return Import(invocation.Syntax, result, values);
        }

        if ((values.Count == 1 && IsCopied(target, values[0].Value) ? Copied(invocation.Syntax, values[0].Value) : Selected(invocation)) is { } list)
        {
            return list;
        }

        if (!isPure)
        {
            Value given = OfCall(invocation.Type, ofCall, calls);
            given.Single!.Term!.IsHardlyNull = CallKnowledge.GivesSomething(target);
            return given;
        }

        Term term = _body.Computed(key, invocation.Type, parts.ToArray(), values.Exists(static one => one.Argument.Parameter?.RefKind == RefKind.Out) ? Body.Union(roots, CallRoot(key, parts)) : roots, birth);
        term.IsSomething |= target.ContainingType.SpecialType == SpecialType.System_String || target.Name is "ToString";
        term.IsHardlyNull |= CallKnowledge.GivesSomething(target);
        term.IsSize |= target.Name is "Count" && invocation.Type?.SpecialType == SpecialType.System_Int32;
        return OfState(term, null);
    }

    /// <summary>The root that a method's result shares with what it puts into its out parameters.</summary>
    private int[] CallRoot(string key, List<Term> parts) => [_body.Root(key + "(" + string.Join(",", parts.Select(static part => Body.Text(part.Id))) + ")")];

    private Value OfCall(ITypeSymbol? type, int[] roots, int[] calls)
    {
        Term term = _body.NewTerm(type, roots);
        term.Calls = calls;
        return _body.Of(term);
    }

    private Value Await(IAwaitOperation await)
    {
        Value awaited = Evaluate(await.Operation);
        Escape(awaited);
        IOperation operand = await.Operation.WithoutConversions();
        while (operand is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } instance })
        {
            operand = instance.WithoutConversions();
        }

        if (operand is not IInvocationOperation)
        {
            // What a call throws that is awaited where it stands, was seen at the call.
            Threw(Throws.Anything, _body.Roots(awaited));
        }

        if (awaited.Single is { Term.IsNext: true })
        {
            return awaited;
        }

        Term result = _body.Computed("await", await.Type, [TermOf(awaited)!], []);
        if (operand is IInvocationOperation { TargetMethod: var target })
        {
            result.IsSomething |= context.Symbols.Method(target) is { IsAction: true };
            result.IsHardlyNull = CallKnowledge.GivesSomething(target);
        }

        return _body.Of(result);
    }

    private Value CallClient(IInvocationOperation invocation, ClientMethod method)
    {
        Value client = Evaluate(invocation.Instance);
        Escape(client);
        List<(IArgumentOperation Argument, Value Value)> requests = [];
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            Value value = Evaluate(argument.Value);
            if (context.Symbols.Model(argument.Parameter?.Type) is not null)
            {
                requests.Add((argument, value));
            }
            else
            {
                Escape(value);
            }
        }

        bool isSetUp = SetUps.Contains(invocation) || ExpectedRefusals.Contains(invocation.Syntax);
        foreach ((IArgumentOperation argument, Value value) in requests)
        {
            if (!isSetUp && !State.IsDead)
            {
                walker.Observer.Called(method, argument, value, State);
            }

            MarkChecked(value, method.Provided);
        }

        Threw(Throws.Client);
        return Unknown(invocation.Type);
    }

    /// <summary>The first call with an incomplete object throws; what follows it is not reported again.</summary>
    private void MarkChecked(Value request, ImmutableArray<string> provided)
    {
        HashSet<int> seen = [];
        Stack<(Value Value, int When, ImmutableArray<string> Provided)> open = new([(request, Conditions.Always, provided)]);
        while (open.Count > 0)
        {
            (Value value, int when, ImmutableArray<string> given) = open.Pop();
            foreach ((Leaf leaf, int also) in value.Cases)
            {
                if (leaf.Kind != LeafKind.Object || !IsFollowed(leaf.Id) || !seen.Add(leaf.Id))
                {
                    continue;
                }

                int both = _conditions.And(when, also);
                TrackedObject tracked = _body.Object(leaf.Id);
                foreach (string name in tracked.Members.Where(name => !given.Contains(name)))
                {
                    if (Member(leaf.Id, name) is { } member)
                    {
                        if (member.Cases.Any(static one => one.Leaf.Kind is LeafKind.Null or LeafKind.PerhapsRefused))
                        {
                            Value refused = Choose(member, one => one.Kind is LeafKind.Null or LeafKind.PerhapsRefused ? _body.Refused : new Value(one));
                            State.Store = Store.Set(State.Store, _body.Member(leaf.Id, name).Number, _body.Choose(both, refused, member));
                        }

                        open.Push((member, both, ImmutableArray<string>.Empty));
                    }
                }

                foreach (int element in tracked.Elements)
                {
                    if (Store.Get(State.Store, _body.Element(leaf.Id, element).Number) is { } holds)
                    {
                        open.Push((_body.Of(_body.Object(element)), _conditions.And(both, Truth(holds)), ImmutableArray<string>.Empty));
                    }
                }
            }
        }
    }
}
