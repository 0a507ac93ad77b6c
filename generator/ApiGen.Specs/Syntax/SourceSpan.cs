using ApiGen.Specs.Diagnostics;

namespace ApiGen.Specs.Syntax;

/// <summary>A stretch of one line of a spec file. A token of several lines is represented by its part on the first line.</summary>
/// <param name="Start">The offset of the first character in the file's text, counted from 0.</param>
/// <param name="Length">The number of characters.</param>
/// <param name="Line">The line, counted from 0.</param>
/// <param name="Column">The column, counted from 0; a byte order mark takes no column.</param>
public readonly record struct SourceSpan(int Start, int Length, int Line, int Column)
{
    /// <summary>The stretch as a place in the file of the given path.</summary>
    public SpecLocation In(string path) => new(path, Start, Length, Line, Column, Line, Column + Length);

    /// <summary>A part of this stretch.</summary>
    /// <param name="offset">Where the part starts, counted from the start of this stretch.</param>
    /// <param name="length">The number of characters of the part.</param>
    internal SourceSpan Part(int offset, int length) => new(Start + offset, length, Line, Column + offset);
}
