namespace Worker;

/// <summary>How far the work is: a bar that is drawn over itself on a terminal, a line for every tenth of the work anywhere else.</summary>
internal sealed class Progress(int total, int done, TextWriter output, bool isTerminal)
{
    private const int Width = 40;

    private readonly Lock _lock = new();
    private int _done = done;

    /// <summary>Shows that one more is done.</summary>
    public void Step()
    {
        lock (_lock)
        {
            _done++;
            if (isTerminal)
            {
                int filled = Width * _done / total;
                output.Write($"\r[{new string('#', filled)}{new string('.', Width - filled)}] {_done}/{total}{(_done == total ? "\n" : "")}");
            }
            else if (10 * _done / total > 10 * (_done - 1) / total)
            {
                output.WriteLine($"{_done}/{total}");
            }
        }
    }

    /// <summary>Says something between two steps.</summary>
    public void Say(string text)
    {
        lock (_lock)
        {
            output.WriteLine(isTerminal ? "\r" + text.PadRight(Width + 20) : text);
        }
    }
}
