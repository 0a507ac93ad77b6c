namespace Storefront.Provisioning;

/// <summary>Sets up everything that a tenant needs.</summary>
public sealed partial class Provisioner(ITcsasClient client)
{
    private readonly CreateMNPRequest _defaults = new() { MNPType = "Shop", MNPIcon = "https://cdn.example.net/tenant.png" };

    partial void OnCreating(CreateMNPRequest request);

    public async Task<string?> SetUpAsync(string tenant, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = new() { MNPType = _defaults.MNPType, MNPIcon = _defaults.MNPIcon, MNPName = tenant };
        OnCreating(request);
        CreateMNPResponse created = await client.CreateMNPAsync(request, cancellationToken);
        await SetQuotaAsync(tenant, cancellationToken);
        return created.Data.ResourceId;
    }

    public async Task<string?> SetUpPlainlyAsync(string tenant, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = new() { MNPType = _defaults.MNPType, MNPIcon = _defaults.MNPIcon, MNPName = tenant };
        CreateMNPResponse created = await client.CreateMNPAsync(/*!APIGEN1001*/request, cancellationToken);
        return created.Data.ResourceId;
    }

    public async Task<string?> SetUpDefaultAsync(string tenant, CancellationToken cancellationToken)
    {
        _defaults.MNPName = tenant;
        CreateMNPResponse created = await client.CreateMNPAsync(_defaults, cancellationToken);
        return created.Data.ResourceId;
    }

    public async Task SetUpNestedAsync(string tenant, string uin, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = New(tenant);
        request.Owner = new MNPOwner { Uin = uin, Contact = new MNPContact() };
        await client.CreateMNPAsync(/*!APIGEN1001*/request, cancellationToken);

        CreateMNPRequest New(string name) => new() { MNPType = "Shop", MNPIcon = "i", MNPIntro = "t", MNPName = name };
    }
}
