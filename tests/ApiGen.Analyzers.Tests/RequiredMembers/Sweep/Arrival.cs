namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>A request that comes to a call.</summary>
/// <param name="Lacked">What it lacks.</param>
/// <param name="Said">What of that the source says.</param>
/// <param name="HasLeft">Whether others could have changed it.</param>
internal sealed record Arrival(string[] Lacked, string[] Said, bool HasLeft);
