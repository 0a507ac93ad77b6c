namespace Storefront.Generics;

/// <summary>Repeats what failed for a while.</summary>
public sealed class RetryPolicy(int attempts, TimeSpan pause)
{
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call(cancellationToken);
            }
            catch (ApiServiceException failure) when (attempt < attempts && failure.Code == "InternalError")
            {
                await Task.Delay(pause, cancellationToken);
            }
        }
    }
}

/// <summary>Calls that are repeated.</summary>
public sealed class PatientCaller(ITcsasClient client, RetryPolicy policy)
{
    public Task<CreateMNPResponse> CreateAsync(string name, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = new() { MNPType = "Shop", MNPName = name, MNPIcon = "i", MNPIntro = "t" };
        return policy.RunAsync(token => client.CreateMNPAsync(request, token), cancellationToken);
    }

    public Task<CreateMNPResponse> CreateBareAsync(string name, CancellationToken cancellationToken) =>
        policy.RunAsync(token => client.CreateMNPAsync(/*!APIGEN1001*/new CreateMNPRequest { MNPName = name }, token), cancellationToken);

    public Task<CreateMNPResponse> CreateLaterAsync(string name, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = new() { MNPName = name };
        Task<CreateMNPResponse> result = policy.RunAsync(
            token =>
            {
                request.MNPType ??= "Shop";
                request.MNPIcon ??= "i";
                request.MNPIntro ??= "t";
                return client.CreateMNPAsync(request, token);
            },
            cancellationToken);
        return result;
    }

    public Task<DescribeMNPResponse> ForgetTokenAsync(string id, CancellationToken cancellationToken) =>
        policy.RunAsync(token => client./*!APIGEN1007*/DescribeMNPAsync(new() { MNPId = id }), cancellationToken);

    public Task<string> BlockInsideAsync(string id, CancellationToken cancellationToken) =>
        policy.RunAsync(
            async token =>
            {
                await Task.Yield();
                return client.DescribeMNPAsync(new() { MNPId = id }, token)./*!APIGEN1005*/Result.MNPName ?? "";
            },
            cancellationToken);
}
