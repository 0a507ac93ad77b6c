namespace ApiGen.Tests;

/// <summary>Whether everything is wanted (<c>APIGEN_FULL=1</c>, as in <c>.ci/run</c>) or the quick form of what takes minutes.</summary>
internal static class FullRun
{
    public const string Reason = "Takes long, so it runs with APIGEN_FULL=1; the quick form beside it runs always.";

    public static bool IsWanted { get; } = Environment.GetEnvironmentVariable("APIGEN_FULL") == "1";
}
