namespace ApiGen.Runtime.Transport;

/// <summary>Where an attempt goes.</summary>
/// <param name="Point">The access host.</param>
/// <param name="IsProbe">Whether the attempt tries if that host is back.</param>
internal readonly record struct AccessChoice(AccessPoint Point, bool IsProbe);
