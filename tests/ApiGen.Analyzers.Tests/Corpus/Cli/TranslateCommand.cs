namespace Storefront.Cli;

/// <summary>Creates a mini program with its texts in several languages.</summary>
public sealed class TranslateCommand(ITcsasClient client)
{
    public async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        List<MNPI18NSyncDto> texts = [];
        foreach (string pair in line.Rest)
        {
            int separator = pair.IndexOf('=', StringComparison.Ordinal);
            if (separator < 0)
            {
                Console.Error.WriteLine($"'{pair}' is not LOCALE=TEXT.");
                return 2;
            }

            texts.Add(new MNPI18NSyncDto { Locale = pair[..separator], Text = pair[(separator + 1)..] });
        }

        await client.CreateMNPAsync(
            new CreateMNPRequest
            {
                MNPType = line.Require("type"),
                MNPName = line.Require("name"),
                MNPIcon = line.Require("icon"),
                MNPIntro = line.Require("intro"),
                I18nList = texts,
            },
            cancellationToken);
        return 0;
    }

    public async Task<int> RunWithoutTextsAsync(string name, string[] locales, CancellationToken cancellationToken)
    {
        var request = new CreateMNPRequest { MNPType = "T", MNPName = name, MNPIcon = "i", MNPIntro = "t", I18nList = [] };
        foreach (string locale in locales)
        {
            request.I18nList.Add(new MNPI18NSyncDto { Locale = locale });
        }

        await client.CreateMNPAsync(/*!APIGEN1001*/request, cancellationToken);
        return 0;
    }

    public async Task<int> RunTwoAsync(string name, CancellationToken cancellationToken)
    {
        await client.CreateMNPAsync(
            new CreateMNPRequest
            {
                MNPType = "T",
                MNPName = name,
                MNPIcon = "i",
                MNPIntro = "t",
                I18nList =
                [
                    new MNPI18NSyncDto { Locale = "en", Text = name },
                    /*!APIGEN1001*/new MNPI18NSyncDto { Locale = "de" },
                    /*!APIGEN1001*/new() { Text = name, Comment = "no locale" },
                ],
            },
            cancellationToken);
        return 0;
    }

    public async Task<int> RunCompletedAsync(string name, IReadOnlyDictionary<string, string> dictionary, CancellationToken cancellationToken)
    {
        var list = new List<MNPI18NSyncDto> { new() { Locale = "en" }, new() { Locale = "de" } };
        foreach (MNPI18NSyncDto text in list)
        {
            text.Text = dictionary.TryGetValue(text.Locale ?? "", out string? found) ? found : name;
        }

        await client.CreateMNPAsync(new() { MNPType = "T", MNPName = name, MNPIcon = "i", MNPIntro = "t", I18nList = list }, cancellationToken);
        return list.Count;
    }
}
