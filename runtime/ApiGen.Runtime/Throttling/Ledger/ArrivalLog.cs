namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>
/// The times at which the last requests reached the server at the latest, and how many of them each window still holds. Not thread-safe.
/// </summary>
/// <remarks>
/// The log is a sorted bag of times: equal times are interchangeable, so a time can be taken out without knowing whose it is. Times come in nearly sorted,
/// hence adding and removing touch the end of the array. What a window has left behind is noticed only when permits are needed (<see cref="Expire"/>):
/// a window that is not full costs no look at the clock.
/// </remarks>
internal sealed class ArrivalLog
{
    private const int FirstCapacity = 4;

    private readonly Window[] _windows;
    private long[] _times = [];
    private int _head;
    private int _tail;

    /// <param name="windows">The windows in clock ticks, margin included, the shortest first; at least one.</param>
    public ArrivalLog(Window[] windows) => _windows = windows;

    /// <summary>Whether the log holds no time that a window still counts; exact after <see cref="Expire"/>.</summary>
    public bool IsEmpty => _head == _tail;

    /// <summary>How many more requests every window has permits for; exact after <see cref="Expire"/>, else maybe too few.</summary>
    public int Permits
    {
        get
        {
            int permits = int.MaxValue;
            foreach (ref readonly Window window in _windows.AsSpan())
            {
                permits = Math.Min(permits, window.Limit == int.MaxValue ? int.MaxValue : window.Limit - (_tail - window.First));
            }

            return permits;
        }
    }

    /// <summary>When every window will have a permit for one more; <see cref="long.MaxValue"/> when time alone will not give it.</summary>
    /// <param name="pending">The requests whose times are not known yet.</param>
    /// <returns>The time; <see cref="long.MinValue"/> when there is a permit now. Exact after <see cref="Expire"/>.</returns>
    public long PermitAt(int pending)
    {
        long permitAt = long.MinValue;
        for (int i = 0; i < _windows.Length; i++)
        {
            permitAt = Math.Max(permitAt, PermitAt(i, pending));
        }

        return permitAt;
    }

    /// <summary>The same of one of the windows.</summary>
    public long PermitAt(int window, int pending)
    {
        ref readonly Window one = ref _windows[window];
        int mayStay = one.Limit - 1 - pending;
        return mayStay < 0 ? long.MaxValue
            : _tail - one.First > mayStay ? _times[_tail - mayStay - 1] + one.Length
            : long.MinValue;
    }

    /// <summary>How many a window holds; exact after <see cref="Expire"/>.</summary>
    public int HeldBy(int window) => _tail - _windows[window].First;

    /// <summary>When one of the windows would have a permit for one that comes after others.</summary>
    /// <param name="window">The window.</param>
    /// <param name="limit">Its limit by then.</param>
    /// <param name="times">When the others count from, in order.</param>
    /// <returns>The time; <see cref="long.MinValue"/> when it is not full.</returns>
    public long PermitAt(int window, int limit, ReadOnlySpan<long> times) => times.Length >= limit ? times[^limit] + _windows[window].Length : long.MinValue;

    /// <summary>How many of those a window would hold at a time.</summary>
    public int HeldBy(int window, ReadOnlySpan<long> times, long now)
    {
        int held = 0;
        while (held < times.Length && times[^(held + 1)] + _windows[window].Length > now)
        {
            held++;
        }

        return held;
    }

    /// <summary>Copies the times that are not left behind, with some of them exchanged for others; in order. Exact after <see cref="Expire"/>.</summary>
    /// <param name="target">What gets the copy.</param>
    /// <param name="without">Times of the log that are left out, in order. Every window counts them.</param>
    /// <param name="with">As many that take their place, in order. Every window would count them too.</param>
    public void CopyTo(List<long> target, ReadOnlySpan<long> without, ReadOnlySpan<long> with)
    {
        target.Clear();
        foreach (long time in _times.AsSpan(_head, _tail - _head))
        {
            if (!without.IsEmpty && without[0] == time)
            {
                without = without[1..];
                continue;
            }

            for (; !with.IsEmpty && with[0] <= time; with = with[1..])
            {
                target.Add(with[0]);
            }

            target.Add(time);
        }

        target.AddRange(with);
    }

    /// <summary>Sets the limit of one of the windows.</summary>
    public void SetLimit(int window, int limit) => _windows[window].Limit = limit;

    /// <summary>Leaves behind the times that no window counts any more at <paramref name="now"/>.</summary>
    public void Expire(long now)
    {
        int head = _tail;
        foreach (ref Window window in _windows.AsSpan())
        {
            while (window.First < _tail && _times[window.First] + window.Length <= now)
            {
                window.First++;
            }

            head = Math.Min(head, window.First);
        }

        _head = head;
    }

    /// <summary>Adds a time.</summary>
    public void Add(long time)
    {
        if (_tail == _times.Length)
        {
            MakeSpace();
        }

        int at = _tail;
        if (at > _head && _times[at - 1] > time)
        {
            at = FirstAtOrAfter(time);
            Array.Copy(_times, at, _times, at + 1, _tail - at);
        }

        _times[at] = time;
        _tail++;
        foreach (ref Window window in _windows.AsSpan())
        {
            if (at < window.First)
            {
                window.First++;
            }
        }
    }

    /// <summary>Takes one of the times out.</summary>
    /// <returns>Whether it was there; every window has left it behind otherwise.</returns>
    public bool Remove(long time)
    {
        int at = FirstAtOrAfter(time);
        if (at == _tail || _times[at] != time)
        {
            return false;
        }

        _tail--;
        Array.Copy(_times, at + 1, _times, at, _tail - at);
        foreach (ref Window window in _windows.AsSpan())
        {
            if (at < window.First)
            {
                window.First--;
            }
        }

        return true;
    }

    /// <summary>Takes all times out; every window looks at those that are added again.</summary>
    public void Clear()
    {
        _head = 0;
        _tail = 0;
        foreach (ref Window window in _windows.AsSpan())
        {
            window.First = 0;
        }
    }

    private int FirstAtOrAfter(long time)
    {
        int low = _head;
        int high = _tail;
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            if (_times[middle] < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Moves the times to the front when that frees half of the array, else doubles it: either way the cost per added time is constant.</summary>
    private void MakeSpace()
    {
        long[] target = _times.Length > 0 && _head >= _times.Length / 2 ? _times : new long[Math.Max(FirstCapacity, _times.Length * 2)];
        Array.Copy(_times, _head, target, 0, _tail - _head);
        foreach (ref Window window in _windows.AsSpan())
        {
            window.First -= _head;
        }

        _tail -= _head;
        _head = 0;
        _times = target;
    }

    internal struct Window
    {
        public int Limit;
        public long Length;

        /// <summary>Where the times that the window counts begin.</summary>
        public int First;
    }
}
