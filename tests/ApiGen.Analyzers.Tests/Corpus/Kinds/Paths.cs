using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc;

namespace Storefront.Kinds;

/// <summary>What stands between a member that is given under a condition and the call.</summary>
public sealed class Paths(ITcsasClient client, IFormValidator validator) : ControllerBase
{
    private static string? _icon;

    private static bool HasIcon => _icon is not null;

    public async Task<IActionResult> Posted(string? intro, CancellationToken stop)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest(ModelState);
        }

        CreateMNPRequest request = Begun();
        if (intro is not null)
        {
            request.MNPIntro = intro;
        }

        await client.CreateMNPAsync(request, stop).ConfigureAwait(false);
        return Ok();
    }

    public async Task Validated(Form form, CancellationToken stop)
    {
        validator.ValidateAndThrow(form);
        CreateMNPRequest request = new() { MNPType = "a", MNPName = "shop", MNPIcon = "i" };
        if (form.Intro is not null)
        {
            request.MNPIntro = form.Intro;
        }

        await client.CreateMNPAsync(request, stop);
    }

    public async Task Noted(Form form, CancellationToken stop)
    {
        Notes notes = new();
        CreateMNPRequest request = new() { MNPType = "a", MNPName = "shop", MNPIcon = "i" };
        if (form.Intro is { Length: > 0 } intro)
        {
            request.MNPIntro = intro;
        }
        else
        {
            notes.Add("intro");
        }

        if (notes.HasErrors)
        {
            return;
        }

        await client.CreateMNPAsync(request, stop);
    }

    public async Task Claimed(bool complete, CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPType = "a", MNPName = "shop", MNPIcon = "i" };
        if (complete)
        {
            request.MNPIntro = "a";
        }

        Require(complete);
        await client.CreateMNPAsync(request, stop);
    }

    public async Task Refused(bool complete, CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPType = "a", MNPName = "shop", MNPIcon = "i" };
        if (complete)
        {
            request.MNPIntro = "a";
        }
        else
        {
            Refuse("intro");
        }

        await client.CreateMNPAsync(request, stop);
    }

    public async Task Fatal(bool complete, CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPType = "a", MNPName = "shop", MNPIcon = "i" };
        if (complete)
        {
            request.MNPIntro = "a";
        }
        else
        {
            Environment.FailFast("intro");
        }

        await client.CreateMNPAsync(request, stop);
    }

    public async Task Remembered(CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPType = "a", MNPName = "shop", MNPIntro = "t" };
        if (HasIcon)
        {
            request.MNPIcon = _icon!;
        }

        if (_icon is null)
        {
            return;
        }

        await client.CreateMNPAsync(request, stop);
    }

    /// <summary>Where a task goes on changes nothing of what it was made with.</summary>
    public async Task Unbound(CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPType = "a", MNPName = "shop", MNPIcon = "i" };
        await client.CreateMNPAsync(/*!APIGEN1001*/request, stop).ConfigureAwait(false);
    }

    /// <summary>The platform says of what it reads that it is something.</summary>
    public async Task Read(string file, CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPType = "a", MNPName = "shop", MNPIcon = "i" };
        string text = await System.IO.File.ReadAllTextAsync(file, stop);
        if (text != null)
        {
            request.MNPIntro = text;
        }

        await client.CreateMNPAsync(request, stop);
    }

    /// <summary>What comes after a loop is the one that the last pass has made.</summary>
    public async Task Last(IReadOnlyList<string> names, CancellationToken stop)
    {
        CreateMNPRequest? request = null;
        foreach (string name in names)
        {
            request = new CreateMNPRequest { MNPType = "a", MNPName = name };
            request.MNPIcon = "i";
        }

        if (request is not null)
        {
            await client.CreateMNPAsync(/*!APIGEN1001*/request, stop);
        }
    }

    /// <summary>A handler for what a helper does not throw is not come to from it.</summary>
    public async Task Checked(string? intro, CancellationToken stop)
    {
        CreateMNPRequest request = new() { MNPType = "a", MNPName = "shop", MNPIcon = "i" };
        try
        {
            Check(intro);
            request.MNPIntro = intro;
        }
        catch (IOException)
        {
            request.MNPIcon = "none";
        }

        await client.CreateMNPAsync(request, stop);
    }

    private static void Check([NotNull] string? value)
    {
        if (value is null)
        {
            throw new ArgumentException("nothing", nameof(value));
        }
    }

    private static void Require([DoesNotReturnIf(false)] bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("not so");
        }
    }

    [DoesNotReturn]
    private static void Refuse(string what) => throw new InvalidOperationException(what);

    private CreateMNPRequest Begun() => new() { MNPType = "a", MNPName = User.Identity?.Name ?? "shop", MNPIcon = "i" };
}

public sealed record Form(string? Intro);

public interface IFormValidator
{
    void ValidateAndThrow(Form form);
}

public sealed class Notes
{
    private readonly List<string> _all = [];

    public bool HasErrors => _all.Count > 0;

    public void Add(string note) => _all.Add(note);
}
