namespace Storefront.Builders;

/// <summary>Puts a request together step by step and checks it before it is handed out.</summary>
public sealed class RequestBuilder
{
    private readonly CreateMNPRequest _request = new();
    private readonly List<string> _problems = [];

    public RequestBuilder Named(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            _problems.Add("A name is needed.");
        }

        _request.MNPName = name;
        return this;
    }

    public RequestBuilder OfKind(string kind)
    {
        _request.MNPType = kind;
        return this;
    }

    public RequestBuilder WithIcon(Uri icon)
    {
        _request.MNPIcon = icon.ToString();
        return this;
    }

    public RequestBuilder WithIntroduction(string text)
    {
        _request.MNPIntro = text;
        return this;
    }

    public RequestBuilder InTeam(string team)
    {
        _request.TeamId = team;
        return this;
    }

    public RequestBuilder InGroup(string group)
    {
        _request./*!APIGEN1004*/GroupId = group;
        return this;
    }

    public RequestBuilder With(Action<CreateMNPRequest> change)
    {
        change(_request);
        return this;
    }

    public CreateMNPRequest Build()
    {
        if (_request.MNPName is null || _request.MNPType is null || _request.MNPIcon is null || _request.MNPIntro is null)
        {
            _problems.Add("The request is not complete.");
        }

        return _problems.Count == 0 ? _request : throw new InvalidOperationException(string.Join(' ', _problems));
    }
}

/// <summary>Sends what builders make.</summary>
public sealed class BuilderUser(ITcsasClient client)
{
    public Task<CreateMNPResponse> SendAsync(string name, CancellationToken cancellationToken) =>
        client.CreateMNPAsync(
            new RequestBuilder().Named(name).OfKind("Shop").WithIcon(new Uri("https://cdn.example.net/a.png")).WithIntroduction(name).Build(),
            cancellationToken);

    public Task<CreateMNPResponse> SendChangedAsync(string name, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = new RequestBuilder().Named(name).With(static made => made.MNPType = "Shop").Build();
        request.TeamId = "7";
        return client.CreateMNPAsync(request, cancellationToken);
    }

    public Task<CreateMNPResponse> SendFluentlyAsync(string name, CancellationToken cancellationToken) =>
        client.CreateMNPAsync(new CreateMNPRequest { MNPName = name }.WithDefaults(), cancellationToken);

    public Task<CreateMNPResponse> SendConfiguredAsync(Action<CreateMNPRequest> configure, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = new() { MNPType = "Shop" };
        configure(request);
        return client.CreateMNPAsync(request, cancellationToken);
    }
}

/// <summary>Fills what was left open.</summary>
public static class RequestDefaults
{
    public static CreateMNPRequest WithDefaults(this CreateMNPRequest request)
    {
        request.MNPType ??= "Shop";
        request.MNPIcon ??= "https://cdn.example.net/default.png";
        request.MNPIntro ??= request.MNPName;
        return request;
    }
}
