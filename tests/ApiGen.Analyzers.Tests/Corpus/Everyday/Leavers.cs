using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;

namespace Storefront.Everyday;

public sealed record MovedForm(string? GroupId, string? TeamId, string? Legacy);

/// <summary>Code that moves from what is deprecated to what replaces it.</summary>
public sealed class Leavers(ITcsasClient client) : ControllerBase
{
    [HttpPost("moved")]
    public async Task<ActionResult<string?>> Create(MovedForm form, CancellationToken stop)
    {
        CreateMNPRequest request = new()
        {
            MNPType = "a",
            MNPName = "name",
            MNPIcon = "i",
            MNPIntro = "b",
            /*!APIGEN1004*/GroupId = form.GroupId,
            TeamId = form.TeamId ?? form.GroupId,
        };
        if (form.Legacy is not null)
        {
            request./*!APIGEN1004*/Legacy = form.Legacy;
        }

        CreateMNPResponse created = await client.CreateMNPAsync(request, stop);
        return created.Data.ResourceId ?? created.Data./*!APIGEN1004*/OldId;
    }

    public static void Map(WebApplication app)
    {
        app.MapPost("/old", (ITcsasClient found, OldMNPRequest request, CancellationToken stop) => found./*!APIGEN1004*/OldMNPAsync(request, stop));
        app.MapPost("/gone", async (ITcsasClient found, string id, CancellationToken stop) => await found./*!APIGEN1004*/GoneMNPAsync(new() { MNPId = id }, stop));
    }

    public static string? Group(CreateMNPRequest request) => request switch
    {
        { /*!APIGEN1004*/GroupId: { Length: > 0 } group } => group,
        { TeamId: var team } => team,
    };

    public static IEnumerable<string?> Groups(IEnumerable<CreateMNPRequest> requests) =>
        from request in requests
        where request.TeamId != null
        orderby request./*!APIGEN1004*/GroupId
        select request.TeamId;

    public static Func<OldMNPRequest, CancellationToken, Task<OldMNPResponse>> Handler(ITcsasClient found) => found./*!APIGEN1004*/OldMNPAsync;

    public static Expression<Func<CreateMNPRequest, string?>> Column() => request => request./*!APIGEN1004*/GroupId;

    public static string Label(string name) => name switch
    {
        nameof(CreateMNPRequest.GroupId) => "Group",
        nameof(ITcsasClient.OldMNPAsync) => "Old",
        _ => name,
    };

    /// <summary>Copies <see cref="CreateMNPRequest.GroupId"/>, and does not call <see cref="ITcsasClient.OldMNPAsync(OldMNPRequest, CancellationToken)"/>.</summary>
    public static MovedForm Form(MovedForm form) => form with { GroupId = form.Legacy, Legacy = null };

    [Obsolete("Goes with version 3.")]
    public Task<OldMNPResponse> Old(string id, CancellationToken stop) => client.OldMNPAsync(new() { MNPId = id }, stop);

    [Obsolete("Goes with version 3.")]
    public event EventHandler? Moved
    {
        add => Console.WriteLine(new CreateMNPRequest().GroupId + value);
        remove => Console.WriteLine(new CreateMNPRequest().Legacy + value);
    }

    [Obsolete("Goes with version 3.")]
    public string? this[CreateMNPRequest request] => request.GroupId;

    /// <summary>Its own member has the name, too.</summary>
    public sealed class Draft
    {
        public string? GroupId { get; set; }

        public string? Legacy { get; init; }

        public CreateMNPRequest ToRequest() => new() { TeamId = GroupId ?? Legacy };
    }

    [Obsolete("Goes with version 3.")]
    public sealed class OldDraft
    {
        [Obsolete("It, too.")]
        public OldDraft(CreateMNPRequest request) => Group = request.GroupId;

        public string? Group { get; }

        public static implicit operator CreateMNPRequest(OldDraft draft) => new() { GroupId = draft.Group };
    }
}

public static class LeaverExtensions
{
    extension(CreateMNPRequest request)
    {
        public string? Owner => request.TeamId ?? request./*!APIGEN1004*/GroupId;
    }

    public static CreateMNPRequest InGroup(this CreateMNPRequest request, string group)
    {
        request?./*!APIGEN1004*/GroupId = group;
        return request!;
    }
}
