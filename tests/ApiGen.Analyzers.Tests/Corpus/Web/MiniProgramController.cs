using Microsoft.AspNetCore.Mvc;
using Storefront.Domain;

namespace Storefront.Web;

/// <summary>Mini programs over HTTP.</summary>
[ApiController]
[Route("mini-programs")]
public sealed class MiniProgramController(ITcsasClient client, ICredentialProvider credentials) : ControllerBase
{
    [HttpGet("{id}")]
    public async Task<ActionResult<string>> Get(string id, CancellationToken cancellationToken)
    {
        DescribeMNPResponse found = await client.DescribeMNPAsync(new() { MNPId = id }, cancellationToken);
        return found.MNPName is null ? NotFound() : Ok(found.MNPName);
    }

    [HttpGet("{id}/slow")]
    public async Task<ActionResult<string>> GetSlowly(string id, CancellationToken cancellationToken)
    {
        using var own = /*!APIGEN1006*/new TcsasClient(credentials, "ap-singapore");
        DescribeMNPResponse found = await own.DescribeMNPAsync(new() { MNPId = id }, cancellationToken);
        return found.MNPName is null ? NotFound() : Ok(found.MNPName);
    }

    [HttpGet("{region}/{id}")]
    public async Task<ActionResult<string>> GetIn(string region, string id, CancellationToken cancellationToken)
    {
        using var regional = new TcsasClient(credentials, region);
        DescribeMNPResponse found = await regional.DescribeMNPAsync(new() { MNPId = id }, cancellationToken);
        return found.MNPName is null ? NotFound() : Ok(found.MNPName);
    }

    [HttpPost]
    public async Task<ActionResult<string>> Post(NewMiniProgram body, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest(ModelState);
        }

        var request = new CreateMNPRequest
        {
            MNPType = body.Kind,
            MNPName = body.Name,
            MNPIcon = body.Icon,
            MNPIntro = body.Introduction,
        };

        try
        {
            CreateMNPResponse created = await client.CreateMNPAsync(request, cancellationToken);
            return Created($"/mini-programs/{created.Data.ResourceId}", created.Data.ResourceId);
        }
        catch (ApiException<CreateMNPErrorCode> failure) when (failure.Code == /*!APIGEN1008*/"InvalidParameterValue.MiniProgramNameAlreadyExist")
        {
            return Conflict(failure.ServiceMessage);
        }
        catch (ApiException<CreateMNPErrorCode> failure) when (failure.Code == /*!APIGEN1008*/"InvalidParameterValue.InvalidMnpName")
        {
            return BadRequest(failure.ServiceMessage);
        }
        catch (ApiException<CreateMNPErrorCode> failure) when (failure.ErrorCode == CreateMNPErrorCode.FailedOperation)
        {
            return StatusCode(502, failure.RequestId);
        }
    }

    [HttpPost("drafts")]
    public async Task<ActionResult<string>> PostDraft(NewMiniProgram body, CancellationToken cancellationToken)
    {
        CreateMNPResponse created = await client./*!APIGEN1007*/CreateMNPAsync(/*!APIGEN1001*/new CreateMNPRequest
        {
            MNPType = "Draft",
            MNPName = body.Name,
            MNPIntro = body.Introduction,
        });
        return Ok(created.Data.ResourceId);
    }

    [HttpPut("{id}/quota")]
    public async Task<IActionResult> PutQuota(string id, Quota quota, CancellationToken cancellationToken)
    {
        ModifyQuotaRequest request = new() { Size = quota.WireSize };
        try
        {
            request.Count = await CountAsync(id, cancellationToken);
        }
        catch (FormatException)
        {
            return BadRequest();
        }

        await client.ModifyQuotaAsync(request, cancellationToken);
        return NoContent();
    }

    [HttpPut("{id}/quota/best-effort")]
    public async Task<IActionResult> PutQuotaAnyway(string id, Quota quota, CancellationToken cancellationToken)
    {
        ModifyQuotaRequest request = new() { Size = quota.WireSize };
        try
        {
            request.Count = await CountAsync(id, cancellationToken);
        }
        catch (FormatException)
        {
            Response.Headers["X-Count"] = "unknown";
        }

        await client.ModifyQuotaAsync(/*!APIGEN1001*/request, cancellationToken);
        return NoContent();
    }

    private async Task<long> CountAsync(string id, CancellationToken cancellationToken)
    {
        DescribeMNPResponse found = await client.DescribeMNPAsync(new() { MNPId = id }, cancellationToken);
        return long.Parse(found.MNPName ?? "0", CultureInfo.InvariantCulture);
    }
}
