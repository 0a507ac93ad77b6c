using Storefront.Domain;

namespace Storefront.Testing;

/// <summary>Tests as a consumer writes them, without a framework so that the corpus needs none.</summary>
public sealed class CatalogTests
{
    private readonly FakeTcsasClient _fake = new();

    public async Task A_published_program_is_listed()
    {
        Catalog catalog = new(_fake);
        Result<string> result = await catalog.PublishAsync(new MiniProgram("Name", "Shop", new Uri("https://cdn.example.net/a")), CancellationToken.None);
        Check(result.IsSuccess);
        Check(catalog.Programs.Count == 1);
    }

    public async Task A_failure_is_told_by_its_code()
    {
        _fake.Failure = new ApiException<CreateMNPErrorCode>(new ApiFailure("CreateMNP", "FailedOperation", "no", null), CreateMNPErrorCode.FailedOperation);
        try
        {
            ITcsasClient client = _fake;
            await client.CreateMNPAsync(new() { MNPType = "Shop", MNPName = "Name", MNPIcon = "i", MNPIntro = "t" });
            Check(false);
        }
        catch (ApiException<CreateMNPErrorCode> failure)
        {
            Check(failure.ErrorCode == CreateMNPErrorCode.FailedOperation);
            Check(failure.Code == /*!APIGEN1008*/"FailedOperation");
        }
    }

    public void A_mock_is_set_up_by_an_expression()
    {
        Mock<ITcsasClient> mock = new(_fake);
        mock.Setup(client => client.CreateMNPAsync(It.IsAny<CreateMNPRequest>(), default));
        mock.Setup(client => client.CreateMNPAsync(new CreateMNPRequest { MNPName = "ab" }, default));
        mock.Setup(client => client.CreateMNPAsync(It.Is<CreateMNPRequest>(request => request.MNPName == "a"), It.IsAny<CancellationToken>()));
        Check(mock.Verify(client => client.CreateMNPAsync(It.IsAny<CreateMNPRequest>(), default)) >= 0);
    }

    /// <summary>The fake's own method says nothing of an action, so a request need not be whole.</summary>
    public async Task A_fake_takes_anything()
    {
        await _fake.CreateMNPAsync(new CreateMNPRequest());
        Check(_fake.Created.Count == 1);
    }

    public async Task An_incomplete_request_is_refused()
    {
        using TcsasClient client = new(new TencentCloudCredential("test-id", "test-key"));
        await ThrowsAsync<ArgumentException>(() => client.CreateMNPAsync(new CreateMNPRequest { MNPName = "ab" }));
        await ThrowsAsync<Exception>(() => client.CreateMNPAsync(/*!APIGEN1001*/new CreateMNPRequest { MNPName = "ab" }));
#pragma warning disable APIGEN1001 // The request is incomplete on purpose: the test is about its being refused.
        await ThrowsAsync<Exception>(() => client.CreateMNPAsync(new CreateMNPRequest { MNPName = "ab" }));
#pragma warning restore APIGEN1001
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("ApiGen.Correctness", "APIGEN1001", Justification = "The request is incomplete on purpose: the test is about its being refused.")]
    public async Task Another_incomplete_request_is_refused()
    {
        using TcsasClient client = new(new TencentCloudCredential("test-id", "test-key"));
        await ThrowsAsync<Exception>(() => client.CreateMNPAsync(new CreateMNPRequest()));
    }

    public void A_synchronous_test_blocks_because_it_must()
    {
        ITcsasClient client = _fake;
        Check(client.DescribeMNPAsync(new() { MNPId = "a" }).GetAwaiter().GetResult().MNPName == "a");
    }

    public async Task An_asynchronous_test_need_not_block()
    {
        ITcsasClient client = _fake;
        await Task.Yield();
        Check(client.DescribeMNPAsync(new() { MNPId = "a" }).GetAwaiter()./*!APIGEN1005*/GetResult().MNPName == "a");
        client.DescribeMNPAsync(new() { MNPId = "b" })./*!APIGEN1005*/Wait();
    }

    private static void Check(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("A check failed.");
        }
    }

    private static async Task ThrowsAsync<TException>(Func<Task> call)
        where TException : Exception
    {
        try
        {
            await call();
        }
        catch (TException)
        {
            return;
        }

        throw new InvalidOperationException($"No {typeof(TException).Name} was thrown.");
    }
}
