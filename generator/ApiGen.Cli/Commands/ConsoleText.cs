using System.Text;

namespace ApiGen.Cli.Commands;

/// <summary>
/// The texts that the tool prints, on whatever console: what its encoding cannot carry becomes an escape such as <c>\u540D</c>, where the platform writes a
/// question mark without a word. JSON stays the same JSON.
/// </summary>
internal static class ConsoleText
{
    /// <summary>Stands in for the console's own outputs. Before any file is opened, which could get the number of one that is closed.</summary>
    public static void Install()
    {
        ErrorOutput.Install();
        try
        {
            Console.SetOut(Writer(Console.OpenStandardOutput()));
        }
        catch (IOException)
        {
            // It is closed, which whoever prints is told.
        }
    }

    /// <summary>Writes to a stream of the console.</summary>
    public static TextWriter Writer(Stream console) => new StreamWriter(console, Of(Console.OutputEncoding)) { AutoFlush = true };

    /// <summary>An encoding that escapes what it cannot carry.</summary>
    /// <param name="console">That of the console.</param>
    public static Encoding Of(Encoding console)
    {
        try
        {
            Encoding own = console.CodePage == Encoding.UTF8.CodePage ? (Encoding)new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).Clone() : Escaping(console.CodePage);
            own.EncoderFallback = new EscapeFallback();
            return own.Preamble.IsEmpty ? own : console;
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            // The system has an encoding that the platform does not know, and does without escapes.
            return console;
        }
    }

    /// <summary>
    /// Prints JSON. A console shows what it can; what goes to a file or another program is ASCII where the console is not Unicode, since readers of JSON take it
    /// for UTF-8 (RFC 8259, section 8.1) and shells for the encoding of the console.
    /// </summary>
    public static Task WriteJsonAsync(this TextWriter output, string json) =>
        output.WriteLineAsync(Console.IsOutputRedirected && !IsUnicode(output.Encoding) ? Ascii(json) : json);

    /// <summary>The JSON with escapes for all that is not ASCII.</summary>
    public static string Ascii(string json) => Encoding.ASCII.GetString(Escaping(Encoding.ASCII.CodePage).GetBytes(json));

    // The code pages of Windows, which the platform knows when it is told to alone.
    private static Encoding Escaping(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, new EscapeFallback(), DecoderFallback.ReplacementFallback)
        ?? Encoding.GetEncoding(codePage, new EscapeFallback(), DecoderFallback.ReplacementFallback);

    private static bool IsUnicode(Encoding encoding) => encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding;
}
