using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

public sealed class CredentialChainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_source_that_is_there_is_chosen_and_kept()
    {
        Source absent = new("one", _ => throw new ApiCredentialException("One is not set.") { IsAbsent = true });
        Source present = new("two", _ => new TencentCloudCredential("AKIDtwo", "k"));
        Source never = new("three", _ => throw new InvalidOperationException());
        CredentialChain chain = new(absent, present, never);

        Assert.Null(chain.Chosen);
        Assert.Equal("AKIDtwo", (await chain.GetCredentialAsync(Cancellation)).SecretId);
        await chain.GetCredentialAsync(Cancellation);

        Assert.Same(present, chain.Chosen);
        Assert.Equal(1, absent.Calls);
        Assert.Equal(0, never.Calls);
    }

    [Fact]
    public async Task A_source_that_is_there_but_faulty_ends_the_search_with_its_error()
    {
        Source faulty = new("one", _ => throw new ApiCredentialException("One has an id but no key."));
        Source next = new("two", _ => new TencentCloudCredential("AKIDother", "k"));
        CredentialChain chain = new(faulty, next);

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await chain.GetCredentialAsync(Cancellation));

        Assert.Equal("One has an id but no key.", e.Message);
        Assert.Equal(0, next.Calls);
        Assert.Equal("one", chain.AccountKey);
    }

    [Fact]
    public async Task When_none_is_there_the_error_says_what_each_of_them_lacks_and_the_next_call_asks_again()
    {
        bool isSet = false;
        Source one = new("one", _ => throw new ApiCredentialException("One is not set.") { IsAbsent = true });
        Source two = new("two", _ => isSet ? new TencentCloudCredential("AKIDtwo", "k") : throw new ApiCredentialException("Two has no file.") { IsAbsent = true });
        CredentialChain chain = new(one, two);

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(async () => await chain.GetCredentialAsync(Cancellation));
        isSet = true;

        Assert.Equal("No source has a credential. One is not set. Two has no file.", e.Message);
        Assert.Equal("AKIDtwo", (await chain.GetCredentialAsync(Cancellation)).SecretId);
    }

    [Fact]
    public async Task The_account_is_known_before_the_first_call_and_never_changes()
    {
        TaskCompletionSource<TencentCloudCredential> slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Source absent = new("one", _ => throw new ApiCredentialException("One is not set.") { IsAbsent = true });
        Source network = new("two", slow.Task);
        Source last = new("three", _ => new TencentCloudCredential("AKIDthree", "k"));
        CredentialChain chain = new(absent, network, last);

        Assert.Equal("two", chain.AccountKey);
        slow.SetException(new ApiCredentialException("Two cannot be reached.") { IsAbsent = true });

        Assert.Equal("AKIDthree", (await chain.GetCredentialAsync(Cancellation)).SecretId);
        Assert.Equal("two", chain.AccountKey);
    }

    [Fact]
    public void A_chain_needs_a_provider()
    {
        Assert.Throws<ArgumentException>(() => new CredentialChain());
        Assert.Throws<ArgumentException>(() => new CredentialChain([null!]));
    }

    [Fact]
    public async Task A_live_client_s_provider_can_be_swapped()
    {
        SwappableCredentialProvider provider = new(new TencentCloudCredential("AKIDone", "hidden"));
        Assert.Equal("AKIDone", (await provider.GetCredentialAsync(Cancellation)).SecretId);

        ICredentialProvider before = provider.Swap(new TencentCloudCredential("AKIDtwo", "hidden"));

        Assert.Equal("AKIDone", before.AccountKey);
        Assert.Equal("AKIDtwo", (await provider.GetCredentialAsync(Cancellation)).SecretId);
        Assert.Equal("AKIDtwo", provider.AccountKey);
        Assert.Equal("credential AKIDtwo", provider.ToString());
        Assert.Throws<ArgumentException>(() => provider.Swap(provider));
    }

    private sealed class Source(string account, Func<int, TencentCloudCredential>? answer, Task<TencentCloudCredential>? later = null) : ICredentialProvider
    {
        public Source(string account, Task<TencentCloudCredential> later)
            : this(account, null, later)
        {
        }

        public int Calls { get; private set; }

        public string AccountKey => account;

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
        {
            Calls++;
            return later is not null ? new ValueTask<TencentCloudCredential>(later) : new ValueTask<TencentCloudCredential>(answer!(Calls));
        }
    }
}
