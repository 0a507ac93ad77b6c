using System.ComponentModel.DataAnnotations;

namespace Storefront.Web;

/// <summary>The body of a request to make a mini program.</summary>
public sealed class NewMiniProgram
{
    [Required]
    [StringLength(20, MinimumLength = 2)]
    public string Name { get; set; } = "";

    [Required]
    public string Kind { get; set; } = "";

    [Url]
    public string Icon { get; set; } = "";

    public string Introduction { get; set; } = "";

    public string? Team { get; set; }

    /// <summary>A word that some page of this site calls a token; it has to do with forms, not with the platform.</summary>
    public string Token { get; set; } = "f3b1c9d27a5e48d0917c";
}
