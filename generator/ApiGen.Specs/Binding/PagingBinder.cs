using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Binding;

/// <summary>Binds an action's paging, and says in words and places what is wrong with it.</summary>
internal sealed class PagingBinder(ActionModel action, BoundMembers request, BoundMembers response, TypeTable types, BindingDiagnostics diagnostics)
{
    /// <summary>The paging; null after reporting why there is none.</summary>
    public PagingModel? Bind(PagingDeclaration paging)
    {
        PagingStyle style = paging.Style ?? (paging.Next is null ? PagingStyle.Offset : PagingStyle.Token);
        PagingModel model = new(style, paging.Position.Text, paging.Limit?.Text, paging.Items.Text, paging.Total?.Text, paging.Next?.Text, paging.PageSize);
        IReadOnlyList<PagingFault> faults = PagingCheck.Faults(model, action, types.ByName);
        foreach (PagingFault fault in faults)
        {
            Report(paging, fault);
        }

        return faults.Count == 0 ? model : null;
    }

    private void Report(PagingDeclaration paging, PagingFault fault)
    {
        switch (fault.Kind)
        {
            case PagingFaultKind.NotFound:
                NotFound(paging, fault);
                break;
            case PagingFaultKind.WrongType:
                (SourceSpan span, string name) = Place(paging, fault);
                diagnostics.Report(SpecDiagnostics.PagingTypeMismatch, action.Source, span, name, fault.Key, fault.Member!.Type.ToString(), fault.Expected);
                break;
            case PagingFaultKind.PageSizeTooLarge:
                Contradiction(
                    paging.PageSizeSpan,
                    $"The page size {paging.PageSize.ToInvariant()} is more than the maximum of '{fault.Member!.Name}', {fault.Member.Constraint!.Maximum}",
                    "Give a smaller 'pageSize'");
                break;
            case PagingFaultKind.NextMissing:
                Contradiction(paging.Span, "Paging by token needs the path of the next token", "Add 'next', or change 'style'");
                break;
            case PagingFaultKind.NextNotAllowed:
                Contradiction(paging.Next!.Span, "Only paging by token has a next token", "Remove 'next', or write 'style: token'");
                break;
            case PagingFaultKind.EventStream:
                Contradiction(paging.Span, "A stream of events has no pages", "Remove 'paging', or 'responseBody: event-stream'");
                break;
            default:
                Contradiction(paging.Span, "A request of raw bytes has no pages", "Remove 'paging', or 'requestBody: octet-stream'");
                break;
        }
    }

    private void Contradiction(SourceSpan span, string fault, string remedy) =>
        diagnostics.Report(SpecDiagnostics.InvalidPaging, action.Source, span, fault, remedy);

    private void NotFound(PagingDeclaration paging, PagingFault fault)
    {
        (SourceSpan span, string name) = Place(paging, fault);
        bool isSent = fault.Key is "position" or "limit";

        // Members' types exist, or the member would have been rejected.
        BoundMembers members = fault.Owner is not null ? types.Find(fault.Owner)! : isSent ? request : response;
        if (members.Rejected.Contains(name))
        {
            return;
        }

        string owner = fault.Owner is not null ? $"the type '{fault.Owner}'" : $"the {(isSent ? "request" : "response")} of '{action.Name}'";
        string[] names = [.. members.Usable.Select(static member => member.Name)];
        string otherwise = names.Length == 0 ? "It has no members." : $"Its members: {string.Join(", ", names.Take(12))}{(names.Length > 12 ? ", ..." : "")}.";
        diagnostics.Report(SpecDiagnostics.PagingPathNotFound, action.Source, span, name, fault.Key, owner, diagnostics.Hint(name, names, otherwise));
    }

    /// <summary>The name that a fault concerns, and its place.</summary>
    private static (SourceSpan Span, string Name) Place(PagingDeclaration paging, PagingFault fault)
    {
        LocatedText text = fault.Key switch
        {
            "position" => paging.Position,
            "limit" => paging.Limit!,
            "items" => paging.Items,
            "total" => paging.Total!,
            _ => paging.Next!,
        };
        if (fault.Key is "position" or "limit")
        {
            return (text.Span, text.Text);
        }

        string[] names = text.Text.Split('.');
        string name = names[fault.Segment];
        int offset = names.Take(fault.Segment).Sum(static before => before.Length + 1);
        return (text.Span.Length == text.Text.Length ? text.Span.Part(offset, name.Length) : text.Span, name);
    }
}
