using System.Collections.Immutable;
using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.RequiredMembers;

/// <summary>Collects, for every request handed to a call, what it lacks on each path, and decides what is certain enough to say.</summary>
internal sealed class RequestReport : IFlowObserver
{
    private readonly Dictionary<SyntaxNode, Argument> _arguments = [];

    public void Called(ClientMethod method, IArgumentOperation argument, AbstractValue value, FlowState state)
    {
        if (!_arguments.TryGetValue(argument.Syntax, out Argument found))
        {
            _arguments[argument.Syntax] = found = new Argument(method.Method.Name, argument);
        }

        Arrival arrival = new(state.Facts);
        if (state.Find(value) is { Model: { } model })
        {
            Inspect(value, model.Type.Name, method.Provided, state, arrival, []);
        }

        found.Arrivals.Add(arrival);
    }

    public void Returned(AbstractValue value, FlowState state)
    {
    }

    /// <summary>What is to be reported.</summary>
    public IEnumerable<Diagnostic> Diagnostics() => _arguments.Values.SelectMany(Diagnostics);

    private static void Inspect(AbstractValue value, string path, ImmutableArray<string> provided, FlowState state, Arrival arrival, HashSet<int> seen)
    {
        if (state.Find(value) is not { } found || !seen.Add(value.Id))
        {
            return;
        }

        if (found.Model is null)
        {
            foreach (int element in found.Elements)
            {
                Inspect(AbstractValue.Object(element), path + "[]", ImmutableArray<string>.Empty, state, arrival, seen);
            }

            return;
        }

        foreach (IPropertySymbol property in found.Model.Required)
        {
            switch (found.Member(property.Name).Kind)
            {
                case AbstractValueKind.Null when !provided.Contains(property.Name):
                    Arrival.Add(arrival.Lacks, found.Creation, path, found.Model, property.Name);
                    break;
                case AbstractValueKind.Refused:
                    Arrival.Add(arrival.Refused, found.Creation, path, found.Model, property.Name);
                    break;
            }
        }

        foreach (KeyValuePair<string, AbstractValue> member in found.Members)
        {
            Inspect(member.Value, path + "." + member.Key, ImmutableArray<string>.Empty, state, arrival, seen);
        }
    }

    private static IEnumerable<Diagnostic> Diagnostics(Argument argument)
    {
        HashSet<SyntaxNode> told = [];
        foreach (Lack lack in argument.Arrivals.SelectMany(static arrival => arrival.Lacks.Values))
        {
            if (!told.Add(lack.Creation))
            {
                continue;
            }

            List<string> names = [];
            bool always = true;
            foreach (IPropertySymbol property in lack.Model.Required)
            {
                if (argument.Lacks(lack.Creation, property.Name, out bool onEveryPath))
                {
                    names.Add(property.Name);
                    always &= onEveryPath;
                }
            }

            if (names.Count > 0)
            {
                yield return Create(argument, lack.Creation, lack.Path, names, always);
            }
        }
    }

    private static Diagnostic Create(Argument argument, SyntaxNode creation, string path, List<string> names, bool always)
    {
        SyntaxNode handed = argument.Operation.Syntax;
        bool isInPlace = creation.SyntaxTree == handed.SyntaxTree && handed.FullSpan.Contains(creation.Span);
        return Diagnostic.Create(
            Rules.RequiredMembers,
            isInPlace ? CreationLocation.Of(creation) : argument.Operation.Value.Syntax.GetLocation(),
            [creation.GetLocation()],
            ImmutableDictionary<string, string?>.Empty.Add(MissingMembersKey, string.Join(",", names)),
            path,
            argument.Method,
            string.Join(", ", names),
            always ? "" : " on at least one path");
    }

    /// <summary>The diagnostic's property that lists the missing members; its first additional location is the creation.</summary>
    public const string MissingMembersKey = "missing";

    /// <summary>One path's request as it reaches the call.</summary>
    private sealed class Arrival(ImmutableDictionary<string, Fact> facts)
    {
        public ImmutableDictionary<string, Fact> Facts { get; } = facts;

        /// <summary>What is incomplete, by where it was made.</summary>
        public Dictionary<SyntaxNode, Lack> Lacks { get; } = [];

        /// <summary>What was incomplete at an earlier call, which has thrown: the path does not come here.</summary>
        public Dictionary<SyntaxNode, Lack> Refused { get; } = [];

        public static void Add(Dictionary<SyntaxNode, Lack> lacks, SyntaxNode creation, string path, ApiModel model, string name)
        {
            if (!lacks.TryGetValue(creation, out Lack lack))
            {
                lacks[creation] = lack = new Lack(creation, path, model);
            }

            lack.Names.Add(name);
        }

        public bool IsWithout(SyntaxNode creation, string name) => Has(Lacks, creation, name);

        public bool IsRefused(SyntaxNode creation, string name) => Has(Refused, creation, name);

        private static bool Has(Dictionary<SyntaxNode, Lack> lacks, SyntaxNode creation, string name) =>
            lacks.TryGetValue(creation, out Lack lack) && lack.Names.Contains(name);
    }

    /// <summary>One incomplete object.</summary>
    private sealed class Lack(SyntaxNode creation, string path, ApiModel model)
    {
        public SyntaxNode Creation { get; } = creation;

        public string Path { get; } = path;

        public ApiModel Model { get; } = model;

        public HashSet<string> Names { get; } = [];
    }

    /// <summary>One argument of one call.</summary>
    private sealed class Argument(string method, IArgumentOperation operation)
    {
        public string Method { get; } = method;

        public IArgumentOperation Operation { get; } = operation;

        public List<Arrival> Arrivals { get; } = [];

        public bool Lacks(SyntaxNode creation, string name, out bool onEveryPath)
        {
            List<Arrival> arrivals = Arrivals.FindAll(arrival => !arrival.IsRefused(creation, name));
            onEveryPath = arrivals.Count > 0 && arrivals.TrueForAll(arrival => arrival.IsWithout(creation, name));
            return onEveryPath
                || arrivals.Exists(lacking => lacking.IsWithout(creation, name)
                    && arrivals.TrueForAll(other => other.IsWithout(creation, name) || Facts.IsPlausibleApartFrom(lacking.Facts, other.Facts)));
        }
    }
}
