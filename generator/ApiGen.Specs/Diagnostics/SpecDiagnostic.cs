using ApiGen.Specs.Model;

namespace ApiGen.Specs.Diagnostics;

/// <summary>How serious a diagnostic is.</summary>
public enum SpecSeverity
{
    /// <summary>The spec can be used; something in it deserves a look.</summary>
    Warning,

    /// <summary>What the diagnostic names cannot be used.</summary>
    Error,
}

/// <summary>A kind of diagnostic: one ID per kind of mistake.</summary>
/// <param name="Id">The ID, such as <c>APIGEN0007</c>.</param>
/// <param name="Title">A short name of the mistake.</param>
/// <param name="MessageFormat">The message with <c>{0}</c>-style places for the arguments; says what is wrong and what to do.</param>
/// <param name="Severity">How serious it is.</param>
public sealed record SpecDiagnosticDescriptor(string Id, string Title, string MessageFormat, SpecSeverity Severity);

/// <summary>A place in a spec file.</summary>
/// <param name="Path">The path that the file was given under.</param>
/// <param name="Start">The offset of the first character, counted from 0.</param>
/// <param name="Length">The number of characters.</param>
/// <param name="Line">The line, counted from 0.</param>
/// <param name="Column">The column, counted from 0.</param>
/// <param name="EndLine">The line of the end, counted from 0.</param>
/// <param name="EndColumn">The column just past the end, counted from 0.</param>
public sealed record SpecLocation(string Path, int Start, int Length, int Line, int Column, int EndLine, int EndColumn);

/// <summary>A diagnostic at a place.</summary>
/// <param name="Descriptor">The kind of diagnostic.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Arguments">The message's arguments.</param>
public sealed record SpecDiagnostic(SpecDiagnosticDescriptor Descriptor, SpecLocation Location, EquatableArray<string> Arguments)
{
    /// <summary>The message's arguments, each on one line whatever a file says: build tools take what is behind a line end for a diagnostic of its own.</summary>
    public EquatableArray<string> Arguments { get; init; } = SingleLine.OfEach(Arguments);

    /// <summary>The message in full.</summary>
    public string Message => string.Format(System.Globalization.CultureInfo.InvariantCulture, Descriptor.MessageFormat, [.. Arguments]);

    /// <summary>The diagnostic in the form that build tools understand: <c>specs/x.yaml(12,5): error APIGEN0007: ...</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Location.Path}({Location.Line + 1},{Location.Column + 1}): {(Descriptor.Severity == SpecSeverity.Error ? "error" : "warning")} {Descriptor.Id}: {Message}");
}
