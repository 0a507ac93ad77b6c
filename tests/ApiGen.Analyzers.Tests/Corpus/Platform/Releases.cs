using Storefront.Domain;

namespace Storefront.Platform;

using TencentCloud.SuperApp;

/// <summary>Brings mini programs to the platform with the client that comes with the package, as it is.</summary>
public sealed class Releases(ITcsasClient client, string platform)
{
    public async Task<string> CreateAsync(MiniProgram program, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = new()
        {
            MNPType = program.Kind,
            MNPName = program.Name,
            MNPIcon = program.Icon.ToString(),
            MNPIntro = program.Introduction ?? program.Name,
            MNPDesc = program.Introduction ?? program.Name,
            PlatformId = platform,
        };
        if (program.Introduction is { Length: > 0 } introduction)
        {
            request.I18nList = [new MNPI18NSyncDto { Lang = "en-US", MNPName = program.Name, MNPIntro = introduction }];
        }

        CreateMNPResponse created = await client.CreateMNPAsync(request, cancellationToken);
        return created.Data.ResourceId ?? "";
    }

    public async Task<string> CreateUndescribedAsync(MiniProgram program, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = new() { MNPType = program.Kind, MNPName = program.Name, MNPIcon = program.Icon.ToString(), PlatformId = platform };
        request.MNPIntro = program.Introduction ?? program.Name;
        CreateMNPResponse created = await client.CreateMNPAsync(/*!APIGEN1001*/request, cancellationToken);
        return created.Data.ResourceId ?? "";
    }

    public async Task<string?> UploadAsync(string id, Version version, Uri package, CancellationToken cancellationToken)
    {
        CreateMNPVersionResponse uploaded = await client.CreateMNPVersionAsync(
            new() { MNPId = id, MNPVersion = version.ToString(3), FileUrl = package.ToString(), PlatformId = platform, MNPVersionIntro = "From the storefront" },
            cancellationToken);
        return uploaded.Data?.TaskId;
    }

    public Task AllowAsync(string id, IEnumerable<Uri> domains, CancellationToken cancellationToken)
    {
        CreateDomainParam requests = new() { DomainType = 1 };
        foreach (Uri domain in domains)
        {
            (requests.DomainUrlList ??= []).Add(domain.ToString());
        }

        return client.CreateMNPDomainACLAsync(new() { MNPId = id, PlatformId = platform, Domain = [requests] }, cancellationToken);
    }

    public Task AllowNothingAsync(string id, CancellationToken cancellationToken) => client.CreateMNPDomainACLAsync(
        new() { MNPId = id, PlatformId = platform, Domain = [/*!APIGEN1001*/new CreateDomainParam { DomainType = 1 }] },
        cancellationToken);

    public async Task<bool> ReleaseAsync(long version, CancellationToken cancellationToken)
    {
        try
        {
            ReleaseMNPVersionResponse released = await client.ReleaseMNPVersionAsync(new() { MNPVersionId = version, PlatformId = platform }, cancellationToken);
            return released.Data.Result == true;
        }
        catch (ApiException<ReleaseMNPVersionErrorCode> failure) when (failure.ErrorCode == ReleaseMNPVersionErrorCode.FailedOperationMNPVersionReleased)
        {
            return true;
        }
        catch (ApiException<ReleaseMNPVersionErrorCode> failure) when (failure.Code is /*!APIGEN1008*/"FailedOperation.PackageAlreadyExpired")
        {
            return false;
        }
    }

    public async Task ReleaseAllAsync(IEnumerable<long> versions, CancellationToken cancellationToken)
    {
        ReleaseMNPVersionRequest request = new();
        foreach (long version in versions)
        {
            request.MNPVersionId = version;
            await client.ReleaseMNPVersionAsync(/*!APIGEN1001*/request, cancellationToken);
        }
    }
}
