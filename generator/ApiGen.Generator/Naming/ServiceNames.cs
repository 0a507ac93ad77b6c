using ApiGen.Specs.Model;

namespace ApiGen.Generator.Naming;

/// <summary>
/// Settles the C# name of everything a service puts into its namespace. Names that callers type most go first: client,
/// requests and responses, error enums, then the declared types.
/// </summary>
internal sealed class ServiceNames
{
    private readonly Dictionary<string, ActionNames> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    /// <summary>Settles the names for the given service.</summary>
    public ServiceNames(ServiceModel service)
    {
        NameScope scope = new(StringComparer.Ordinal);
        NameScope methods = new(StringComparer.Ordinal, "Client", "Dispose", "ToString", "GetType", "Equals", "GetHashCode");
        Client = scope.Take(CSharpText.Identifier(service.ClientName));
        Interface = scope.Take("I" + Client);
        Registration = scope.Take(Client + "ServiceCollectionExtensions");

        foreach (ActionModel action in service.Actions)
        {
            string name = CSharpText.Identifier(action.Name);
            _actions[action.Name] = new ActionNames(
                Request: scope.Take(name + "Request"),
                Response: scope.Take(name + "Response"),
                ErrorCode: scope.Take(name + "ErrorCode"),
                Method: methods.Take(name + "Async"));
        }

        foreach (TypeModel type in service.Types)
        {
            string name = CSharpText.Identifier(type.Name);

            // A member may not carry the name of its class (CS0542); the vendor's own SDK renames the class, too.
            bool equalsMember = type.Members.Any(member => CSharpText.Identifier(member.Name) == name);
            _types[type.Name] = equalsMember
                ? scope.Take(name + "Info", name + "InfoModel")
                : scope.Take(name, name + "Info", name + "InfoModel");
        }

        Methods = methods;
    }

    /// <summary>The client class.</summary>
    public string Client { get; }

    /// <summary>The client's interface.</summary>
    public string Interface { get; }

    /// <summary>The class that registers the client in an application.</summary>
    public string Registration { get; }

    /// <summary>The scope of the client's methods, for those beside the plain calls.</summary>
    public NameScope Methods { get; }

    /// <summary>The names that belong to an action.</summary>
    public ActionNames this[ActionModel action] => _actions[action.Name];

    /// <summary>The class of a declared type.</summary>
    public string TypeName(string specName) => _types[specName];
}

/// <summary>The names that belong to an action.</summary>
/// <param name="Request">The request class.</param>
/// <param name="Response">The response class.</param>
/// <param name="ErrorCode">The enum of error codes.</param>
/// <param name="Method">The client's method.</param>
internal sealed record ActionNames(string Request, string Response, string ErrorCode, string Method);
