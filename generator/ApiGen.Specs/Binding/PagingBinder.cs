using System.Globalization;
using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Binding;

/// <summary>Follows the paths of an action's paging.</summary>
internal sealed class PagingBinder(ActionModel action, BoundMembers request, BoundMembers response, TypeTable types, BindingDiagnostics diagnostics)
{
    private const string WholeNumber = "int64 or uint64";

    /// <summary>The paging; null after reporting why there is none.</summary>
    public PagingModel? Bind(PagingDeclaration paging)
    {
        PagingStyle style = paging.Style ?? (paging.Next is null ? PagingStyle.Offset : PagingStyle.Token);

        // Not short-circuited, so that all mistakes come out at once.
        bool isRight = CheckKeys(paging, style);
        isRight &= style == PagingStyle.Token
            ? CheckRequest(paging.Position, "position", IsString, "string")
            : CheckRequest(paging.Position, "position", IsWholeNumber, WholeNumber);
        isRight &= CheckRequest(paging.Limit, "limit", IsWholeNumber, WholeNumber);
        isRight &= CheckResponse(paging.Items, "items", static type => type.Kind == ValueKind.List, "a list");
        isRight &= CheckResponse(paging.Total, "total", IsWholeNumber, WholeNumber);
        isRight &= CheckResponse(paging.Next, "next", IsString, "string");
        isRight &= CheckPageSize(paging);
        return isRight
            ? new PagingModel(style, paging.Position.Text, paging.Limit?.Text, paging.Items.Text, paging.Total?.Text, paging.Next?.Text, paging.PageSize)
            : null;
    }

    private static bool IsString(TypeReference type) => type.Kind == ValueKind.String;

    private static bool IsWholeNumber(TypeReference type) => type.Kind is ValueKind.Int64 or ValueKind.UInt64;

    private bool CheckKeys(PagingDeclaration paging, PagingStyle style)
    {
        bool isRight = true;
        void Fault(SourceSpan span, string fault, string remedy)
        {
            diagnostics.Report(SpecDiagnostics.InvalidPaging, action.Source, span, fault, remedy);
            isRight = false;
        }

        if (style == PagingStyle.Token && paging.Next is null)
        {
            Fault(paging.Span, "Paging by token needs the path of the next token", "Add 'next', or change 'style'");
        }

        if (style != PagingStyle.Token && paging.Next is not null)
        {
            Fault(paging.Next.Span, "Only paging by token has a next token", "Remove 'next', or write 'style: token'");
        }

        if (action.ResponseBody == ResponseBodyKind.EventStream)
        {
            Fault(paging.Span, "A stream of events has no pages", "Remove 'paging', or 'responseBody: event-stream'");
        }

        if (action.RequestBody == RequestBodyKind.OctetStream)
        {
            Fault(paging.Span, "A request of raw bytes has no pages", "Remove 'paging', or 'requestBody: octet-stream'");
        }

        return isRight;
    }

    private bool CheckPageSize(PagingDeclaration paging)
    {
        MemberModel? limit = request.Find(paging.Limit?.Text);
        string? greatest = limit?.Constraint?.Maximum;
        if (!decimal.TryParse(greatest, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal maximum) || paging.PageSize <= maximum)
        {
            return true;
        }

        diagnostics.Report(SpecDiagnostics.InvalidPaging, action.Source, paging.PageSizeSpan, $"The page size {paging.PageSize.ToInvariant()} is more than the maximum of '{limit!.Name}', {greatest}", "Give a smaller 'pageSize'");
        return false;
    }

    private bool CheckRequest(LocatedText? name, string key, Func<TypeReference, bool> fits, string expected)
    {
        if (name is null)
        {
            return true;
        }

        MemberModel? member = request.Find(name.Text);
        if (member is null)
        {
            NotFound(key, name.Text, name.Span, $"the request of '{action.Name}'", request);
            return false;
        }

        return CheckType(member.Type, key, name.Text, name.Span, fits, expected);
    }

    private bool CheckResponse(LocatedText? path, string key, Func<TypeReference, bool> fits, string expected)
    {
        if (path is null)
        {
            return true;
        }

        BoundMembers members = response;
        string owner = $"the response of '{action.Name}'";
        string[] names = path.Text.Split('.');
        int offset = 0;
        for (int i = 0; i < names.Length; i++)
        {
            SourceSpan span = path.Span.Length == path.Text.Length ? path.Span.Part(offset, names[i].Length) : path.Span;
            offset += names[i].Length + 1;
            MemberModel? member = members.Find(names[i]);
            if (member is null)
            {
                NotFound(key, names[i], span, owner, members);
                return false;
            }

            if (i == names.Length - 1)
            {
                return CheckType(member.Type, key, names[i], span, fits, expected);
            }

            if (member.Type.Kind != ValueKind.Object)
            {
                return CheckType(member.Type, key, names[i], span, static _ => false, "a declared type, because the path goes on");
            }

            // Members' types exist, or the member would have been rejected.
            members = types.Find(member.Type.Name)!;
            owner = $"the type '{member.Type.Name}'";
        }

        return true;
    }

    private bool CheckType(TypeReference type, string key, string name, SourceSpan span, Func<TypeReference, bool> fits, string expected)
    {
        if (fits(type))
        {
            return true;
        }

        diagnostics.Report(SpecDiagnostics.PagingTypeMismatch, action.Source, span, name, key, type.ToString(), expected);
        return false;
    }

    private void NotFound(string key, string name, SourceSpan span, string owner, BoundMembers members)
    {
        if (members.Rejected.Contains(name))
        {
            return;
        }

        string[] names = [.. members.Usable.Select(static member => member.Name)];
        string otherwise = names.Length == 0 ? "It has no members." : $"Its members: {string.Join(", ", names.Take(12))}{(names.Length > 12 ? ", ..." : "")}.";
        diagnostics.Report(SpecDiagnostics.PagingPathNotFound, action.Source, span, name, key, owner, diagnostics.Hint(name, names, otherwise));
    }
}
