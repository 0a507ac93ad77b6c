using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Merging;

/// <summary>
/// Fixes the C# names that an import would change: what a vendor adds may come first where two names become one in C#, and must not rename what
/// callers have written already.
/// </summary>
internal sealed class KeptNames
{
    private readonly List<string> _fixed = [];

    /// <summary>What was fixed, in words.</summary>
    public IReadOnlyList<string> Notes => _fixed;

    /// <summary>The service after the import, with the names that it had before.</summary>
    /// <param name="before">The service before.</param>
    /// <param name="after">The service after the import.</param>
    public ServiceModel Keep(ServiceModel before, ServiceModel after)
    {
        ServiceNames old = new(before, [before.Namespace]);
        Dictionary<string, TypeModel> types = before.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        Dictionary<string, ActionModel> actions = before.Actions.ToDictionary(action => action.Name, StringComparer.Ordinal);

        // Classes first: a class of another name lets its members have others.
        ServiceNames names = new(after, [after.Namespace]);
        after = after with
        {
            Types = after.Types.Select(type => types.ContainsKey(type.Name) ? Keep(type, old.TypeName(type.Name), names.TypeName(type.Name)) : type).ToEquatableArray(),
            Actions = after.Actions.Select(action => actions.TryGetValue(action.Name, out ActionModel? known) ? Keep(action, old[known], names[action]) : action).ToEquatableArray(),
        };
        ServiceNames kept = new(after, [after.Namespace]);
        return after with
        {
            Types = after.Types.Select(type => types.TryGetValue(type.Name, out TypeModel? known)
                ? type with { Members = Keep(type.Name, Names(known.Members, old.TypeName(type.Name)), type.Members, Names(type.Members, kept.TypeName(type.Name))) }
                : type).ToEquatableArray(),
            Actions = after.Actions.Select(action => actions.TryGetValue(action.Name, out ActionModel? known)
                ? action with
                {
                    Request = Keep($"{action.Name} request", Names(known.Request, old[known].Request), action.Request, Names(action.Request, kept[action].Request)),
                    Response = Keep($"{action.Name} response", Names(known.Response, old[known].Response, true), action.Response, Names(action.Response, kept[action].Response, true)),
                    Errors = Keep(action.Name, known.Errors, action.Errors),
                }
                : action).ToEquatableArray(),
        };
    }

    private static Dictionary<string, string> Names(EquatableArray<MemberModel> members, string className, bool isResponse = false)
    {
        MemberNames names = new(members, className, isResponse);
        return members.ToDictionary(member => member.Name, member => names[member.Name], StringComparer.Ordinal);
    }

    private TypeModel Keep(TypeModel type, string old, string now) =>
        type.CSharpName is null && old != now ? type with { CSharpName = Note(type.Name, old) } : type;

    private ActionModel Keep(ActionModel action, ActionNames old, ActionNames now)
    {
        // Where a class had to give way before, its names have no common beginning, and none that could be fixed.
        string begin = old.Request.EndsWith(ActionNames.RequestSuffix, StringComparison.Ordinal) ? old.Request[..^ActionNames.RequestSuffix.Length] : "";
        bool isRenamed = (old.Request, old.Response, old.ErrorCode, old.Method) != (now.Request, now.Response, now.ErrorCode, now.Method)
            || (old.ItemsMethod.Length > 0 && now.ItemsMethod.Length > 0 && old.ItemsMethod != now.ItemsMethod)
            || (old.StreamMethod.Length > 0 && now.StreamMethod.Length > 0 && old.StreamMethod != now.StreamMethod);
        return action.CSharpName is null && isRenamed && old.Method == begin + "Async" ? action with { CSharpName = Note(action.Name, begin) } : action;
    }

    private EquatableArray<MemberModel> Keep(string place, Dictionary<string, string> old, EquatableArray<MemberModel> members, Dictionary<string, string> now) => members
        .Select(member => member.CSharpName is null && old.TryGetValue(member.Name, out string? name) && name != now[member.Name]
            ? member with { CSharpName = Note($"{place}.{member.Name}", name) }
            : member)
        .ToEquatableArray();

    private EquatableArray<ErrorModel> Keep(string action, EquatableArray<ErrorModel> before, EquatableArray<ErrorModel> after)
    {
        IReadOnlyDictionary<string, string> old = ErrorCodeNames.Of(before);
        IReadOnlyDictionary<string, string> now = ErrorCodeNames.Of(after);
        return after
            .Select(error => error.CSharpName is null && old.TryGetValue(error.Code, out string? name) && name != now[error.Code]
                ? error with { CSharpName = Note($"{action} errors.{error.Code}", name) }
                : error)
            .ToEquatableArray();
    }

    private string Note(string place, string name)
    {
        _fixed.Add($"{place}: csharpName keeps the name {name}, which would be another after this import");
        return name;
    }
}
