using ApiGen.Specs.Conformance;
using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;
using ApiGen.Specs.Reading;

namespace ApiGen.Specs.Binding;

/// <summary>Binds the types and actions of one service.</summary>
/// <param name="scope">The service.</param>
/// <param name="namespaces">The namespaces of all services.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
internal sealed class ServiceBinder(ServiceScope scope, IEnumerable<string> namespaces, BindingDiagnostics diagnostics)
{
    private static readonly (string Suffix, string What)[] Generated =
    [
        (ActionNames.RequestSuffix, "request"),
        (ActionNames.ResponseSuffix, "response"),
        (ActionNames.ErrorCodeSuffix, "error codes"),
    ];

    /// <summary>The service; null when it cannot be used.</summary>
    public ServiceModel? Bind()
    {
        ServiceDeclaration service = scope.Declaration;
        string client = service.ClientName ?? Names.ClientOf(service.Name?.Text ?? "_");
        Dictionary<string, ActionModel> named = ActionsByCSharpName();
        TypeTable types = TypeTable.Build(scope, name => OwnerOf(name, client, named), diagnostics);
        List<ActionModel> actions = BindActions(types);
        if (scope.IsRejected)
        {
            return null;
        }

        ServiceModel model = new()
        {
            Name = service.Name!.Text,
            Version = service.Version!,
            Namespace = scope.Namespace!,
            Endpoint = service.Endpoint!,
            Summary = service.Summary,
            Documentation = service.Documentation,
            ClientName = client,
            Source = scope.Document.Path,
            Types = types.Types.OrderBy(static type => type.Name, StringComparer.Ordinal).ToEquatableArray(),
            Actions = actions.OrderBy(static action => action.Name, StringComparer.Ordinal).ToEquatableArray(),
        };
        new FixedNameCheck(scope, diagnostics).Check(model, namespaces);
        return model;
    }

    private Dictionary<string, ActionModel> ActionsByCSharpName()
    {
        Dictionary<string, ActionModel> actions = new(StringComparer.Ordinal);
        foreach (ActionModel action in scope.Parts.SelectMany(static part => part.Actions).Select(static action => action.Model))
        {
            actions[action.CSharpName ?? action.Name] = action;
        }

        return actions;
    }

    /// <summary>What has a name that a type would have.</summary>
    private static string? OwnerOf(string name, string client, Dictionary<string, ActionModel> actions)
    {
        if (name == client)
        {
            return "client class";
        }

        if (name == "I" + client)
        {
            return "client interface";
        }

        foreach ((string suffix, string what) in Generated)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && actions.TryGetValue(name.Substring(0, name.Length - suffix.Length), out ActionModel? action))
            {
                return $"{what} of the action '{action.Name}'";
            }
        }

        return null;
    }

    private List<ActionModel> BindActions(TypeTable types)
    {
        var names = new NameTable(diagnostics, SpecDiagnostics.DuplicateAction);
        ActionMemory? memory = scope.MayHaveMore ? null : ActionMemory.Of(scope.Declaration, types.Declarations);
        List<(BoundAction Action, bool IsUsable)> actions = [];
        foreach (SpecDocument document in scope.Parts)
        {
            foreach (ActionDeclaration action in document.Actions)
            {
                bool isUsable = names.Add(action.Model.Name, action.NameSpan, document.Path) && document.IsComplete;
                actions.Add((memory?.Resolve(action, diagnostics, one => Resolve(one, types)) ?? Resolve(action, types), isUsable));
            }
        }

        // What responses promise can be told only when it is known which types are sent.
        HashSet<string> sent = TypeReach.From(actions.SelectMany(static bound => bound.Action.Request.Usable), types.ByName);
        ConformanceCheck check = new(types.ByName, sent);
        ActionMemory.Whole? whole = memory?.While(sent);
        List<ActionModel> usable = new(actions.Count);
        foreach ((BoundAction action, bool isUsable) in actions)
        {
            ActionModel model = whole?.Complete(action, diagnostics, one => Complete(one, types, check)) ?? Complete(action, types, check);
            if (isUsable)
            {
                usable.Add(model);
            }
        }

        return usable;
    }

    private BoundAction Resolve(ActionDeclaration action, TypeTable types)
    {
        ServiceDeclaration service = scope.Declaration;
        BoundMembers request = types.Resolve(action.Request, action.Model.Source);
        BoundMembers response = types.Resolve(action.Response, action.Model.Source);
        ActionModel model = action.Model with
        {
            Region = action.Region ?? service.Region,
            RateLimits = action.RateLimits ?? service.RateLimits,
            RateLimitAssumed = action.RateLimits is null && !service.RateLimits.IsEmpty,
            Request = request.Usable,
            Response = response.Usable,
        };
        return new BoundAction(action, model, request, response);
    }

    private ActionModel Complete(BoundAction action, TypeTable types, ConformanceCheck check)
    {
        // With members missing from the model, each path and example over them would be called wrong, too.
        bool isWhole = !scope.MayHaveMore;
        var examples = new ExampleBinder(action.Model, action.Request, action.Response, types, check, isWhole ? diagnostics : null);
        return action.Model with
        {
            Paging = action.Declaration.Paging is { } paging && isWhole ? new PagingBinder(action.Model, action.Request, action.Response, types, diagnostics).Bind(paging) : null,
            Examples = action.Declaration.Examples.Select(examples.Bind).ToEquatableArray(),
        };
    }
}
