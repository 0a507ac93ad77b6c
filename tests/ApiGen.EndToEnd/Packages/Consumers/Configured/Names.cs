namespace Configured;

/// <summary>The compiler looks for the configuration beside and above files of C#.</summary>
public static class Names
{
    /// <summary>The client.</summary>
    public const string Client = nameof(Example.Shop.ShopClient);
}
