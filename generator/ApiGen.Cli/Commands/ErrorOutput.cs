using System.Text;

namespace ApiGen.Cli.Commands;

/// <summary>
/// Standard error that may be closed or full. What is told there goes beside the work, whose end and exit code do not hang on it; and where it cannot be written,
/// there is no place left to say so.
/// </summary>
internal sealed class ErrorOutput : TextWriter
{
    private readonly TextWriter _inner;

    private ErrorOutput(TextWriter inner) => _inner = inner;

    /// <inheritdoc />
    public override Encoding Encoding => _inner.Encoding;

    /// <summary>Stands in for the console's own. Before any file is opened, which could get the number of a standard error that is closed.</summary>
    public static void Install() => Console.SetError(new ErrorOutput(Opened()));

    /// <inheritdoc />
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    // In one piece, so that lines of several processes do not mix.
    /// <inheritdoc />
    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    /// <inheritdoc />
    public override void Write(string? value)
    {
        try
        {
            _inner.Write(value);
        }
        catch (Exception exception) when (IsUnwritable(exception))
        {
        }
    }

    private static TextWriter Opened()
    {
        try
        {
            return ConsoleText.Writer(Console.OpenStandardError());
        }
        catch (Exception exception) when (IsUnwritable(exception))
        {
            return Null;
        }
    }

    private static bool IsUnwritable(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
