namespace ApiGen.Analyzers.Flow;

/// <summary>A function takes more work than a compiler has time for; nothing that was found out about its paths may be used.</summary>
internal sealed class FlowLimitException : Exception;
