using ApiGen.Specs.Model;

namespace ApiGen.Cli.Comparing;

/// <summary>Compares specs as callers see them: summaries and examples do not count.</summary>
public sealed class SpecComparison
{
    private readonly List<SpecChange> _changes = [];

    private SpecComparison()
    {
    }

    /// <summary>Every difference between two sets of services, ordered by place.</summary>
    public static IReadOnlyList<SpecChange> Compare(IEnumerable<ServiceModel> before, IEnumerable<ServiceModel> after)
    {
        SpecComparison comparison = new();
        comparison.Pairs(before, after, service => service.Name + " " + service.Version, service => service.Name + " " + service.Version, "service", comparison.Service);
        return [.. comparison._changes.OrderBy(change => change.Place, StringComparer.Ordinal)];
    }

    private void Service(string place, ServiceModel before, ServiceModel after)
    {
        Changed(place, "namespace", before.Namespace, after.Namespace, isBreaking: true);
        Changed(place, "client", before.ClientName, after.ClientName, isBreaking: true);
        Changed(place, "endpoint", before.Endpoint, after.Endpoint, isBreaking: false);
        Pairs(before.Actions, after.Actions, action => action.Name, action => $"{place} {action.Name}", "action", Action);
        HashSet<string> sent = TypeReach.OfRequests(after);
        HashSet<string> received = TypeReach.OfResponses(after);
        Pairs(before.Types, after.Types, type => type.Name, type => $"{place} {type.Name}", "type", (typePlace, left, right) =>
            Members(typePlace, left.Members, right.Members, sent.Contains(right.Name), received.Contains(right.Name)));
    }

    private void Action(string place, ActionModel before, ActionModel after)
    {
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
        Members(place + " request", before.Request, after.Request, isSent: true, isReceived: false);
        Members(place + " response", before.Response, after.Response, isSent: false, isReceived: true);
        Pairs(before.Errors, after.Errors, error => error.Code, error => $"{place} errors.{error.Code}", "error code", (_, _, _) => { });
    }

    private void Paging(string place, PagingModel? before, PagingModel? after)
    {
        if (before == after)
        {
            return;
        }

        SpecChangeKind kind = before is null ? SpecChangeKind.Added : after is null ? SpecChangeKind.Removed : SpecChangeKind.Changed;
        Add(kind, place, $"paging {kind.ToString().ToLowerInvariant()}", isBreaking: after is null || (before is not null && before.Items != after.Items));
    }

    private void Members(string place, IEnumerable<MemberModel> before, IEnumerable<MemberModel> after, bool isSent, bool isReceived)
    {
        Dictionary<string, MemberModel> old = before.ToDictionary(member => member.Name, StringComparer.Ordinal);
        foreach (MemberModel member in after)
        {
            string memberPlace = $"{place}.{member.Name}";
            if (!old.Remove(member.Name, out MemberModel? previous))
            {
                bool mustBeSet = isSent && member.Required;
                Add(SpecChangeKind.Added, memberPlace, $"{(mustBeSet ? "required " : "")}member added ({member.Type})", mustBeSet);
                continue;
            }

            Member(memberPlace, previous, member, isSent, isReceived);
        }

        foreach (string name in old.Keys)
        {
            Add(SpecChangeKind.Removed, $"{place}.{name}", "member removed", isBreaking: true);
        }
    }

    private void Member(string place, MemberModel before, MemberModel after, bool isSent, bool isReceived)
    {
        Changed(place, "type", before.Type, after.Type, isBreaking: true);
        if (before.Required != after.Required)
        {
            string text = after.Required ? "is now required" : "is no longer required";
            Add(SpecChangeKind.Changed, place, text, after.Required ? isSent : isReceived);
        }

        Changed(place, "nullable", before.Nullable, after.Nullable, isBreaking: false);
        Changed(place, "deprecated", before.Deprecated is not null, after.Deprecated is not null, isBreaking: false);
        Changed(place, "disabled", before.Disabled is not null, after.Disabled is not null, isBreaking: false);
        Changed(place, "format", before.Format, after.Format, isBreaking: false);
        Changed(place, "sensitive", before.Sensitive, after.Sensitive, isBreaking: false);
        Changed(place, "default", before.Default, after.Default, isBreaking: false);
        foreach (ConstraintChange change in ConstraintChange.Between(before.Constraint, after.Constraint))
        {
            Add(SpecChangeKind.Changed, place, change.Text, isSent && change.IsTighter);
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

    private void Changed<T>(string place, string what, T before, T after, bool isBreaking)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
        {
            Add(SpecChangeKind.Changed, place, $"{what} changed from {Show(before)} to {Show(after)}", isBreaking);
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
