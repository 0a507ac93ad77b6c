using System.Text.Json;

namespace Storefront.Imports;

/// <summary>Reads mini programs from JSON and creates them.</summary>
public sealed class JsonImport(ITcsasClient client)
{
    public Task<CreateMNPResponse> ImportAsync(string json, CancellationToken cancellationToken) =>
        client.CreateMNPAsync(CreateMNPRequest.FromJson(json), cancellationToken);

    public async Task<CreateMNPResponse> ImportElementAsync(JsonElement element, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = new()
        {
            MNPType = Text(element, "type"),
            MNPName = Text(element, "name"),
            MNPIcon = element.TryGetProperty("icon", out JsonElement icon) ? icon.GetString() : null!,
            MNPIntro = Text(element, "intro"),
        };
        return await client.CreateMNPAsync(/*!APIGEN1001*/request, cancellationToken);
    }

    public async Task<CreateMNPResponse> ImportTextsAsync(JsonElement element, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = new() { MNPType = "Import", MNPName = Text(element, "name"), MNPIcon = "i", MNPIntro = "t" };
        if (element.TryGetProperty("texts", out JsonElement texts))
        {
            request.I18nList = [];
            foreach (JsonProperty property in texts.EnumerateObject())
            {
                request.I18nList.Add(new() { Locale = property.Name, Text = property.Value.GetString() });
            }
        }

        return await client.CreateMNPAsync(request, cancellationToken);
    }

    public async Task<CreateMNPResponse> ImportOwnerAsync(JsonElement element, CancellationToken cancellationToken)
    {
        MNPOwner? owner = null;
        if (element.TryGetProperty("owner", out JsonElement found))
        {
            owner = new MNPOwner { Uin = Text(found, "uin") };
            owner.Contact = new MNPContact { Mail = Text(found, "mail") };
        }

        CreateMNPRequest request = new() { MNPType = "Import", MNPName = Text(element, "name"), MNPIcon = "i", MNPIntro = "t", Owner = owner };
        return await client.CreateMNPAsync(request, cancellationToken);
    }

    public async Task<CreateMNPResponse> ImportHalfOwnerAsync(JsonElement element, CancellationToken cancellationToken)
    {
        MNPOwner owner = new();
        owner.Uin = Text(element, "uin");
        return await client.CreateMNPAsync(
            /*!APIGEN1001*/new CreateMNPRequest { MNPType = "Import", MNPName = Text(element, "name"), MNPIcon = "i", MNPIntro = "t", Owner = owner },
            cancellationToken);
    }

    public async Task RecreateAsync(string name, CancellationToken cancellationToken)
    {
        GoneMNPResponse gone = await client./*!APIGEN1004*/GoneMNPAsync(new() { MNPId = name }, cancellationToken);
        var request = new CreateMNPRequest
        {
            MNPType = "Import",
            MNPName = gone.RequestId,
            MNPIcon = "i",
            MNPIntro = "t",
            /*!APIGEN1004*/Legacy = name,
        };
        await client.CreateMNPAsync(request, cancellationToken);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
