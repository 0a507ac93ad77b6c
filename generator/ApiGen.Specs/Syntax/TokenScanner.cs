using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace ApiGen.Specs.Syntax;

/// <summary>
/// Gives each token until it is consumed. The parser looks at the token behind a scalar twice where the scalar has an anchor and stands in braces, and the library's scanner would move on
/// each time, so that the comma is lost.
/// </summary>
/// <param name="scanner">The library's scanner.</param>
internal sealed class TokenScanner(Scanner scanner) : IScanner
{
    private bool _isPending;

    /// <inheritdoc />
    public Mark CurrentPosition => scanner.CurrentPosition;

    /// <inheritdoc />
    public Token? Current => scanner.Current;

    /// <inheritdoc />
    public bool MoveNext()
    {
        _isPending = false;
        return scanner.MoveNext();
    }

    /// <inheritdoc />
    public bool MoveNextWithoutConsuming()
    {
        if (_isPending)
        {
            return true;
        }

        // The last one is never consumed, and the parser asks whether there is none behind it.
        bool hasMoved = scanner.MoveNextWithoutConsuming();
        _isPending = hasMoved && scanner.Current is not StreamEnd;
        return hasMoved;
    }

    /// <inheritdoc />
    public void ConsumeCurrent()
    {
        _isPending = false;
        scanner.ConsumeCurrent();
    }
}
