namespace Storefront.Domain;

/// <summary>The shop's mini programs and the calls that keep them in step with the platform.</summary>
public sealed class Catalog(ITcsasClient client)
{
    private readonly List<MiniProgram> _programs = [];
    private CreateMNPRequest? _template;

    public IReadOnlyList<MiniProgram> Programs => _programs;

    public Task<Result<string>> PublishAsync(MiniProgram program, CancellationToken cancellationToken) =>
        Result.OfAsync(async () =>
        {
            CreateMNPResponse created = await client.CreateMNPAsync(ToRequest(program), cancellationToken);
            _programs.Add(program);
            return created.Data.ResourceId ?? "";
        });

    public Task<Result<string>> PublishBareAsync(MiniProgram program, CancellationToken cancellationToken) =>
        Result.OfAsync(async () =>
        {
            var request = new CreateMNPRequest { MNPName = program.Name, MNPType = program.Kind };
            CreateMNPResponse created = await client.CreateMNPAsync(/*!APIGEN1001*/request, cancellationToken);
            return created.Data.ResourceId ?? "";
        });

    public async Task<string?> PublishChosenAsync(MiniProgram program, bool withOwner, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = ToRequest(program);
        if (withOwner && program.Owner is { } owner)
        {
            request.Owner = new MNPOwner { Uin = owner.Uin, Contact = new MNPContact { Mail = owner.Mail } };
        }

        CreateMNPResponse created = await client.CreateMNPAsync(request, cancellationToken);
        return created.Data.ResourceId;
    }

    public async Task<string?> PublishOwnedAsync(MiniProgram program, CancellationToken cancellationToken)
    {
        CreateMNPRequest request = ToRequest(program);
        request.Owner = new MNPOwner { Uin = program.Owner?.Uin };
        CreateMNPResponse created = await client.CreateMNPAsync(/*!APIGEN1001*/request, cancellationToken);
        return created.Data.ResourceId;
    }

    public async Task PublishFromTemplateAsync(string name, CancellationToken cancellationToken)
    {
        _template ??= new CreateMNPRequest { MNPType = "Shop", MNPIcon = "i" };
        _template.MNPName = name;
        await client.CreateMNPAsync(_template, cancellationToken);
    }

    public async Task PublishCopyAsync(CreateMNPRequest original, string name, CancellationToken cancellationToken)
    {
        var copy = new CreateMNPRequest
        {
            MNPType = original.MNPType,
            MNPName = name,
            MNPIcon = original.MNPIcon,
            MNPIntro = original.MNPIntro,
            TeamId = original.TeamId,
        };
        await client.CreateMNPAsync(copy, cancellationToken);
    }

    public async Task PublishPoorCopyAsync(CreateMNPRequest original, string name, CancellationToken cancellationToken)
    {
        var copy = new CreateMNPRequest
        {
            MNPType = original.MNPType,
            MNPName = name,
            TeamId = original.TeamId,
        };
        await client.CreateMNPAsync(/*!APIGEN1001*/copy, cancellationToken);
    }

    public async Task PublishAllAsync(IEnumerable<MiniProgram> programs, CancellationToken cancellationToken)
    {
        foreach (MiniProgram program in programs)
        {
            CreateMNPRequest request = new() { MNPType = program.Kind, MNPName = program.Name, MNPIcon = program.Icon.ToString() };
            if (program.Introduction is not null)
            {
                request.MNPIntro = program.Introduction;
            }
            else
            {
                request.MNPIntro = program.Name;
            }

            await client.CreateMNPAsync(request, cancellationToken);
        }
    }

    public async Task PublishSomeAsync(IEnumerable<MiniProgram> programs, CancellationToken cancellationToken)
    {
        foreach (MiniProgram program in programs)
        {
            CreateMNPRequest request = new() { MNPType = program.Kind, MNPName = program.Name, MNPIcon = program.Icon.ToString() };
            if (program.Introduction is not null)
            {
                request.MNPIntro = program.Introduction;
            }

            await client.CreateMNPAsync(/*!APIGEN1001*/request, cancellationToken);
        }
    }

    public async Task PublishOnlyIntroducedAsync(IEnumerable<MiniProgram> programs, CancellationToken cancellationToken)
    {
        foreach (MiniProgram program in programs)
        {
            CreateMNPRequest request = new() { MNPType = program.Kind, MNPName = program.Name, MNPIcon = program.Icon.ToString() };
            if (program.Introduction is null)
            {
                continue;
            }

            request.MNPIntro = program.Introduction;
            await client.CreateMNPAsync(request, cancellationToken);
        }
    }

    private static CreateMNPRequest ToRequest(MiniProgram program) => new()
    {
        MNPType = program.Kind,
        MNPName = program.Name,
        MNPIcon = program.Icon.ToString(),
        MNPIntro = program.IntroductionOrName,
        TeamId = program.Team,
        I18nList = [.. program.Texts.Select(text => new MNPI18NSyncDto { Locale = text.Key, Text = text.Value })],
    };
}
