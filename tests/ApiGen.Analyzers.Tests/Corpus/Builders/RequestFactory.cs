using Storefront.Domain;

namespace Storefront.Builders;

/// <summary>Makes requests of one kind each.</summary>
public static class RequestFactory
{
    public static CreateMNPRequest Shop(string name) => new()
    {
        MNPType = "Shop",
        MNPName = name,
        MNPIcon = "https://cdn.example.net/shop.png",
        MNPIntro = "A shop",
    };

    /// <summary>Leaves the introduction to the caller.</summary>
    public static CreateMNPRequest Game(string name)
    {
        var request = new CreateMNPRequest { MNPType = "Game", MNPName = name };
        request.MNPIcon = "https://cdn.example.net/game.png";
        return request;
    }

    public static CreateMNPRequest Either(string name, bool isGame)
    {
        if (isGame)
        {
            return Game(name);
        }

        return Shop(name);
    }

    public static ModifyQuotaRequest QuotaFor(Quota quota) => new() { Size = quota.WireSize, Count = quota.Count, Tags = [.. quota.Tags] };

    public static ModifyQuotaRequest NoQuota() => new() { Size = "small", Count = /*!APIGEN1002*/0 };
}

/// <summary>Sends what the factory makes.</summary>
public sealed class FactoryUser(ITcsasClient client)
{
    public Task ShopAsync(string name, CancellationToken cancellationToken) => client.CreateMNPAsync(RequestFactory.Shop(name), cancellationToken);

    public Task GameAsync(string name, CancellationToken cancellationToken) => client.CreateMNPAsync(/*!APIGEN1001*/RequestFactory.Game(name), cancellationToken);

    public Task IntroducedGameAsync(string name, CancellationToken cancellationToken)
    {
        CreateMNPRequest game = RequestFactory.Game(name);
        game.MNPIntro = "A game";
        return client.CreateMNPAsync(game, cancellationToken);
    }

    public Task TeamGameAsync(string name, CancellationToken cancellationToken)
    {
        CreateMNPRequest game = RequestFactory.Game(name);
        game.TeamId = "7";
        return client.CreateMNPAsync(/*!APIGEN1001*/game, cancellationToken);
    }

    public Task EitherAsync(string name, bool isGame, CancellationToken cancellationToken) =>
        client.CreateMNPAsync(RequestFactory.Either(name, isGame), cancellationToken);

    public Task QuotaAsync(Quota quota, CancellationToken cancellationToken) => client.ModifyQuotaAsync(RequestFactory.QuotaFor(quota), cancellationToken);

    public Task NoQuotaAsync(CancellationToken cancellationToken) => client.ModifyQuotaAsync(RequestFactory.NoQuota(), cancellationToken);
}
