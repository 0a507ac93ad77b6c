using System.ComponentModel;
using ApiGen.Explorer.Hosting;
using Microsoft.AspNetCore.Components;

namespace ApiGen.Explorer.Pages;

/// <summary>A part of a page. Razor makes every component public, though none is of use outside of an explorer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExplorerComponent : ComponentBase
{
    /// <summary>The explorer; of a type that would have to be public as well.</summary>
    [Parameter]
    [EditorRequired]
    public object? Explorer { get; set; }

    internal ExplorerSite Site => ((ExplorerView)Explorer!).Site;

    internal Links Links => ((ExplorerView)Explorer!).Links;

    internal static string Counted(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
