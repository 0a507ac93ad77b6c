namespace ApiGen.EndToEnd.Support;

/// <summary>The one trait of tests that measure real time: <c>[Trait(RealClock.Trait, RealClock.Value)]</c>. They allow for how late this machine is.</summary>
internal static class RealClock
{
    public const string Trait = "Clock";
    public const string Value = "real";
}
