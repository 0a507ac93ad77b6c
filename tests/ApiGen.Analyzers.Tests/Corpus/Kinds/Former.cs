namespace Storefront.Kinds;

/// <summary>What is on its way out, used by code that is and by code that is not.</summary>
public sealed class Former
{
    public static void Clear(CreateMNPRequest request) => request./*!APIGEN1004*/GroupId = null;

    [Obsolete("Use Clear.")]
    public static void ClearOfOld(CreateMNPRequest request) => request.GroupId = null;

    [Obsolete("Use the team.")]
    public string? Group
    {
        get => Request?.GroupId;
        set => Request!.GroupId = value;
    }

    public CreateMNPRequest? Request { get; set; }

    public static string Name(CreateMNPRequest request) => nameof(request.GroupId) + nameof(request.GroupId.Length) + nameof(CreateMNPRequest.Legacy);

    public static bool Has(CreateMNPRequest request)
    {
        [Obsolete("Asks what is of no use.")]
        bool Old() => request.GroupId is not null || new Func<bool>(() => request.Legacy is null)();

#pragma warning disable CS0618 // The compiler tells of what is obsolete too; here it is what the rule says of it.
        return Old() && request is { /*!APIGEN1004*/Legacy: null };
#pragma warning restore CS0618
    }

    public static void Fill(CreateMNPRequest request, string group)
    {
        request./*!APIGEN1004*/GroupId ??= group;
        (request./*!APIGEN1004*/GroupId, request.TeamId) = (group, group);
        request.TeamId ??= group;
    }

    [Obsolete("All of it.")]
    private sealed class Older
    {
        private readonly string? _group = new CreateMNPRequest { GroupId = "a" }.GroupId;

        public Task<OldMNPResponse> Call(ITcsasClient client, CancellationToken stop) => client.OldMNPAsync(new OldMNPRequest { MNPId = _group }, stop);
    }
}

/// <summary>Hands calls on, those of actions on their way out among them.</summary>
public sealed class Counting(ITcsasClient inner) : Testing.FakeTcsasClient, ITcsasClient
{
    private int _calls;

    public int Calls => _calls;

    Task<OldMNPResponse> ITcsasClient.OldMNPAsync(OldMNPRequest request, CancellationToken cancellationToken)
    {
        _calls++;
        return inner.OldMNPAsync(request, cancellationToken);
    }

    public Task<OldMNPResponse> Again(OldMNPRequest request, CancellationToken stop) => inner./*!APIGEN1004*/OldMNPAsync(request, stop);
}
