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
                ? type with { Members = Keep(type.Name, new MemberNames(known.Members, old.TypeName(type.Name), isResponse: false), known.Members, type.Members, kept.TypeName(type.Name), isResponse: false) }
                : type).ToEquatableArray(),
            Actions = after.Actions.Select(action => actions.TryGetValue(action.Name, out ActionModel? known)
                ? action with
                {
                    Request = Keep($"{action.Name} request", new MemberNames(known.Request, old[known].Request, isResponse: false), known.Request, action.Request, kept[action].Request, isResponse: false),
                    Response = Keep($"{action.Name} response", new MemberNames(known.Response, old[known].Response, isResponse: true), known.Response, action.Response, kept[action].Response, isResponse: true),
                    Errors = Keep(action.Name, known.Errors, action.Errors),
                }
                : action).ToEquatableArray(),
        };
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

    private EquatableArray<MemberModel> Keep(string place, MemberNames old, EquatableArray<MemberModel> known, EquatableArray<MemberModel> members, string className, bool isResponse)
    {
        HashSet<string> had = [.. known.Select(member => member.Name)];
        MemberNames now = new(members, className, isResponse);
        EquatableArray<MemberModel> kept = members
            .Select(member => member.CSharpName is null && had.Contains(member.Name) && old[member.Name] != now[member.Name]
                ? member with { CSharpName = Note($"{place}.{member.Name}", old[member.Name]) }
                : member)
            .ToEquatableArray();

        // What stands beside a property has no name of its own that could be fixed, so that something new has to give way.
        HashSet<string> beside = [.. kept.Where(member => had.Contains(member.Name)).Select(member => old.Beside(member.Name)).SelectMany(names => new[] { names.View, names.Constants })];
        now = new MemberNames(kept, className, isResponse);
        return kept
            .Select(member => member.CSharpName is null && !had.Contains(member.Name) && beside.Contains(now[member.Name])
                ? member with { CSharpName = NoteOther($"{place}.{member.Name}", now[member.Name], now.Scope.Take(now[member.Name] + "Value")) }
                : member)
            .ToEquatableArray();
    }

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

    private string NoteOther(string place, string taken, string name)
    {
        _fixed.Add($"{place}: csharpName gives it the name {name}, since callers know {taken} as what stands beside another property");
        return name;
    }

    private string Note(string place, string name)
    {
        _fixed.Add($"{place}: csharpName keeps the name {name}, which would be another after this import");
        return name;
    }
}
