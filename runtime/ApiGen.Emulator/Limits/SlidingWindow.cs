namespace ApiGen.Emulator.Limits;

/// <summary>The admitted calls of one limit. No half-open span of the window's length ever holds more than the limit.</summary>
internal sealed class SlidingWindow(int limit, long length)
{
    /// <summary>Sorted: calls may be looked at in a slightly different order from that of their arrival.</summary>
    private readonly List<long> _admitted = [];

    /// <summary>Whether a call at the given time fits. It does not when any limit+1 neighbours in time, itself among them, would share a window.</summary>
    public bool Fits(long time)
    {
        int position = PositionOf(time);
        for (int first = Math.Max(0, position - limit); first <= position; first++)
        {
            int last = first + limit - 1;
            if (last >= _admitted.Count)
            {
                break;
            }

            long start = first < position ? _admitted[first] : time;
            long end = last >= position ? _admitted[last] : time;
            if (end - start < length)
            {
                return false;
            }
        }

        return true;
    }

    public void Admit(long time)
    {
        _admitted.Insert(PositionOf(time), time);

        // Twice the length: a call that is looked at late still meets all that it could share a window with.
        long oldest = _admitted[^1] - (2 * length);
        int expired = _admitted.FindIndex(admitted => admitted >= oldest);
        _admitted.RemoveRange(0, expired);
    }

    private int PositionOf(long time)
    {
        int position = _admitted.Count;
        while (position > 0 && _admitted[position - 1] > time)
        {
            position--;
        }

        return position;
    }
}
