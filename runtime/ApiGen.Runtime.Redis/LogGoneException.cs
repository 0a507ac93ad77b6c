namespace ApiGen.Runtime.Redis;

/// <summary>Redis responds but has forgotten what it must know, so that it cannot tell how much of a limit is used. Never leaves the package.</summary>
internal sealed class LogGoneException() : Exception("it has forgotten the last calls: it was emptied, or evicts keys with a time to live");
