namespace Storefront.Kinds;

/// <summary>Codes compared as text, in handlers of which all calls are known and of which not.</summary>
public sealed class Codes(ITcsasClient client)
{
    private Task<ModifyQuotaResponse> Pending => client.ModifyQuotaAsync(new() { Size = "small", Count = 1 });

    public string Kept { get; set; } = "";

    public async Task<string?> Group(CreateMNPRequest request, CancellationToken stop)
    {
        try
        {
            await client.CreateMNPAsync(request, stop);
            await Task.Run(Send, stop);
        }
        catch (ApiServiceException failure) when (failure.Code == "LimitExceeded.Quota")
        {
            return failure.Code;
        }

        return null;
    }

    public async Task<string?> Property(CreateMNPRequest request, CancellationToken stop)
    {
        try
        {
            Kept = (await client.CreateMNPAsync(request, stop)).RequestId;
            await Pending;
        }
        catch (ApiServiceException failure) when (failure.Code == "LimitExceeded.Quota")
        {
            return failure.Code;
        }

        return null;
    }

    public async Task<string?> Plain(CreateMNPRequest request, CancellationToken stop)
    {
        try
        {
            Kept = (await client.CreateMNPAsync(request, stop)).RequestId;
        }
        catch (ApiServiceException failure) when (failure.Code == /*!APIGEN1008*/"LimitExceeded.Quota")
        {
            return failure.Code;
        }

        return null;
    }

    public async Task<string?> Waiting(CreateMNPRequest request, Task<ModifyQuotaResponse> earlier, CancellationToken stop)
    {
        try
        {
            await Task.WhenAll(client.CreateMNPAsync(request, stop), earlier);
        }
        catch (ApiServiceException failure) when (failure.Code == "LimitExceeded.Quota")
        {
            return failure.Code;
        }

        return null;
    }

    public async Task<string?> New(CreateMNPRequest request, CancellationToken stop)
    {
        try
        {
            await client.CreateMNPAsync(request, stop);
        }
        catch (ApiException<CreateMNPErrorCode> failure) when (failure.ErrorCode == CreateMNPErrorCode.Unknown && failure.Code == "FailedOperation.SinceLastYear")
        {
            return failure.Code;
        }
        catch (ApiException<CreateMNPErrorCode> failure) when (failure is { ErrorCode: CreateMNPErrorCode.Unknown, Code: "FailedOperation.SinceLastYear" })
        {
            return failure.Code;
        }
        catch (ApiException<CreateMNPErrorCode> failure)
        {
            return failure.ErrorCode switch
            {
                CreateMNPErrorCode.FailedOperation => "failed",
                CreateMNPErrorCode.Unknown when failure.Code == "FailedOperation.SinceLastYear" => "new",
                _ => null,
            };
        }

        return null;
    }

    public async Task<bool> Compared(CreateMNPRequest request, IEqualityComparer<string> comparer, CancellationToken stop)
    {
        try
        {
            await client.CreateMNPAsync(request, stop);
        }
        catch (ApiException<CreateMNPErrorCode> failure)
        {
            return failure.Code.Equals("failedoperation", StringComparison.OrdinalIgnoreCase)
                || string.Equals(failure.Code, "FAILEDOPERATION", StringComparison.InvariantCultureIgnoreCase)
                || StringComparer.OrdinalIgnoreCase.Equals(failure.Code, "failedoperation.mnpnumberexceedlimit")
                || comparer.Equals(failure.Code, "Unheard")
                || StringComparer.Ordinal.Equals(failure.Code, /*!APIGEN1008*/"FailedOperation")
                || failure.ErrorCode == CreateMNPErrorCode.FailedOperation
                || failure.Code == "FailedOperation.Unheard";
        }

        return true;
    }

    public async Task<string?> Patterns(CreateMNPRequest request, CancellationToken stop)
    {
        try
        {
            await client.CreateMNPAsync(request, stop);
        }
        catch (Exception failure) when (failure is ApiServiceException { Code: /*!APIGEN1008*/"FailedOperation.MNPNumberExceedLimit" })
        {
            return "limit";
        }
        catch (Exception failure) when (failure is ApiServiceException service && service.Code == /*!APIGEN1008*/"FailedOperation.MNPNumberExceedLimit")
        {
            return "limit";
        }
        catch (Exception failure) when (failure.InnerException is ApiServiceException { Code: "FailedOperation.Unheard" })
        {
            return "inner";
        }
        catch (ApiServiceException failure)
        {
            return failure switch
            {
                { Code: /*!APIGEN1008*/"FailedOperation.Unheard" } => "unheard",
                _ => null,
            };
        }

        return null;
    }

    public async Task<int> Switched(CreateMNPRequest request, CancellationToken stop)
    {
        try
        {
            await client.CreateMNPAsync(request, stop);
        }
        catch (ApiException<CreateMNPErrorCode> failure)
        {
            switch (failure.Code)
            {
                case /*!APIGEN1008*/"FailedOperation":
                    goto case "InternalError";
                case "InternalError":
                    return 1;
            }

            switch (failure.Code)
            {
                case /*!APIGEN1008*/"FailedOperation":
                    return 2;
                case string code when code.StartsWith("Invalid", StringComparison.Ordinal):
                    return 3;
            }

            return failure.Code switch
            {
                /*!APIGEN1008*/"FailedOperation" => 4,
                { Length: > 40 } => 5,
                var code => code.Length,
            };
        }

        return 0;
    }

    public async Task<int> Renamed(CreateMNPRequest request, CancellationToken stop)
    {
        try
        {
            await client.CreateMNPAsync(request, stop);
            return 0;
        }
        catch (Exception failure) when (failure.Data.Count == 0)
        {
            return failure switch
            {
                ApiServiceException service when service.Code == /*!APIGEN1008*/"FailedOperation" => 1,
                ApiServiceException { Code: /*!APIGEN1008*/"FailedOperation.MNPNumberExceedLimit" } => 2,
                _ => 3,
            };
        }
        catch (Exception failure)
        {
            if (failure is not ApiServiceException service)
            {
                throw;
            }

            return service.Code == /*!APIGEN1008*/"FailedOperation" ? 4 : 5;
        }
    }

    public async Task<bool> Nested(CreateMNPRequest request, CancellationToken stop)
    {
        try
        {
            try
            {
                Kept = (await client.CreateMNPAsync(request, stop)).RequestId;
            }
            catch (ApiException<CreateMNPErrorCode> failure) when (failure.Code == /*!APIGEN1008*/"FailedOperation")
            {
                await client.ModifyQuotaAsync(new() { Size = "small", Count = 1 }, stop);
            }
        }
        catch (ApiServiceException failure) when (failure.Code == /*!APIGEN1008*/"LimitExceeded.Quota" || failure.Code == /*!APIGEN1008*/"LimitExceeded.Unheard")
        {
            return false;
        }

        return true;
    }

    private Task<ModifyQuotaResponse> Send() => Pending;
}
