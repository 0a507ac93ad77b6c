using System.Globalization;
using ApiGen.Generator.Models;
using ApiGen.Generator.Naming;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Emission;

/// <summary>Prints the method that reads a paged result as one sequence, and what the request needs for it.</summary>
/// <param name="action">The paged action.</param>
/// <param name="paging">How it is paged.</param>
/// <param name="typeClass">Gives the class of a declared type.</param>
/// <param name="types">The declared types.</param>
internal sealed class PagingEmitter(
    ActionModel action,
    PagingModel paging,
    Func<string, ClassEmitModel> typeClass,
    IReadOnlyDictionary<string, TypeModel> types)
{
    /// <summary>The method of requests that copies one for another page.</summary>
    public const string CopyMethod = "ForPage";

    /// <summary>The member of the request that copies it for another page, so that the caller's stays as it is.</summary>
    public ExtraInterface RequestMember(string requestClass) => new(
        "",
        property =>
        {
            string position = paging.Style == PagingStyle.Token ? "string?" : "long";
            string limit = paging.Limit is null
                ? ""
                : $"        copy.{property[paging.Limit]} = {Cast(paging.Limit)}pageSize;\n";
            return
            [
                $"internal {requestClass} {CopyMethod}({position} position, long pageSize)\n    {{\n"
                    + $"        {requestClass} copy = ({requestClass})MemberwiseClone();\n"
                    + $"        copy.{property[paging.Position]} = {Cast(paging.Position)}position{(paging.Style == PagingStyle.Token ? "!" : "")};\n"
                    + limit
                    + "        return copy;\n    }",
            ];
        });

    /// <summary>The method of the client.</summary>
    /// <param name="methodName">Its name.</param>
    /// <param name="callMethod">The method that calls the action.</param>
    /// <param name="request">The request's class.</param>
    /// <param name="response">The response's class.</param>
    /// <param name="valueTypes">How values are declared.</param>
    public ClientMethodEmitModel Method(string methodName, string callMethod, ClassEmitModel request, ClassEmitModel response, ValueTypes valueTypes)
    {
        (string items, TypeReference list) = Follow(response, paging.Items);
        string item = valueTypes.Element(list.Element!);
        string checkedRequest = "(request ?? throw new global::System.ArgumentNullException(nameof(request)))";
        string start = Property(request, paging.Position);
        string size = paging.Limit is null
            ? Number(paging.PageSize)
            : $"(long?)request.{Property(request, paging.Limit)} ?? {Number(paging.PageSize)}";
        string page = $"(position, cancellation) => {callMethod}(request.{CopyMethod}(position, {size}), options, cancellation)";
        string total = paging.Total is null ? "null" : $"static page => (long?)page.{Follow(response, paging.Total).Expression}";
        string call = paging.Style switch
        {
            PagingStyle.Token =>
                $"EnumerateByTokenAsync<{response.Name}, {item}>({page}, static page => page.{items}, static page => page.{Follow(response, paging.Next!).Expression}, {checkedRequest}.{start}, cancellationToken)",
            PagingStyle.PageNumber =>
                $"EnumerateByPageNumberAsync<{response.Name}, {item}>({page}, static page => page.{items}, {total}, (long?){checkedRequest}.{start} ?? 1L, {size}, cancellationToken)",
            _ =>
                $"EnumerateByOffsetAsync<{response.Name}, {item}>({page}, static page => page.{items}, {total}, (long?){checkedRequest}.{start} ?? 0L, {size}, cancellationToken)",
        };
        string members = CSharpText.Literal(start) + (paging.Limit is null ? "" : ", " + CSharpText.Literal(Property(request, paging.Limit)));
        return new ClientMethodEmitModel(
            CSharpText.XmlText($"Calls {action.Name} page by page, as far as the caller enumerates, and gives the items of all pages as one sequence."),
            new[] { $"{RuntimeNames.Annotations}ApiPaged({members})" }.ToEquatableArray(),
            $"global::System.Collections.Generic.IAsyncEnumerable<{item}> {methodName}({request.Name} request, {ClientMethods.Options}, {ClientMethods.Token})",
            $"{RuntimeNames.Root}ApiPaging.{call}");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture) + "L";

    private static string Property(ClassEmitModel @class, string wireName) => @class.Properties.First(property => property.WireName == CSharpText.LiteralContent(wireName)).Name;

    private string Cast(string requestMember) =>
        action.Request.First(member => member.Name == requestMember).Type.Kind == ValueKind.UInt64 ? "(ulong)" : "";

    /// <summary>The expression for a path in the response, with a question mark wherever a step may be null.</summary>
    private (string Expression, TypeReference Type) Follow(ClassEmitModel response, string path)
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
