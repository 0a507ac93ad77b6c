namespace ApiGen.Cli.Commands;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>Done; nothing is wrong.</summary>
    public const int Success = 0;

    /// <summary>The work could not be done, or <c>check</c> found errors.</summary>
    public const int Failure = 1;

    /// <summary><c>diff</c> found changes that break callers.</summary>
    public const int Breaking = 2;

    /// <summary><c>import</c> did its work, but something of a source could not be read and is missing.</summary>
    public const int Gaps = 3;

    /// <summary>A fault of the tool itself (EX_SOFTWARE of sysexits.h).</summary>
    public const int Unexpected = 70;

    /// <summary>Interrupted from the keyboard; the value that shells expect (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
