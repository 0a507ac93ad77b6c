using ApiGen.Specs.Model;

namespace ApiGen.Specs.Naming;

/// <summary>
/// Settles the C# name of everything a service puts into its namespace and its client. Names that the spec fixes go first, then those
/// that callers type most: client, requests and responses, error enums, then the declared types.
/// </summary>
public sealed class ServiceNames
{
    private readonly Dictionary<string, ActionNames> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    /// <summary>Settles the names for the given service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="namespaces">The namespaces of all services: one inside the service's own takes a name there.</param>
    public ServiceNames(ServiceModel service, IEnumerable<string> namespaces)
    {
        string inside = service.Namespace + ".";
        NameScope scope = new(
            StringComparer.Ordinal,
            [.. namespaces.Where(other => other.StartsWith(inside, StringComparison.Ordinal)).Select(other => other.Substring(inside.Length).Split('.')[0])]);
        Client = scope.Take(CSharpIdentifier.Of(service.ClientName));
        Interface = scope.Take("I" + Client);
        Registration = scope.Take(Client + "ServiceCollectionExtensions");
        Calls = scope.Take(Client + "Calls");

        // A member may not carry the name of its class (CS0542).
        NameScope members = new(
            StringComparer.Ordinal, [Client, .. ClientMembers, "Finalize", "MemberwiseClone", "ReferenceEquals", "ToString", "GetType", "Equals", "GetHashCode"]);
        Pipeline = members.Take("Client", "Pipeline");

        // What the spec fixes goes first, so that nothing that a vendor adds later takes its name.
        NameActions(service.Actions.Where(static action => action.CSharpName is not null), scope, members);
        NameTypes(service.Types.Where(static type => type.CSharpName is not null), scope);
        NameActions(service.Actions.Where(static action => action.CSharpName is null), scope, members);
        NameTypes(service.Types.Where(static type => type.CSharpName is null), scope);

        // What nobody sees gives way to everything.
        foreach (ActionModel action in service.Actions)
        {
            ActionNames names = _actions[action.Name];
            _actions[action.Name] = names with
            {
                Description = members.Take(Wanted(action) + "Action"),
                Parser = members.Take("Parse" + names.ErrorCode),
            };
        }
    }

    /// <summary>The members that every client has of its own: a class of such a name could not hold them.</summary>
    public static IReadOnlyList<string> ClientMembers { get; } = ["_client", "Dispose", "OnCreated", "ServiceDescription", "ServiceHolder", "StopAsync"];

    /// <summary>The client class.</summary>
    public string Client { get; }

    /// <summary>The client's interface.</summary>
    public string Interface { get; }

    /// <summary>The class that registers the client in an application.</summary>
    public string Registration { get; }

    /// <summary>The class with the short forms of calls that are no members of the client.</summary>
    public string Calls { get; }

    /// <summary>The client's property that gives its pipeline.</summary>
    public string Pipeline { get; }

    /// <summary>The names that belong to an action.</summary>
    public ActionNames this[ActionModel action] => _actions[action.Name];

    /// <summary>The class of a declared type.</summary>
    public string TypeName(string specName) => _types[specName];

    private static string Wanted(ActionModel action) => CSharpIdentifier.Of(action.Name, action.CSharpName);

    private void NameActions(IEnumerable<ActionModel> actions, NameScope scope, NameScope members)
    {
        foreach (ActionModel action in actions)
        {
            string name = Wanted(action);
            _actions[action.Name] = new ActionNames(
                scope.Take(name + ActionNames.RequestSuffix),
                scope.Take(name + ActionNames.ResponseSuffix),
                scope.Take(name + ActionNames.ErrorCodeSuffix),
                members.Take(name + "Async"),
                "",
                "",
                "",
                "");
        }

        // What stands beside the plain calls gives way to them.
        foreach (ActionModel action in actions)
        {
            string name = Wanted(action);
            _actions[action.Name] = _actions[action.Name] with
            {
                ItemsMethod = action.Paging is null ? "" : members.Take(name + "ItemsAsync"),
                StreamMethod = action.ResponseBody == ResponseBodyKind.EventStream ? members.Take(name + "StreamAsync") : "",
            };
        }
    }

    private void NameTypes(IEnumerable<TypeModel> types, NameScope scope)
    {
        foreach (TypeModel type in types)
        {
            string name = CSharpIdentifier.Of(type.Name);

            // A class gives way to a member of its name, as in the vendor's own SDK, unless the spec fixes the class.
            HashSet<string> members = new(type.Members.Select(static member => CSharpIdentifier.Of(member.Name, member.CSharpName)), StringComparer.Ordinal);
            string[] wanted = type.CSharpName is { } given ? [given] : [.. new[] { name, name + "Info", name + "InfoModel" }.Where(candidate => !members.Contains(candidate))];
            _types[type.Name] = scope.Take(wanted.Length > 0 ? wanted : [name + "InfoModel"]);
        }
    }
}
