namespace Storefront.Kinds;

/// <summary>Requests that lack members, laid out in all the ways in which people do.</summary>
public sealed class Requests(ITcsasClient client)
{
    public Task Noted(CancellationToken stop) => client.CreateMNPAsync(
        /*!APIGEN1001*/new CreateMNPRequest // what is made
        {
            // the name comes from the form
        },
        stop);

    public Task InParentheses(CancellationToken stop) => client.CreateMNPAsync(/*!APIGEN1001*/new CreateMNPRequest(/* nothing yet */), stop);

    public Task Between(CancellationToken stop) => client.ModifyQuotaAsync(/*!APIGEN1001*/new ModifyQuotaRequest() /* all of it */ { }, stop);

    public Task Behind(CancellationToken stop) => client.ModifyQuotaAsync(/*!APIGEN1001*/new ModifyQuotaRequest { Count = 1 /* the least */ }, stop);

    public Task Grouped(CancellationToken stop) => client.CreateMNPAsync(
        /*!APIGEN1001*/new CreateMNPRequest
        {
            MNPType = "a", // the kind

            // whose
            TeamId = "t" /* of Asia */, // was b
            // the rest follows
        },
        stop);

    public Task Leading(CancellationToken stop) => client.CreateMNPAsync(/*!APIGEN1001*/new CreateMNPRequest
        { MNPName = "shop"
        , TeamId = "t"
        }, stop);

    public Task Switched(CancellationToken stop) => client.CreateMNPAsync(
        /*!APIGEN1001*/new CreateMNPRequest
        {
            MNPName = "shop",
#if DEBUG
            TeamId = "debug",
#else
            TeamId = "release",
#endif
        },
        stop);

    public Task SwitchedToo(CancellationToken stop) => client.CreateMNPAsync(
        /*!APIGEN1001*/new CreateMNPRequest
        {
#if !NEVER
            MNPName = "debug",
#else
            MNPIcon = "release",
#endif
            MNPIntro = "what",
        },
        stop);

    public Task Quiet(CancellationToken stop) => client.CreateMNPAsync(
        /*!APIGEN1001*/new CreateMNPRequest
        {
#pragma warning disable CS0618 // It is there as a line between the members, whose warning does not matter.
            MNPName = "shop",
#pragma warning restore CS0618
            #region rest
            MNPIcon = "i"
            #endregion
        },
        stop);

    public Task Orders(CancellationToken stop) => client.PlaceOrderAsync(/*!APIGEN1001*/new PlaceOrderRequest(), stop);

    public Task Locked(CancellationToken stop) => client.UnlockAsync(/*!APIGEN1001*/new UnlockRequest(), stop);

    public async Task TakenAway(CancellationToken stop)
    {
        var request = new ModifyQuotaRequest { Count = 1 };
        request.Size = null;
        await client.ModifyQuotaAsync(/*!APIGEN1001*/request, stop);
    }
}
