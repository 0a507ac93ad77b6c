using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Storefront.Everyday;

/// <summary>How applications look at codes.</summary>
public sealed class Failures(ITcsasClient client) : ControllerBase
{
    private const string Taken = "InvalidParameterValue.MiniProgramNameAlreadyExist";
    private static readonly HashSet<string> Quiet = ["FailedOperation.MNPNumberExceedLimit", "LimitExceeded.Quota"];

    [HttpPost("create")]
    public async Task<IActionResult> Create(CreateMNPRequest request, CancellationToken stop)
    {
        try
        {
            return Ok((await client.CreateMNPAsync(request, stop)).Data.ResourceId);
        }
        catch (ApiException<CreateMNPErrorCode> e) when (e.Code == /*!APIGEN1008*/Taken)
        {
            return Conflict();
        }
        catch (ApiException<CreateMNPErrorCode> e) when (e.Code is /*!APIGEN1008*/"FailedOperation" or /*!APIGEN1008*/"FailedOperation.MNPNumberExceedLimit")
        {
            return Problem(e.Code);
        }
        catch (ApiException<CreateMNPErrorCode> e) when (Quiet.Contains(e.Code))
        {
            return NoContent();
        }
        catch (ApiException<CreateMNPErrorCode> e) when (e.Code.StartsWith("InvalidParameterValue", StringComparison.Ordinal))
        {
            return BadRequest(e.Code);
        }
    }

    [HttpPost("mapped")]
    public async Task<IActionResult> Mapped(CreateMNPRequest request, CancellationToken stop)
    {
        try
        {
            await client.CreateMNPAsync(request, stop);
            return Ok();
        }
        catch (ApiServiceException e)
        {
            int status = e.Code switch
            {
                /*!APIGEN1008*/"FailedOperation" => 500,
                /*!APIGEN1008*/"FailedOperation.MNPNumberExceedLimit" => 429,
                "RequestLimitExceeded" => 429,
                /*!APIGEN1008*/"InvalidParameter.Name" => 400,
                _ => 502,
            };
            return StatusCode(status);
        }
    }

    [HttpPost("typed")]
    public async Task<IActionResult> Typed(CreateMNPRequest request, CancellationToken stop)
    {
        try
        {
            await client.CreateMNPAsync(request, stop);
            return Ok();
        }
        catch (ApiException<CreateMNPErrorCode> e)
        {
            return e.ErrorCode switch
            {
                CreateMNPErrorCode.InvalidParameterValueInvalidMNPName => BadRequest(),
                CreateMNPErrorCode.Unknown => Problem(e.Code == "InternalError" ? "later" : e.Code),
                _ => Problem(e.Code),
            };
        }
    }

    public async Task<bool> TryQuota(ModifyQuotaRequest request, CancellationToken stop)
    {
        try
        {
            await client.ModifyQuotaAsync(request, stop);
            return true;
        }
        catch (ApiException e) when (e is ApiServiceException { Code: /*!APIGEN1008*/"LimitExceeded.Quota" })
        {
            return false;
        }
        catch (ApiServiceException e) when (!e.Code.Equals(/*!APIGEN1008*/"LimitExceeded.Quota", StringComparison.Ordinal))
        {
            return false;
        }
        catch (ApiServiceException e) when (e.Code.Contains("Limit", StringComparison.Ordinal) || e.Code.EndsWith(".Quota", StringComparison.Ordinal))
        {
            return false;
        }
        catch (ApiServiceException e) when (string.IsNullOrEmpty(e.Code) || e.Code != /*!APIGEN1008*/"LimitExceeded.Quotas")
        {
            return false;
        }
    }

    public async Task Both(CreateMNPRequest create, ModifyQuotaRequest modify, CancellationToken stop)
    {
        try
        {
            await client.CreateMNPAsync(create, stop);
            await client.ModifyQuotaAsync(modify, stop);
        }
        catch (ApiServiceException e) when (e.Code == /*!APIGEN1008*/"LimitExceeded.Quota")
        {
            Console.WriteLine("no more");
        }
        catch (ApiServiceException e) when (e.Code == "AuthFailure.SignatureExpire")
        {
            Console.WriteLine("clock");
        }
        catch (ApiServiceException e) when (e.Code == /*!APIGEN1008*/"Nothing.Of.All")
        {
            Console.WriteLine("never");
        }
    }

    public async Task Helper(CreateMNPRequest create, CancellationToken stop)
    {
        try
        {
            await SaveAsync(create, stop);
        }
        catch (ApiServiceException e) when (e.Code is "LimitExceeded.Quota" or "FailedOperation")
        {
            Console.WriteLine(e.Code);
        }
    }

    public async Task Wrong(ModifyQuotaRequest modify, CancellationToken stop)
    {
        try
        {
            await client.ModifyQuotaAsync(modify, stop);
        }
        catch (ApiException<CreateMNPErrorCode> e) when (e.ErrorCode == /*!APIGEN1008*/CreateMNPErrorCode.FailedOperation)
        {
            Console.WriteLine(e.Message);
        }
        catch (ApiException<ModifyQuotaErrorCode> e) when (e.ErrorCode is ModifyQuotaErrorCode.LimitExceededQuota)
        {
            Console.WriteLine(e.Message);
        }
    }

    public static string Text(ApiServiceException e) => e.Code switch
    {
        "LimitExceeded.Quota" => "no more",
        "FailedOperation" => "failed",
        _ => e.Code,
    };

    public static void Handler(WebApplication app) => app.UseExceptionHandler(branch => branch.Run(async context =>
    {
        Exception? error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (error is ApiServiceException { Code: "LimitExceeded.Quota" } or ApiServiceException { Code: "FailedOperation" })
        {
            await context.Response.WriteAsync("later");
        }
    }));

    public static bool Same(CreateMNPErrorCode code, Result result) => code == CreateMNPErrorCode.FailedOperation && result.Code == "FailedOperation";

    public async Task<string> Later(CreateMNPRequest create, CancellationToken stop)
    {
        ApiException<CreateMNPErrorCode>? last = null;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                return (await client.CreateMNPAsync(create, stop)).RequestId;
            }
            catch (ApiException<CreateMNPErrorCode> e)
            {
                last = e;
            }
        }

        return last?.Code == /*!APIGEN1008*/"FailedOperation" ? "failed" : "other";
    }

    public async Task Asserted(Func<Func<Task>, Task<ApiException<CreateMNPErrorCode>>> throws, CreateMNPRequest create)
    {
        ApiException<CreateMNPErrorCode> e = await throws(() => client.CreateMNPAsync(create));
        Assert(e.Code, "FailedOperation");
        Assert("FailedOperation", e.Code);
        Assert(e.Code == /*!APIGEN1008*/"FailedOperation", true);
    }

    public async Task Looped(IEnumerable<CreateMNPRequest> all, CancellationToken stop)
    {
        foreach (CreateMNPRequest one in all)
        {
            try
            {
                await client.CreateMNPAsync(one, stop);
            }
            catch (ApiException<CreateMNPErrorCode> e)
            {
                switch (e.Code)
                {
                    // Another one has it.
                    case /*!APIGEN1008*/Taken:
                        continue;
                    case /*!APIGEN1008*/"FailedOperation":
                        throw;
                    default:
                        Console.WriteLine(e.Code);
                        break;
                }
            }
        }
    }

    public Task Continued(CreateMNPRequest create, CancellationToken stop) => client.CreateMNPAsync(create, stop).ContinueWith(
        static task => task.Exception?.InnerException is ApiServiceException { Code: "FailedOperation.Whatever" },
        TaskScheduler.Default);

    private async Task SaveAsync(CreateMNPRequest create, CancellationToken stop) => await client.CreateMNPAsync(create, stop);

    private static void Assert<T>(T actual, T expected) => Console.WriteLine(Equals(actual, expected));

    public sealed record Result(string Code);
}

public static class FailureExtensions
{
    extension(ApiException<CreateMNPErrorCode> failure)
    {
        public bool IsTaken => failure.Code == /*!APIGEN1008*/"InvalidParameterValue.MiniProgramNameAlreadyExist";
    }

    extension(ApiServiceException failure)
    {
        public bool IsLimit => failure.Code == "LimitExceeded.Quota" || failure.Code.StartsWith("RequestLimit", StringComparison.Ordinal);
    }
}
