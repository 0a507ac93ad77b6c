namespace ApiGen.EndToEnd.Packages;

/// <summary>What compiling ahead of time needs besides the SDK.</summary>
internal static class NativeToolchain
{
    /// <summary>What is missing, as a reason to skip; null when everything is there or the system brings its own.</summary>
    public static string? Missing { get; } = OperatingSystem.IsLinux() ? FindMissing() : null;

    private static string? FindMissing()
    {
        if (!OnPath("clang") && !OnPath("gcc"))
        {
            return "Compiling ahead of time needs clang or gcc on the PATH.";
        }

        string[] headers = ["/usr/include/zlib.h", "/usr/local/include/zlib.h"];
        return headers.Any(File.Exists) ? null : "Compiling ahead of time needs zlib's headers (zlib1g-dev or zlib-devel).";
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
