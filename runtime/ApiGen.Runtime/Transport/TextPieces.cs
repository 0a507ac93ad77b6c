namespace ApiGen.Runtime.Transport;

/// <summary>
/// The pieces of one length that a text consists of, to find what it has in common with others. Upper and lower case are the same. Time and memory are
/// linear; in the rare case that two pieces have one hash, more is found than there is.
/// </summary>
internal sealed class TextPieces
{
    private const ulong Factor = 1_099_511_628_211;

    private readonly string _text;
    private readonly int _length;

    // What a character has been multiplied by when it leaves the piece.
    private readonly ulong _leaving = 1;
    private readonly HashSet<ulong> _pieces = [];
    private readonly HashSet<ulong> _common = [];

    /// <summary>Takes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How long a piece is.</param>
    internal TextPieces(string text, int length)
    {
        _text = text;
        _length = length;
        for (int i = 0; i < length; i++)
        {
            _leaving = unchecked(_leaving * Factor);
        }

        ulong hash = 0;
        for (int i = 0; i < text.Length; i++)
        {
            hash = Next(hash, text, i);
            if (i >= length - 1)
            {
                _pieces.Add(hash);
            }
        }
    }

    /// <summary>Whether any piece was found in another text.</summary>
    internal bool HasCommon => _common.Count > 0;

    /// <summary>Where the pieces begin that were found in other texts, in their order.</summary>
    internal IEnumerable<int> Common
    {
        get
        {
            ulong hash = 0;
            for (int i = 0; i < _text.Length; i++)
            {
                hash = Next(hash, _text, i);
                if (i >= _length - 1 && _common.Contains(hash))
                {
                    yield return i - _length + 1;
                }
            }
        }
    }

    /// <summary>Looks for the pieces in another text.</summary>
    internal void Find(string other)
    {
        if (_pieces.Count == 0)
        {
            return;
        }

        ulong hash = 0;
        for (int i = 0; i < other.Length; i++)
        {
            hash = Next(hash, other, i);
            if (i >= _length - 1 && _pieces.Contains(hash))
            {
                _common.Add(hash);
            }
        }
    }

    private ulong Next(ulong hash, string text, int at) => unchecked(
        (hash * Factor) + char.ToUpperInvariant(text[at]) - (at >= _length ? char.ToUpperInvariant(text[at - _length]) * _leaving : 0));
}
