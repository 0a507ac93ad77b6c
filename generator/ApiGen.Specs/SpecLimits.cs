namespace ApiGen.Specs;

/// <summary>Bounds that keep reading fast whatever a file contains. Beyond each of them stands a diagnostic.</summary>
public static class SpecLimits
{
    /// <summary>The most UTF-16 code units a spec file may have. The largest published service model takes about two million.</summary>
    public const int MaxFileLength = 4 * 1024 * 1024;

    /// <summary>How deep collections may stand inside each other. Published examples need 14.</summary>
    public const int MaxDepth = 64;

    /// <summary>How deep objects and lists of a request may stand inside each other, the request itself counted. The runtime has the same bound.</summary>
    public const int MaxRequestDepth = 128;

    /// <summary>The most nodes that the aliases of one file may stand for in total.</summary>
    public const int MaxAliasNodes = 10_000;

    /// <summary>The most diagnostics reported for one file.</summary>
    public const int MaxDiagnostics = 1_000;

    /// <summary>The most UTF-16 code units a name may have. The longest published name takes 62; C# allows 511.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The most UTF-16 code units a regular expression may have.</summary>
    public const int MaxPatternLength = 1_000;

    /// <summary>How deep <c>list&lt;...&gt;</c> may be nested.</summary>
    public const int MaxListDepth = 8;
}
