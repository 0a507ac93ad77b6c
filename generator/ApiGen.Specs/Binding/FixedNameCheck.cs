using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Binding;

/// <summary>Reports C# names that a spec fixes and that cannot be given, because something else in their scope has them.</summary>
internal sealed class FixedNameCheck(ServiceScope scope, BindingDiagnostics diagnostics)
{
    /// <summary>Holds the fixed names against those that the service's classes, properties and methods get.</summary>
    /// <param name="service">The service.</param>
    /// <param name="namespaces">The namespaces of all services.</param>
    public void Check(ServiceModel service, IEnumerable<string> namespaces)
    {
        if (!HasFixedNames(service))
        {
            return;
        }

        ServiceNames names = new(service, namespaces);
        Dictionary<string, TypeModel> types = service.Types.ToDictionary(static type => type.Name, StringComparer.Ordinal);
        Dictionary<string, ActionModel> actions = service.Actions.ToDictionary(static action => action.Name, StringComparer.Ordinal);
        foreach (SpecDocument document in scope.Parts)
        {
            // Of two declarations of one name only the first is in the model.
            foreach (TypeDeclaration declaration in document.Types)
            {
                if (types.TryGetValue(declaration.Model.Name, out TypeModel? type) && type.Source == document.Path)
                {
                    CheckType(declaration, type, service, names);
                }
            }

            foreach (ActionDeclaration declaration in document.Actions)
            {
                if (actions.TryGetValue(declaration.Model.Name, out ActionModel? action) && action.Source == document.Path)
                {
                    CheckAction(declaration, action, service, names);
                }
            }
        }
    }

    private static bool HasFixedNames(ServiceModel service) =>
        service.Types.Any(static type => type.CSharpName is not null || type.Members.Any(IsFixed))
        || service.Actions.Any(static action => action.CSharpName is not null || action.Request.Any(IsFixed) || action.Response.Any(IsFixed) || action.Errors.Any(IsFixed));

    private static bool IsFixed(MemberModel member) => member.CSharpName is not null;

    private static bool IsFixed(ErrorModel error) => error.CSharpName is not null;

    private void CheckType(TypeDeclaration declaration, TypeModel type, ServiceModel service, ServiceNames names)
    {
        string name = names.TypeName(type.Name);
        if (type.CSharpName is { } given)
        {
            Compare(given, name, declaration.CSharpNameSpan, $"the namespace {service.Namespace}", $"the type '{type.Name}'", type.Source);
        }

        CheckMembers(declaration.Members, type.Members, name, isResponse: false, type.Source);
    }

    private void CheckAction(ActionDeclaration declaration, ActionModel action, ServiceModel service, ServiceNames all)
    {
        ActionNames names = all[action];
        if (action.CSharpName is { } given)
        {
            string space = $"the namespace {service.Namespace}";
            string client = $"the class {all.Client}";
            string what = $"the action '{action.Name}'";
            _ = Compare(given + ActionNames.RequestSuffix, names.Request, declaration.CSharpNameSpan, space, what, action.Source)
                && Compare(given + ActionNames.ResponseSuffix, names.Response, declaration.CSharpNameSpan, space, what, action.Source)
                && Compare(given + ActionNames.ErrorCodeSuffix, names.ErrorCode, declaration.CSharpNameSpan, space, what, action.Source)
                && Compare(given + "Async", names.Method, declaration.CSharpNameSpan, client, what, action.Source)
                && (names.ItemsMethod.Length == 0 || Compare(given + "ItemsAsync", names.ItemsMethod, declaration.CSharpNameSpan, client, what, action.Source))
                && (names.StreamMethod.Length == 0 || Compare(given + "StreamAsync", names.StreamMethod, declaration.CSharpNameSpan, client, what, action.Source));
        }

        CheckMembers(declaration.Request, action.Request, names.Request, isResponse: false, action.Source);
        CheckMembers(declaration.Response, action.Response, names.Response, isResponse: true, action.Source);
        CheckErrors(declaration.Errors, action, names.ErrorCode);
    }

    private void CheckErrors(EquatableArray<ErrorDeclaration> declarations, ActionModel action, string enumName)
    {
        if (!action.Errors.Any(IsFixed))
        {
            return;
        }

        IReadOnlyDictionary<string, string> names = ErrorCodeNames.Of(action.Errors);
        foreach (ErrorDeclaration declaration in declarations)
        {
            if (declaration.Model is { CSharpName: { } given, Code: var code })
            {
                Compare(given, names[code], declaration.CSharpNameSpan, $"the enum {enumName}", $"the error code '{code}'", action.Source);
            }
        }
    }

    private void CheckMembers(EquatableArray<MemberDeclaration> declarations, EquatableArray<MemberModel> members, string className, bool isResponse, string path)
    {
        if (!members.Any(IsFixed))
        {
            return;
        }

        MemberNames names = new(members, className, isResponse);
        HashSet<string> usable = new(members.Select(static member => member.Name), StringComparer.Ordinal);
        foreach (MemberDeclaration declaration in declarations)
        {
            MemberModel member = declaration.Model;
            if (member.CSharpName is { } given && usable.Contains(member.Name))
            {
                Compare(given, names[member.Name], declaration.CSharpNameSpan, $"the class {className}", $"the member '{member.Name}'", path);
            }
        }
    }

    private bool Compare(string given, string settled, SourceSpan span, string where, string what, string path)
    {
        if (given == settled)
        {
            return true;
        }

        diagnostics.Report(SpecDiagnostics.CSharpNameTaken, path, span, given, where, what);
        return false;
    }
}
