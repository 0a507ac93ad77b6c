namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>A variable for requests.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its number in a <see cref="Machine"/>.</param>
/// <param name="CanBeNull">Whether it may hold none.</param>
/// <param name="IsOfFunction">Whether it is declared in a nested function.</param>
internal sealed record Variable(string Name, int Number, bool CanBeNull, bool IsOfFunction);
