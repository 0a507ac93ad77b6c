using System.Globalization;
using System.Text;

namespace ApiGen.Cli.Commands;

/// <summary>Writes the escape that JSON, C# and most languages have for a character that an encoding cannot carry.</summary>
internal sealed class EscapeFallback : EncoderFallback
{
    private const int EscapeLength = 6;

    /// <inheritdoc />
    public override int MaxCharCount => 2 * EscapeLength;

    /// <inheritdoc />
    public override EncoderFallbackBuffer CreateFallbackBuffer() => new Escape();

    private sealed class Escape : EncoderFallbackBuffer
    {
        private string _text = "";
        private int _next;

        /// <inheritdoc />
        public override int Remaining => _text.Length - _next;

        /// <inheritdoc />
        public override bool Fallback(char charUnknown, int index) => Begin(Of(charUnknown));

        /// <inheritdoc />
        public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) => Begin(Of(charUnknownHigh) + Of(charUnknownLow));

        /// <inheritdoc />
        public override char GetNextChar() => _next < _text.Length ? _text[_next++] : '\0';

        /// <inheritdoc />
        public override bool MovePrevious()
        {
            bool hasPrevious = _next > 0;
            _next -= hasPrevious ? 1 : 0;
            return hasPrevious;
        }

        /// <inheritdoc />
        public override void Reset() => Begin("");

        private static string Of(char c) => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

        private bool Begin(string text)
        {
            _text = text;
            _next = 0;
            return text.Length > 0;
        }
    }
}
