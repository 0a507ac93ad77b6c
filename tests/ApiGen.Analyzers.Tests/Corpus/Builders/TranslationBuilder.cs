namespace Storefront.Builders;

/// <summary>Collects texts in several languages.</summary>
public sealed class TranslationBuilder
{
    private readonly List<MNPI18NSyncDto> _texts = [];

    public TranslationBuilder Add(string locale, string text)
    {
        _texts.Add(new MNPI18NSyncDto { Locale = locale, Text = text });
        return this;
    }

    /// <summary>Adds a text that <see cref="Complete"/> fills later.</summary>
    public TranslationBuilder Reserve(string locale)
    {
        var reserved = new MNPI18NSyncDto { Locale = locale };
        _texts.Add(reserved);
        return this;
    }

    public TranslationBuilder Complete(Func<string?, string> translate)
    {
        foreach (MNPI18NSyncDto text in _texts)
        {
            text.Text ??= translate(text.Locale);
        }

        return this;
    }

    public IList<MNPI18NSyncDto> Build() => _texts;
}

/// <summary>Sends texts.</summary>
public sealed class TranslationSender(ITcsasClient client)
{
    public Task SendAsync(string name, TranslationBuilder texts, CancellationToken cancellationToken) =>
        client.CreateMNPAsync(new() { MNPType = "Shop", MNPName = name, MNPIcon = "i", MNPIntro = "t", I18nList = texts.Build() }, cancellationToken);

    public async Task SendLastAsync(string name, string[] locales, CancellationToken cancellationToken)
    {
        MNPI18NSyncDto? previous = null;
        List<MNPI18NSyncDto> list = [];
        foreach (string locale in locales)
        {
            var next = new MNPI18NSyncDto { Locale = locale };
            if (previous is not null)
            {
                previous.Text = $"before {locale}";
            }

            list.Add(next);
            previous = next;
        }

        previous!.Text = "the last";
        await client.CreateMNPAsync(new() { MNPType = "Shop", MNPName = name, MNPIcon = "i", MNPIntro = "t", I18nList = list }, cancellationToken);
    }

    public async Task SendOneAsync(string name, string locale, string? text, CancellationToken cancellationToken)
    {
        var one = new MNPI18NSyncDto();
        one.Locale = locale;
        var request = new CreateMNPRequest { MNPType = "Shop", MNPName = name, MNPIcon = "i", MNPIntro = "t", I18nList = [one] };
        one.Text = text ?? name;
        await client.CreateMNPAsync(request, cancellationToken);
    }

    public async Task SendHalfAsync(string name, string locale, CancellationToken cancellationToken)
    {
        var half = new MNPI18NSyncDto { Locale = locale };
        half.Comment = "text to follow";
        var request = new CreateMNPRequest { MNPType = "Shop", MNPName = name, MNPIcon = "i", MNPIntro = "t" };
        request.I18nList = new List<MNPI18NSyncDto> { half };
        await client.CreateMNPAsync(/*!APIGEN1001*/request, cancellationToken);
    }
}
