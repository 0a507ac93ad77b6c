/// <summary>What .NET runs first in a process whose <c>DOTNET_STARTUP_HOOKS</c> names this assembly: it holds the process back when its work is done, until its standard input ends.</summary>
internal static class StartupHook
{
    public const string Ending = "The process ends.";

    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        Console.Error.WriteLine(Ending);
        Console.In.ReadToEnd();
    };
}
