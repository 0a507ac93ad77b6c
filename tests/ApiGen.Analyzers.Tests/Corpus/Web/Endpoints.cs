using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Storefront.Web;

/// <summary>The small endpoints.</summary>
public static class Endpoints
{
    private static readonly ICredentialProvider Credentials = Configuration.CredentialSource.FromEnvironment();
    private static readonly TcsasClient Shared = new(Credentials, "ap-singapore");

    public static void MapStorefront(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/names/{id}", async (string id, CancellationToken cancellationToken) =>
        {
            DescribeMNPResponse found = await Shared.DescribeMNPAsync(new() { MNPId = id }, cancellationToken);
            return Results.Text(found.MNPName);
        });

        routes.MapGet("/names/{id}/alone", async (string id, CancellationToken cancellationToken) =>
        {
            using var client = /*!APIGEN1006*/new TcsasClient(Credentials, "ap-singapore");
            DescribeMNPResponse found = await client.DescribeMNPAsync(new() { MNPId = id }, cancellationToken);
            return Results.Text(found.MNPName);
        });

        routes.MapPost("/names/{name}", (string name, ITcsasClient client, CancellationToken cancellationToken) =>
            client.CreateMNPAsync(/*!APIGEN1001*/new() { MNPType = "Shop", MNPName = name }, cancellationToken));

        routes.MapPost("/names/{name}/whole", (string name, ITcsasClient client, CancellationToken cancellationToken) =>
            client.CreateMNPAsync(new() { MNPType = "Shop", MNPName = name, MNPIcon = "i", MNPIntro = "t" }, cancellationToken));

        routes.MapPost("/names/{name}/eventually", (string name, ITcsasClient client, CancellationToken stop) =>
        {
            Task<CreateMNPResponse> created = client./*!APIGEN1007*/CreateMNPAsync(new() { MNPType = "Shop", MNPName = name, MNPIcon = "i", MNPIntro = "t" });
            return created;
        });

        routes.MapGet("/version", static () => "1");
    }
}
