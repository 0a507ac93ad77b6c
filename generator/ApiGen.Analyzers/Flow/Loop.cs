namespace ApiGen.Analyzers.Flow;

/// <summary>The blocks of a loop.</summary>
/// <param name="First">The first, which is where every pass begins.</param>
/// <param name="Last">The last that leads back.</param>
internal sealed record Loop(int First, int Last);
