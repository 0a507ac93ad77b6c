using System.Collections.Concurrent;
using System.Globalization;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Conformance;

/// <summary>
/// Tells, in one place, whether a value conforms to the model. A null counts as not set, as the vendor's SDKs drop it; in a
/// list it has no meaning. In a response only what the service promises is held against it, and no constraint, for those say what
/// may be sent. A body has at most <see cref="SpecLimits.MaxDiagnostics"/> violations; what comes after is not looked at.
/// </summary>
public sealed class ConformanceCheck
{
    /// <summary>What every response has without declaring it.</summary>
    internal static readonly MemberModel RequestId = new() { Name = "RequestId", Type = new TypeReference(ValueKind.String) };

    private readonly IReadOnlyDictionary<string, TypeModel> _types;
    private readonly ICollection<string> _sent;

    // A gateway checks many calls at once.
    private readonly ConcurrentDictionary<string, MemberIndex> _indexes = new(StringComparer.Ordinal);

    /// <summary>A check against the types of a service.</summary>
    public ConformanceCheck(ServiceModel service)
        : this(service.Types.ToDictionary(static type => type.Name, StringComparer.Ordinal), TypeReach.OfRequests(service))
    {
    }

    /// <summary>A check against declared types.</summary>
    /// <param name="types">The types by name.</param>
    /// <param name="sent">The types that requests reach: what those require is required of callers, and says nothing of responses.</param>
    public ConformanceCheck(IReadOnlyDictionary<string, TypeModel> types, ICollection<string> sent)
    {
        _types = types;
        _sent = sent;
    }

    /// <summary>Every violation in the body of a request: names that stand twice, then unknown ones, then the members in spec order.</summary>
    public IReadOnlyList<Violation> OfRequest(WireValue body, ActionModel action) => new Walk(this, isRequest: true).Body(body, action.Request);

    /// <summary>Every violation in the content of <c>Response</c>, where <c>RequestId</c> may stand without being declared.</summary>
    public IReadOnlyList<Violation> OfResponse(WireValue content, ActionModel action) => new Walk(this, isRequest: false).Body(content, [.. action.Response, RequestId]);

    /// <summary>Every name that stands twice in one object of a request, also where the model says nothing of what stands there, in the order of the text.</summary>
    /// <param name="value">The body, or a value in it.</param>
    /// <param name="action">The action.</param>
    /// <param name="path">Where the value stands, such as <c>Filters.2.Name</c>; empty for the body.</param>
    public IReadOnlyList<Violation> DuplicatesOfRequest(WireValue value, ActionModel action, string path = "") => new Walk(this, isRequest: true).Twice(value, PlaceOf(path, action));

    /// <summary>
    /// A path such as <c>Filters.2.Name</c> as a message about a request may show it, with <c>***</c> for a name in something sensitive that is not declared, and whether what
    /// stands there is, or lies in, something sensitive.
    /// </summary>
    public (string Path, bool IsSensitive) Shown(string path, ActionModel action) => (PlaceOf(path, action).Path, PlaceOf(path, action).IsSensitive);

    /// <summary>Every violation of one value of a request.</summary>
    public IReadOnlyList<Violation> OfMember(WireValue value, MemberModel member) => new Walk(this, isRequest: true).Single(value, member);

    /// <summary>The members of a declared type; null when there is none of that name.</summary>
    internal MemberIndex? IndexOf(string typeName)
    {
        if (!_indexes.TryGetValue(typeName, out MemberIndex? index) && _types.TryGetValue(typeName, out TypeModel? type))
        {
            _indexes[typeName] = index = new MemberIndex(type.Members);
        }

        return index;
    }

    private NamePlace PlaceOf(string path, ActionModel action) =>
        path.Length == 0 ? NamePlace.Body(this, action.Request) : path.Split('.').Aggregate(NamePlace.Body(this, action.Request), static (place, part) => place.Part(part));

    // What stands in the place of an object may be the value of one of its members.
    internal bool HasSensitive(IReadOnlyList<MemberModel> members) =>
        members.Concat(TypeReach.From(members, _types).Where(_types.ContainsKey).SelectMany(name => _types[name].Members)).Any(static member => member.Sensitive);

    /// <summary>One pass over one body.</summary>
    private sealed class Walk(ConformanceCheck check, bool isRequest)
    {
        private readonly List<Violation> _found = [];

        private readonly MatchingTime _matching = new();

        // How many objects and lists stand around what is looked at.
        private int _depth = 1;

        public List<Violation> Body(WireValue body, IReadOnlyList<MemberModel> members)
        {
            Twice(body, NamePlace.Body(check, members));
            if (body.Kind == WireKind.Object)
            {
                Members(body, new MemberIndex(members), "", null, isChecked: true, isSensitive: false);
            }
            else
            {
                Add(new Violation { Kind = ViolationKind.WrongType, Path = "", Name = "", Type = new TypeReference(ValueKind.Object, "object"), Value = body, IsSensitive = check.HasSensitive(members) });
            }

            return _found;
        }

        public List<Violation> Single(WireValue value, MemberModel member)
        {
            Member(value, member, new MemberPlace(member.Name, null, member.Sensitive, member));
            return _found;
        }

        public List<Violation> Twice(WireValue value, NamePlace place)
        {
            for (int i = 0; i < value.Elements.Count; i++)
            {
                Twice(value.Elements[i], place.Element(FormattableString.Invariant($"{place.Path}[{i}]")));
            }

            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (WireMember entry in value.Members)
            {
                NamePlace inner = place.Member(entry.Name);
                if (!seen.Add(entry.Name))
                {
                    Add(new Violation { Kind = ViolationKind.DuplicateMember, Path = inner.Path, Name = entry.Name, IsSensitive = inner.IsSensitive, Span = entry.Value.OwnerSpan });
                }

                Twice(entry.Value, inner);
            }

            return _found;
        }

        private void Members(WireValue value, MemberIndex members, string path, string? owner, bool isChecked, bool isSensitive)
        {
            Dictionary<string, WireValue> given = new(StringComparer.Ordinal);
            foreach (WireMember entry in value.Members)
            {
                if (given.ContainsKey(entry.Name))
                {
                    continue;
                }

                given.Add(entry.Name, entry.Value);
                if (!members.Contains(entry.Name))
                {
                    Add(new Violation
                    {
                        Kind = ViolationKind.UnknownMember,
                        Path = NamePlace.Join(path, isSensitive ? NamePlace.Hidden : entry.Name),
                        Name = entry.Name,
                        Owner = owner,
                        Known = members.Names,
                        IsSensitive = isSensitive,
                        Span = entry.Value.OwnerSpan,
                    });
                }
            }

            foreach (MemberModel member in members.InOrder)
            {
                MemberPlace place = new(NamePlace.Join(path, member.Name), owner, isSensitive || member.Sensitive, member);
                bool isGiven = given.TryGetValue(member.Name, out WireValue? found);
                if (isGiven && found!.Kind != WireKind.Null)
                {
                    Member(found, member, place);
                }
                else if (isChecked && member.Required && !(isGiven && member.Nullable && !isRequest))
                {
                    Add(place.Broken(ViolationKind.Missing, member.Type, found) with { Span = found?.OwnerSpan ?? value.OwnerSpan });
                }
            }
        }

        private void Member(WireValue value, MemberModel member, MemberPlace place)
        {
            if (member.Type.Kind == ValueKind.List && value.Kind == WireKind.List && isRequest && member.Constraint is { } constraint)
            {
                int count = value.Elements.Count;
                if (count < constraint.MinItems)
                {
                    Add(place.Broken(ViolationKind.TooFewItems, member.Type, value, Text(constraint.MinItems)));
                }
                else if (count > constraint.MaxItems)
                {
                    Add(place.Broken(ViolationKind.TooManyItems, member.Type, value, Text(constraint.MaxItems)));
                }
            }

            Value(value, member.Type, place);
        }

        private void Value(WireValue value, TypeReference type, MemberPlace place)
        {
            if (_found.Count >= SpecLimits.MaxDiagnostics)
            {
                return;
            }

            switch (type.Kind)
            {
                case ValueKind.List or ValueKind.Object when isRequest && value.Kind is (WireKind.List or WireKind.Object) && _depth == SpecLimits.MaxRequestDepth:
                    Add(place.Broken(ViolationKind.TooDeep, type, value, Text(SpecLimits.MaxRequestDepth)));
                    break;
                case ValueKind.List when value.Kind == WireKind.List && type.Element is { } element:
                    _depth++;
                    for (int i = 0; i < value.Elements.Count; i++)
                    {
                        MemberPlace inner = place with { Path = FormattableString.Invariant($"{place.Path}[{i}]") };
                        if (value.Elements[i].Kind == WireKind.Null)
                        {
                            Add(inner.Broken(ViolationKind.NullElement, element, value.Elements[i]));
                        }
                        else
                        {
                            Value(value.Elements[i], element, inner);
                        }
                    }

                    _depth--;
                    break;
                case ValueKind.Object when value.Kind == WireKind.Object:
                    if (check.IndexOf(type.Name!) is { } members)
                    {
                        _depth++;
                        Members(value, members, place.Path, type.Name, isRequest || !check._sent.Contains(type.Name!), place.IsSensitive);
                        _depth--;
                    }

                    break;
                case ValueKind.List or ValueKind.Object:
                    Add(place.Broken(ViolationKind.WrongType, type, value) with { IsSensitive = place.IsSensitive || check.HasSensitive([place.Member]) });
                    break;
                default:
                    Scalar(value, type, place);
                    break;
            }
        }

        private void Scalar(WireValue value, TypeReference type, MemberPlace place)
        {
            bool fits = type.Kind switch
            {
                ValueKind.String => value.Kind == WireKind.Text,
                ValueKind.Bool => value.Kind == WireKind.Bool,
                _ => value.Kind == WireKind.Number && ExactNumber.IsOf(type.Kind, value.Content),
            };
            if (!fits)
            {
                Add(place.Broken(ViolationKind.WrongType, type, value));
            }
            else if (isRequest && place.Member.Constraint is { } constraint)
            {
                foreach ((ViolationKind kind, string bound) in ScalarConstraint.Broken(constraint, type.Kind, value.Content, _matching))
                {
                    Add(place.Broken(kind, type, value, bound));
                }
            }
        }

        private void Add(Violation violation)
        {
            if (_found.Count < SpecLimits.MaxDiagnostics)
            {
                _found.Add(violation);
            }
        }

        private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>Where the walk is.</summary>
    private readonly record struct MemberPlace(string Path, string? Owner, bool IsSensitive, MemberModel Member)
    {
        public Violation Broken(ViolationKind kind, TypeReference type, WireValue? value, string bound = "") => new()
        {
            Kind = kind,
            Path = Path,
            Name = Member.Name,
            Owner = Owner,
            Member = Member,
            Type = type,
            Value = value,
            Bound = bound,
            IsSensitive = IsSensitive,
            Span = value?.Span ?? default(SourceSpan),
        };
    }
}
