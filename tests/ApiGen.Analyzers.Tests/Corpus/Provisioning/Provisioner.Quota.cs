namespace Storefront.Provisioning;

/// <content>Quotas.</content>
public sealed partial class Provisioner
{
    private const long FirstCount = 5;

    partial void OnCreating(CreateMNPRequest request) => request.MNPIntro = $"The shop of {request.MNPName}";

    private async Task SetQuotaAsync(string tenant, CancellationToken cancellationToken)
    {
        string size = tenant.StartsWith("big-", StringComparison.Ordinal) ? "large" : "small";
        await client.ModifyQuotaAsync(new() { Size = size, Count = FirstCount, Label = tenant }, cancellationToken);
    }

    public async Task GrowAsync(string tenant, long by, CancellationToken cancellationToken)
    {
        var request = new ModifyQuotaRequest { Label = tenant };
        try
        {
            request.Count = checked(FirstCount + by);
        }
        finally
        {
            request.Size = "medium";
        }

        await client.ModifyQuotaAsync(request, cancellationToken);
    }

    public async Task ShrinkAsync(string tenant, CancellationToken cancellationToken)
    {
        var request = new ModifyQuotaRequest { Label = tenant, Size = "small", Count = FirstCount };
        request.Count = default;
        await client.ModifyQuotaAsync(/*!APIGEN1001*/request, cancellationToken);
    }

    public async Task TagAsync(string tenant, IEnumerable<string> tags, CancellationToken cancellationToken)
    {
        ModifyQuotaRequest request = new() { Size = "small", Count = FirstCount, Tags = [] };
        foreach (string tag in tags.Take(3))
        {
            request.Tags.Add(tag);
        }

        await client.ModifyQuotaAsync(request, cancellationToken);
        await client.ModifyQuotaAsync(new() { Size = "small", Count = FirstCount, Tags = /*!APIGEN1002*/[] }, cancellationToken);
        await client.ModifyQuotaAsync(new() { Size = "small", Count = FirstCount, Tags = /*!APIGEN1002*/new[] { "a", "b", "c", "d" } }, cancellationToken);
        await client.ModifyQuotaAsync(new() { Size = "small", Count = FirstCount, Label = /*!APIGEN1002*/$"Tenant", Password = /*!APIGEN1002*/"short" }, cancellationToken);
    }

    public Task RenameAsync(string name, CancellationToken cancellationToken) =>
        client.CreateMNPAsync(
            new() { MNPType = "Shop", MNPName = /*!APIGEN1002*/$"the shop that belongs to {name}", MNPIcon = "i", MNPIntro = "t" },
            cancellationToken);
}
