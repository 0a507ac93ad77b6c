namespace ApiGen.Cli.Commands;

/// <summary>What the process answers.</summary>
internal static class ExitCode
{
    /// <summary>Done; nothing is wrong.</summary>
    public const int Success = 0;

    /// <summary>The work could not be done, or <c>check</c> found errors.</summary>
    public const int Failure = 1;

    /// <summary><c>diff</c> found changes that break callers.</summary>
    public const int Breaking = 2;

    /// <summary>Interrupted from the keyboard; the value that shells expect (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
