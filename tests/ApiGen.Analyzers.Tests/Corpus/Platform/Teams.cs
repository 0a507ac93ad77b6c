namespace Storefront.Platform;

using TencentCloud.SuperApp;

/// <summary>Teams of the platform and what belongs to them.</summary>
public sealed class Teams(ITcsasClient client, string platform)
{
    public async Task CreateAsync(string name, string administrator, CancellationToken cancellationToken)
    {
        CreateTeamRequest request = new() { TeamName = name, AdminUserId = administrator, TeamRoleTypeList = [1], PlatformId = platform };
        await client.CreateTeamAsync(request, cancellationToken);
    }

    public async Task CreateWithoutRoleAsync(string name, string administrator, CancellationToken cancellationToken)
    {
        await client.CreateTeamAsync(/*!APIGEN1001*/new CreateTeamRequest { TeamName = name, AdminUserId = administrator }, cancellationToken);
    }

    public async Task AddAsync(string team, IReadOnlyCollection<string> users, CancellationToken cancellationToken)
    {
        AddTeamMemberRequest request = new()
        {
            TeamId = team,
            PlatformId = platform,
            MemberList = [.. users.Select(user => new CreateTeamMemberInfoReq { UserId = user, UserRoleId = 20070 })],
        };
        await client.AddTeamMemberAsync(request, cancellationToken);
    }

    public async Task<string?> CreateApplicationAsync(string team, string name, CancellationToken cancellationToken)
    {
        CreateApplicationResponse created = await client.CreateApplicationAsync(
            new CreateApplicationRequest
            {
                ApplicationName = name,
                Logo = "https://cdn.example.net/logo.png",
                PlatformId = platform,
                TeamId = team,
                Intro = name,
                /*!APIGEN1004*/Remark = "made by the storefront",
            },
            cancellationToken);
        return created.Data.ResourceId;
    }

    /// <summary>Page by page: where a page starts and how long it is need not be said.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string? keyword, CancellationToken cancellationToken)
    {
        List<string> names = [];
        DescribeMNPListRequest request = new() { PlatformId = platform };
        if (keyword is not null)
        {
            request.Keyword = keyword;
        }

        await foreach (var found in client.DescribeMNPListItemsAsync(request, cancellationToken: cancellationToken))
        {
            names.Add(found.MNPName ?? "");
        }

        return names;
    }

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        DescribeMNPListResponse page = await client.DescribeMNPListAsync(/*!APIGEN1001*/new DescribeMNPListRequest { PlatformId = platform }, cancellationToken);
        return page.Data?.TotalCount ?? 0;
    }

    public async Task<long> CountEverywhereAsync(CancellationToken cancellationToken)
    {
        long count = 0;
        await foreach (var found in client.DescribeMNPListItemsAsync(/*!APIGEN1001*/new DescribeMNPListRequest(), cancellationToken: cancellationToken))
        {
            count += found is null ? 0 : 1;
        }

        return count;
    }
}
