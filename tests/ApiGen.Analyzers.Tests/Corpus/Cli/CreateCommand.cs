namespace Storefront.Cli;

/// <summary>Creates one mini program, or a series of them.</summary>
public sealed class CreateCommand(ITcsasClient client)
{
    public async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        int copies = line.Number("copies", 1);
        if (copies == 1)
        {
            CreateMNPResponse created = await client.CreateMNPAsync(FromOptions(line), cancellationToken);
            Console.WriteLine(created.Data.ResourceId);
            return 0;
        }

        for (int copy = 1; copy <= copies; copy++)
        {
            CreateMNPRequest request = FromOptions(line);
            request.MNPName = $"{request.MNPName}-{copy}";
            CreateMNPResponse created = await client.CreateMNPAsync(request, cancellationToken);
            Console.WriteLine($"{copy}: {created.Data.ResourceId}");
        }

        return 0;
    }

    /// <summary>A trial with the least that is needed, so far as the author remembered.</summary>
    public async Task<int> TryAsync(CommandLine line, CancellationToken cancellationToken)
    {
        CreateMNPResponse created = await client.CreateMNPAsync(/*!APIGEN1001*/new CreateMNPRequest
        {
            MNPType = line.Require("type"),
            MNPName = line.Require("name"),
        }, cancellationToken);
        Console.WriteLine(created.Data./*!APIGEN1004*/OldId);
        return created.Data.ResourceId is null ? 1 : 0;
    }

    public async Task<int> PreviewAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var preview = new CreateMNPRequest
        {
            MNPType = "Preview",
            MNPName = line.Option("name") ?? "preview",
            MNPIcon = "https://cdn.example.net/preview.png",
        };

        if (line.Has("verbose"))
        {
            Console.WriteLine(preview.ToJson());
        }

        if (line.Option("intro") is { } intro)
        {
            preview.MNPIntro = intro;
        }

        await client.CreateMNPAsync(/*!APIGEN1001*/preview, cancellationToken);
        return 0;
    }

    public async Task<int> QuickAsync(string name, CancellationToken cancellationToken)
    {
        CreateMNPRequest quick = new() { MNPName = name };
        quick.MNPType = "Quick";
        quick.MNPIcon = DefaultIcon(name);
        quick.MNPIntro = $"{name}, made by the tool";
        quick./*!APIGEN1004*/GroupId = "tools";
        await client.CreateMNPAsync(quick, cancellationToken);
        return 0;
    }

    public Task UncancelledAsync(CommandLine line, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return client.CreateMNPAsync(FromOptions(line));
    }

    private static CreateMNPRequest FromOptions(CommandLine line) => new()
    {
        MNPType = line.Require("type"),
        MNPName = line.Require("name"),
        MNPIcon = line.Require("icon"),
        MNPIntro = line.Require("intro"),
        TeamId = line.Option("team"),
    };

    private static string DefaultIcon(string name) => "https://cdn.example.net/" + Uri.EscapeDataString(name) + ".png";
}
