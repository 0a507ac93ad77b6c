namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>A condition of a random method: its text, and what it comes to.</summary>
/// <param name="Text">The source.</param>
/// <param name="IsTrue">Decides it.</param>
internal sealed record Condition(string Text, Func<Machine, bool> IsTrue);
