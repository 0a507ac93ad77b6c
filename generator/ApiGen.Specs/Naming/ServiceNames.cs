using ApiGen.Specs.Model;

namespace ApiGen.Specs.Naming;

/// <summary>
/// Settles the C# name of everything a service puts into its namespace and its client. Names that callers type most go first: client,
/// requests and responses, error enums, then the declared types.
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

        // A member may not carry the name of its class (CS0542).
        NameScope members = new(
            StringComparer.Ordinal, Client, "_client", "Dispose", "ServiceDescription", "ServiceHolder", "Finalize", "MemberwiseClone", "ReferenceEquals", "ToString", "GetType", "Equals", "GetHashCode");
        Pipeline = members.Take("Client", "Pipeline");

        foreach (ActionModel action in service.Actions)
        {
            string name = CSharpIdentifier.Of(action.Name);
            _actions[action.Name] = new ActionNames(scope.Take(name + "Request"), scope.Take(name + "Response"), scope.Take(name + "ErrorCode"), members.Take(name + "Async"), "", "", "", "");
        }

        // What stands beside the plain calls gives way to them, and what nobody sees to everything.
        foreach (ActionModel action in service.Actions)
        {
            string name = CSharpIdentifier.Of(action.Name);
            _actions[action.Name] = _actions[action.Name] with
            {
                ItemsMethod = action.Paging is null ? "" : members.Take(name + "ItemsAsync"),
                StreamMethod = action.ResponseBody == ResponseBodyKind.EventStream ? members.Take(name + "StreamAsync") : "",
            };
        }

        foreach (ActionModel action in service.Actions)
        {
            ActionNames names = _actions[action.Name];
            _actions[action.Name] = names with
            {
                Description = members.Take(CSharpIdentifier.Of(action.Name) + "Action"),
                Parser = members.Take("Parse" + names.ErrorCode),
            };
        }

        foreach (TypeModel type in service.Types)
        {
            string name = CSharpIdentifier.Of(type.Name);

            // The vendor's own SDK renames the class, too.
            bool equalsMember = type.Members.Any(member => CSharpIdentifier.Of(member.Name) == name);
            _types[type.Name] = equalsMember
                ? scope.Take(name + "Info", name + "InfoModel")
                : scope.Take(name, name + "Info", name + "InfoModel");
        }
    }

    /// <summary>The client class.</summary>
    public string Client { get; }

    /// <summary>The client's interface.</summary>
    public string Interface { get; }

    /// <summary>The class that registers the client in an application.</summary>
    public string Registration { get; }

    /// <summary>The client's property that gives its pipeline.</summary>
    public string Pipeline { get; }

    /// <summary>The names that belong to an action.</summary>
    public ActionNames this[ActionModel action] => _actions[action.Name];

    /// <summary>The class of a declared type.</summary>
    public string TypeName(string specName) => _types[specName];
}
