using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Import;

/// <summary>A source that cannot be imported. The message names the file, the place in it and what to do.</summary>
public sealed class ImportException : Exception
{
    /// <summary>Creates the error of a whole source.</summary>
    public ImportException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error of one place in a source, in the form that build tools understand.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="column">The column, counted from 1.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public ImportException(string path, int line, int column, string message)
        : base(FormattableString.Invariant($"{path}({line},{column}): error: {SingleLine.Of(message)}"))
    {
    }
}
