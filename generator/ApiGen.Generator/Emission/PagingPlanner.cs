using ApiGen.Generator.Models;
using ApiGen.Generator.Naming;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Emission;

/// <summary>Plans the method that reads a paged result as one sequence.</summary>
/// <param name="action">The paged action.</param>
/// <param name="paging">How it is paged.</param>
/// <param name="typeClass">Gives the class of a declared type.</param>
/// <param name="types">The declared types.</param>
internal sealed class PagingPlanner(
    ActionModel action,
    PagingModel paging,
    Func<string, ClassEmitModel> typeClass,
    IReadOnlyDictionary<string, TypeModel> types)
{
    /// <summary>What the request of a paged action needs, so that it can be copied for another page.</summary>
    /// <param name="action">The paged action.</param>
    /// <param name="paging">How it is paged.</param>
    /// <param name="names">The names in the request's class.</param>
    public static PageCopyEmitModel Copy(ActionModel action, PagingModel paging, MemberNames names)
    {
        return new PageCopyEmitModel(
            paging.Style == PagingStyle.Token,
            Property(paging.Position),
            paging.Limit is null ? null : Property(paging.Limit));

        PagePropertyEmitModel Property(string wireName) =>
            new(names[wireName], action.Request.First(member => member.Name == wireName).Type.Kind == ValueKind.UInt64);
    }

    /// <summary>The method of the client.</summary>
    /// <param name="methodName">Its name.</param>
    /// <param name="request">The request's class.</param>
    /// <param name="response">The response's class.</param>
    /// <param name="valueTypes">How values are declared.</param>
    public ClientMethodEmitModel Method(string methodName, ClassEmitModel request, ClassEmitModel response, ValueTypes valueTypes)
    {
        (string items, TypeReference list) = Follow(response, paging.Items);
        PageCopyEmitModel copy = request.PageCopy!;
        string[] members = copy.Limit is null ? [copy.Position.Name] : [copy.Position.Name, copy.Limit.Name];
        return new ClientMethodEmitModel(
            CSharpText.XmlText($"Calls {action.Name} page by page, as far as the caller enumerates, and gives the items of all pages as one sequence."),
            methodName,
            valueTypes.Element(list.Element!),
            new PagingEmitModel(
                paging.Style,
                items,
                paging.Total is null ? null : Follow(response, paging.Total).Path,
                paging.Next is null ? null : Follow(response, paging.Next).Path,
                copy.Position.Name,
                copy.Limit?.Name,
                members.Select(CSharpText.Literal).ToEquatableArray(),
                paging.PageSize));
    }

    /// <summary>The way along a path in the response, with a question mark wherever a step may be null.</summary>
    private (string Path, TypeReference Type) Follow(ClassEmitModel response, string path)
    {
        ClassEmitModel @class = response;
        EquatableArray<MemberModel> members = action.Response;
        string expression = "";
        TypeReference? type = null;
        foreach (string step in path.Split('.'))
        {
            PropertyEmitModel property = @class.Properties.First(candidate => candidate.WireName == CSharpText.LiteralContent(step));
            expression += expression.Length == 0 ? property.Name : "." + property.Name;
            type = members.First(member => member.Name == step).Type;
            if (type.Kind == ValueKind.Object)
            {
                expression += property.TypeName.EndsWith("?", StringComparison.Ordinal) ? "?" : "";
                @class = typeClass(type.Name!);
                members = types[type.Name!].Members;
            }
        }

        return (expression, type!);
    }
}
