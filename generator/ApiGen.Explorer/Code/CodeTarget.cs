namespace ApiGen.Explorer.Code;

/// <summary>Where the code that is shown calls.</summary>
/// <param name="Gateway">The embedded gateway; null for the real service.</param>
internal sealed record CodeTarget(Uri? Gateway);
