using System.Globalization;

namespace QuickStart;

/// <summary>What the command line asks for.</summary>
internal readonly record struct Arguments(bool Live, int Calls)
{
    public const string Usage = """
        Usage: dotnet run --project samples/QuickStart [-- --calls <number> | --live]

          (nothing)         start the local gateway, create a mini program, show one handled failure
          --calls <number>  make that many calls at once and count how they arrive at the gateway
          --live            call the real service with TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and TENCENTCLOUD_REGION
        """;

    private const int MostCalls = 100_000;

    public static bool TryParse(string[] args, out Arguments arguments, out string? complaint)
    {
        arguments = new Arguments(Live: false, Calls: 0);
        complaint = null;
        switch (args)
        {
            case []:
                return true;
            case ["--live"]:
                arguments = new Arguments(Live: true, Calls: 0);
                return true;
            case ["--calls", string text]:
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int calls) && calls is > 0 and <= MostCalls)
                {
                    arguments = new Arguments(Live: false, calls);
                    return true;
                }

                complaint = $"--calls takes a whole number from 1 to {MostCalls}, not '{text}'.";
                return false;
            default:
                complaint = $"These arguments are not known: {string.Join(' ', args)}";
                return false;
        }
    }
}
