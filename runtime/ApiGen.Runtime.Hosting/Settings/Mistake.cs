namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>Something in the configuration that could not be read.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Problem">What is wrong with it, as the rest of a sentence.</param>
/// <param name="Meant">The key that is probably meant; null when none is near, or it is not the key that is wrong.</param>
internal sealed record Mistake(string Key, string Problem, string? Meant = null);
