using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Comparing;

/// <summary>Compares specs as callers see them, planned C# names and nullability included: summaries and examples do not count.</summary>
public sealed class SpecComparison
{
    // A change is one line of a report.
    private const int MostShownNames = 5;

    private readonly List<SpecChange> _changes = [];

    private readonly PlannedNames _before;
    private readonly PlannedNames _after;

    // The types of the service that is compared whose class stays under another name in the spec: the old name with the new one.
    private Dictionary<string, string> _kept = [];

    private SpecComparison(IReadOnlyList<ServiceModel> before, IReadOnlyList<ServiceModel> after)
    {
        _before = new PlannedNames(before);
        _after = new PlannedNames(after);
    }

    /// <summary>Every difference between two sets of services, ordered by place.</summary>
    public static IReadOnlyList<SpecChange> Compare(IEnumerable<ServiceModel> before, IEnumerable<ServiceModel> after)
    {
        ServiceModel[] old = [.. before];
        ServiceModel[] current = [.. after];
        SpecComparison comparison = new(old, current);
        comparison.Pairs(old, current, service => service.Name + " " + service.Version, service => service.Name + " " + service.Version, "service", comparison.Service);
        return [.. comparison._changes.OrderBy(change => change.Place, StringComparer.Ordinal)];
    }

    private void Service(string place, ServiceModel before, ServiceModel after)
    {
        Changed(place, "namespace", before.Namespace, after.Namespace, isBreaking: true);
        Changed(place, "client", before.ClientName, after.ClientName, isBreaking: true);
        Changed(place, "endpoint", before.Endpoint, after.Endpoint, isBreaking: false);
        ServiceNames oldNames = _before.Of(before);
        ServiceNames names = _after.Of(after);
        Renamed(place, "interface", oldNames.Interface, names.Interface);
        _kept = Kept(before, after, oldNames, names);
        Pairs(before.Actions, after.Actions, action => action.Name, action => $"{place} {action.Name}", "action", (actionPlace, left, right) =>
            Action(actionPlace, left, right, oldNames[left], names[right]));
        HashSet<string> sentBefore = TypeReach.OfRequests(before);
        HashSet<string> sent = TypeReach.OfRequests(after);
        HashSet<string> received = TypeReach.OfResponses(after);
        Pairs(before.Types, after.Types, type => _kept.GetValueOrDefault(type.Name, type.Name), type => $"{place} {type.Name}", "type", (typePlace, left, right) =>
        {
            (string oldClass, string newClass) = (oldNames.TypeName(left.Name), names.TypeName(right.Name));
            Changed(typePlace, "name", left.Name, right.Name, isBreaking: false);
            Renamed(typePlace, "class", oldClass, newClass);
            Members(
                typePlace,
                new MemberSide(left.Members, oldClass, IsResponse: false, sentBefore.Contains(left.Name)),
                new MemberSide(right.Members, newClass, IsResponse: false, sent.Contains(right.Name)),
                received.Contains(right.Name));
        });
    }

    private static Dictionary<string, string> Kept(ServiceModel before, ServiceModel after, ServiceNames oldNames, ServiceNames names)
    {
        HashSet<string> old = [.. before.Types.Select(type => type.Name)];
        HashSet<string> current = [.. after.Types.Select(type => type.Name)];
        Dictionary<string, string> added = after.Types.Where(type => !old.Contains(type.Name)).ToDictionary(type => names.TypeName(type.Name), type => type.Name, StringComparer.Ordinal);
        return before.Types.Where(type => !current.Contains(type.Name) && added.ContainsKey(oldNames.TypeName(type.Name)))
            .ToDictionary(type => type.Name, type => added[oldNames.TypeName(type.Name)], StringComparer.Ordinal);
    }

    private TypeReference Current(TypeReference type) =>
        type with { Name = type.Name is null ? null : _kept.GetValueOrDefault(type.Name, type.Name), Element = type.Element is null ? null : Current(type.Element) };

    private void Action(string place, ActionModel before, ActionModel after, ActionNames oldNames, ActionNames names)
    {
        Renamed(place, "method", oldNames.Method, names.Method);
        Renamed(place, "request class", oldNames.Request, names.Request);
        Renamed(place, "response class", oldNames.Response, names.Response);
        if (before.Paging is not null && after.Paging is not null)
        {
            Renamed(place, "method for all items", oldNames.ItemsMethod, names.ItemsMethod);
        }

        bool regionIsNew = after.Region == RegionRequirement.Required;
        Changed(place, "region", Word(before.Region), Word(after.Region), regionIsNew);
        Changed(place, "rate limit", string.Join(", ", before.RateLimits), string.Join(", ", after.RateLimits), isBreaking: false);
        Changed(place, "idempotent", before.Idempotent, after.Idempotent, isBreaking: false);
        Changed(place, "unsigned", before.Unsigned, after.Unsigned, !after.Unsigned);
        Changed(place, "deprecated", before.Deprecated is not null, after.Deprecated is not null, isBreaking: false);
        Changed(place, "disabled", before.Disabled is not null, after.Disabled is not null, after.Disabled is not null);
        Changed(place, "request body", before.RequestBody, after.RequestBody, isBreaking: true);
        Changed(place, "response body", before.ResponseBody, after.ResponseBody, isBreaking: true);
        Paging(place, before.Paging, after.Paging);
        Members(
            place + " request",
            new MemberSide(before.Request, oldNames.Request, IsResponse: false, IsSent: true),
            new MemberSide(after.Request, names.Request, IsResponse: false, IsSent: true),
            isReceived: false);
        Members(
            place + " response",
            new MemberSide(before.Response, oldNames.Response, IsResponse: true, IsSent: false),
            new MemberSide(after.Response, names.Response, IsResponse: true, IsSent: false),
            isReceived: true);
        Errors(place, before, after, oldNames, names);
    }

    private void Errors(string place, ActionModel before, ActionModel after, ActionNames oldNames, ActionNames names)
    {
        if (before.Errors.IsEmpty && !after.Errors.IsEmpty)
        {
            // What expects the exact class, as assertions of tests do, no longer gets it.
            Add(SpecChangeKind.Changed, place, $"calls throw ApiException<{names.ErrorCode}> instead of ApiServiceException", isBreaking: true);
        }
        else if (!before.Errors.IsEmpty && !after.Errors.IsEmpty)
        {
            Renamed(place, "enum of error codes", oldNames.ErrorCode, names.ErrorCode);
        }

        IReadOnlyDictionary<string, string> oldCodes = ErrorCodeNames.Of(before.Errors);
        IReadOnlyDictionary<string, string> codes = ErrorCodeNames.Of(after.Errors);
        Pairs(before.Errors, after.Errors, error => error.Code, error => $"{place} errors.{error.Code}", "error code", (errorPlace, left, right) =>
            Renamed(errorPlace, "name in the enum", oldCodes[left.Code], codes[right.Code]));
    }

    private void Paging(string place, PagingModel? before, PagingModel? after)
    {
        if (before == after)
        {
            return;
        }

        SpecChangeKind kind = before is null ? SpecChangeKind.Added : after is null ? SpecChangeKind.Removed : SpecChangeKind.Changed;
        Add(kind, place, $"paging {kind.ToString().ToLowerInvariant()}", isBreaking: after is null
            || (before is not null && (before.Items, before.Style, before.Position, before.Limit) != (after.Items, after.Style, after.Position, after.Limit)));
    }

    private void Members(string place, MemberSide before, MemberSide after, bool isReceived)
    {
        Dictionary<string, MemberModel> old = before.Members.ToDictionary(member => member.Name, StringComparer.Ordinal);
        ILookup<string, string> near = before.Members.Select(member => member.Name).ToLookup(name => name, StringComparer.OrdinalIgnoreCase);
        foreach (MemberModel member in after.Members)
        {
            string memberPlace = $"{place}.{member.Name}";
            if (!old.Remove(member.Name, out MemberModel? previous))
            {
                bool mustBeSet = after.IsSent && member.Required;
                Add(SpecChangeKind.Added, memberPlace, $"{(mustBeSet ? "required " : "")}member added ({member.Type})", mustBeSet);
                if (isReceived && near[member.Name].FirstOrDefault() is { } other)
                {
                    // Names are matched without regard to case where none matches exactly.
                    Add(SpecChangeKind.Changed, memberPlace, $"takes over what was read into '{other}', from which it differs by case only", isBreaking: true);
                }

                continue;
            }

            Member(memberPlace, previous, member, after.IsSent, isReceived);
            Renamed(memberPlace, "property", before.Names[member.Name], after.Names[member.Name]);
            Derived(memberPlace, before.Names.Beside(member.Name), after.Names.Beside(member.Name), previous.Sensitive || member.Sensitive);
            if (MemberNames.IsNeverNull(previous, before.IsSent) && !MemberNames.IsNeverNull(member, after.IsSent) && previous.Required == member.Required)
            {
                Add(SpecChangeKind.Changed, memberPlace, "the property may now be null", isBreaking: true);
            }
        }

        foreach (string name in old.Keys)
        {
            Add(SpecChangeKind.Removed, $"{place}.{name}", "member removed", isBreaking: true);
        }
    }

    private void Member(string place, MemberModel before, MemberModel after, bool isSent, bool isReceived)
    {
        if (Current(before.Type) != after.Type)
        {
            Changed(place, "type", before.Type, after.Type, isBreaking: true);
        }

        if (before.Required != after.Required)
        {
            string text = after.Required ? "is now required" : "is no longer required";
            Add(SpecChangeKind.Changed, place, text, after.Required ? isSent : isReceived);
        }

        Changed(place, "nullable", before.Nullable, after.Nullable, isBreaking: false);
        Changed(place, "deprecated", before.Deprecated is not null, after.Deprecated is not null, isBreaking: false);
        Changed(place, "disabled", before.Disabled is not null, after.Disabled is not null, isBreaking: false);
        Changed(place, "format", before.Format, after.Format, isBreaking: false);
        if (before.Format == after.Format)
        {
            Changed(place, "time zone of texts without one (minutes from UTC)", before.TimeZone ?? MemberModel.DefaultTimeZone, after.TimeZone ?? MemberModel.DefaultTimeZone, isBreaking: true);
        }

        Changed(place, "sensitive", before.Sensitive, after.Sensitive, isBreaking: false);
        bool isSensitive = before.Sensitive || after.Sensitive;
        Changed(place, "default", before.Default, after.Default, isBreaking: false, isSensitive);
        foreach (ConstraintChange change in ConstraintChange.Between(ConstraintChange.Effective(before), ConstraintChange.Effective(after), isSensitive))
        {
            Add(SpecChangeKind.Changed, place, change.Text, isSent && change.IsTighter);
        }
    }

    // What is derived from a member is callers' as well; something that is new breaks nobody.
    private void Derived(string place, DerivedNames before, DerivedNames after, bool isSensitive)
    {
        Gone(place, "typed property", before.View, after.View);
        Gone(place, "class of constants", before.Constants, after.Constants);
        string[] lost = after.Constants.Length == 0 ? [] : [.. before.Values.Where(one => after.Values.GetValueOrDefault(one.Key) != one.Value).Select(one => one.Value)];
        if (lost.Length > 0)
        {
            string more = lost.Length > MostShownNames ? FormattableString.Invariant($" and {lost.Length - MostShownNames} more") : "";
            string shown = isSensitive ? "" : $": {string.Join(", ", lost.Take(MostShownNames))}{more}";
            Add(SpecChangeKind.Changed, place, "constants are gone or renamed" + shown, isBreaking: true);
        }
    }

    private void Gone(string place, string what, string before, string after)
    {
        if (before.Length > 0)
        {
            Renamed(place, what, before, after);
        }
    }

    private void Pairs<T>(IEnumerable<T> before, IEnumerable<T> after, Func<T, string> key, Func<T, string> place, string what, Action<string, T, T> compare)
    {
        Dictionary<string, T> old = before.ToDictionary(key, StringComparer.Ordinal);
        foreach (T item in after)
        {
            if (old.Remove(key(item), out T? previous))
            {
                compare(place(item), previous, item);
            }
            else
            {
                Add(SpecChangeKind.Added, place(item), what + " added", isBreaking: false);
            }
        }

        foreach (T item in old.Values)
        {
            Add(SpecChangeKind.Removed, place(item), what + " removed", isBreaking: true);
        }
    }

    private void Renamed(string place, string what, string before, string after) => Changed(place, what, before, after, isBreaking: true);

    private void Changed<T>(string place, string what, T before, T after, bool isBreaking, bool isSensitive = false)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
        {
            Add(SpecChangeKind.Changed, place, isSensitive ? $"{what} changed" : $"{what} changed from {Show(before)} to {Show(after)}", isBreaking);
        }
    }

    private void Add(SpecChangeKind kind, string place, string text, bool isBreaking) => _changes.Add(new SpecChange(kind, place, text, isBreaking));

    private static string Show<T>(T value) => value switch
    {
        null or "" => "none",
        bool flag => flag ? "yes" : "no",
        _ => value.ToString()!,
    };

    private static string Word(RegionRequirement region) => region.ToString().ToLowerInvariant();
}
