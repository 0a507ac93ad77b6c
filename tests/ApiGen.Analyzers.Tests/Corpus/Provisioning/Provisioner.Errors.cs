namespace Storefront.Provisioning;

/// <content>Failures.</content>
public sealed partial class Provisioner
{
    public async Task<string> ExplainAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateMNPAsync(new() { MNPType = "Shop", MNPName = tenant, MNPIcon = "i", MNPIntro = "t" }, cancellationToken);
            return "created";
        }
        catch (ApiServiceException failure) when (failure.Code == /*!APIGEN1008*/"FailedOperation.MNPNumberExceedLimit")
        {
            return "full";
        }
        catch (ApiServiceException failure) when (failure.Code == "AuthFailure.SignatureExpire")
        {
            return "the clock is wrong";
        }
        catch (ApiServiceException failure)
        {
            return string.Equals(failure.Code, /*!APIGEN1008*/"FailedOperation.TooMany", StringComparison.Ordinal) ? "too many" : failure.ServiceMessage;
        }
    }

    public async Task<string> ExplainBothAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateMNPAsync(new() { MNPType = "Shop", MNPName = tenant, MNPIcon = "i", MNPIntro = "t" }, cancellationToken);
            await SetQuotaAsync(tenant, cancellationToken);
            return "created";
        }
        catch (ApiServiceException failure) when (failure.Code == "LimitExceeded.Quota")
        {
            // The call that answers with this is hidden in SetQuotaAsync.
            return "no quota";
        }
    }

    public async Task<string> ExplainWronglyAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateMNPAsync(new() { MNPType = "Shop", MNPName = tenant, MNPIcon = "i", MNPIntro = "t" }, cancellationToken);
            return "created";
        }
        catch (ApiException<ModifyQuotaErrorCode> failure) when (failure.ErrorCode == /*!APIGEN1008*/ModifyQuotaErrorCode.LimitExceededQuota)
        {
            return "no quota";
        }
    }
}
