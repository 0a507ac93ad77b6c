using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Reading;

namespace ApiGen.Specs.Binding;

/// <summary>Binds the types and actions of one service.</summary>
internal sealed class ServiceBinder(ServiceScope scope, BindingDiagnostics diagnostics)
{
    /// <summary>The service; null when it cannot be used.</summary>
    public ServiceModel? Bind()
    {
        ServiceDeclaration service = scope.Declaration;
        string client = service.ClientName ?? Names.ClientOf(service.Name?.Text ?? "_");
        TypeTable types = TypeTable.Build(scope, GeneratedNames(client), diagnostics);
        List<ActionModel> actions = BindActions(types);
        if (scope.IsRejected)
        {
            return null;
        }

        return new ServiceModel
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
    }

    private Dictionary<string, string> GeneratedNames(string client)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal) { [client] = "client class", ["I" + client] = "client interface" };
        foreach (string action in scope.Parts.SelectMany(static part => part.Actions).Select(static action => action.Model.Name))
        {
            names[action + "Request"] = $"request of the action '{action}'";
            names[action + "Response"] = $"response of the action '{action}'";
            names[action + "ErrorCode"] = $"error codes of the action '{action}'";
        }

        return names;
    }

    private List<ActionModel> BindActions(TypeTable types)
    {
        var names = new NameTable(diagnostics, SpecDiagnostics.DuplicateAction);
        List<ActionModel> actions = [];
        foreach (SpecDocument document in scope.Parts)
        {
            foreach (ActionDeclaration action in document.Actions)
            {
                bool isUsable = names.Add(action.Model.Name, action.NameSpan, document.Path) && document.IsComplete;
                ActionModel model = Bind(action, types);
                if (isUsable)
                {
                    actions.Add(model);
                }
            }
        }

        return actions;
    }

    private ActionModel Bind(ActionDeclaration action, TypeTable types)
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

        // With members missing from the model, each path and example over them would be called wrong, too.
        bool isWhole = !scope.MayHaveMore;
        var examples = new ExampleBinder(model, request, response, types, isWhole ? diagnostics : null);
        return model with
        {
            Paging = action.Paging is null || !isWhole ? null : new PagingBinder(model, request, response, types, diagnostics).Bind(action.Paging),
            Examples = action.Examples.Select(examples.Bind).ToEquatableArray(),
        };
    }
}
