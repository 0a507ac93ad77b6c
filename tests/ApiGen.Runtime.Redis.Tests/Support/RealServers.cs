namespace ApiGen.Runtime.Redis.Tests.Support;

/// <summary>The collection of the tests with real servers, processes and clocks: one at a time, or they would disturb each other's times and ports.</summary>
internal static class RealServers
{
    public const string Name = "Real servers";
}
