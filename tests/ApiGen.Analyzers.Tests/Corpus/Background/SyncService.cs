using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Storefront.Domain;

namespace Storefront.Background;

/// <summary>Publishes what was queued, one after another.</summary>
public sealed class SyncService(ITcsasClient client, ICredentialProvider credentials, Outbox outbox, ILogger<SyncService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(5));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            while (outbox.TryTake(out MiniProgram? program))
            {
                await PublishAsync(program, stoppingToken);
            }
        }
    }

    public async Task RunOnceAsync(CancellationToken stoppingToken)
    {
        while (outbox.TryTake(out MiniProgram? program))
        {
            using var own = /*!APIGEN1006*/new TcsasClient(credentials, "ap-singapore");
            await own./*!APIGEN1007*/DescribeMNPAsync(new DescribeMNPRequest { MNPId = program.Name });
        }
    }

    private async Task PublishAsync(MiniProgram program, CancellationToken stoppingToken)
    {
        CreateMNPRequest? request = null;
        try
        {
            request = new CreateMNPRequest { MNPType = program.Kind, MNPName = program.Name };
            request.MNPIcon = program.Icon.AbsoluteUri;
            request.MNPIntro = program.IntroductionOrName;
            await client.CreateMNPAsync(request, stoppingToken);
        }
        catch (ApiException<CreateMNPErrorCode> failure) when (failure.ErrorCode == CreateMNPErrorCode.InvalidParameterValueMiniProgramNameAlreadyExist)
        {
            logger.LogInformation("{Name} exists already", program.Name);
        }
        catch (ApiException failure)
        {
            logger.LogWarning(failure, "{Name} waits", program.Name);
            outbox.Put(program);
        }
        finally
        {
            logger.LogDebug("{Request}", request?.ToJson());
        }
    }

    public async Task<bool> TryRenameAsync(MiniProgram program, string name, CancellationToken stoppingToken)
    {
        var request = new CreateMNPRequest { MNPType = program.Kind, MNPIcon = program.Icon.AbsoluteUri, MNPIntro = program.IntroductionOrName };
        bool renamed = false;
        if (name.Length is > 1 and < 20)
        {
            request.MNPName = name;
            renamed = true;
        }

        if (!renamed)
        {
            return false;
        }

        await client.CreateMNPAsync(request, stoppingToken);
        return true;
    }

    public async Task ResetAsync(CancellationToken stoppingToken)
    {
        var request = new ModifyQuotaRequest { Size = /*!APIGEN1002*/"tiny", Count = 10 };
        request.Tags = ["reset", /*!APIGEN1002*/"by the sync service"];
        await client.ModifyQuotaAsync(request, stoppingToken);
        request.Size = null;
        await client.ModifyQuotaAsync(/*!APIGEN1001*/request, stoppingToken);
    }
}
