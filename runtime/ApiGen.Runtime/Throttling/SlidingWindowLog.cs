namespace ApiGen.Runtime.Throttling;

/// <summary>
/// The times at which the last requests reached the server at the latest, and how many of them each window still holds. Not thread-safe.
/// </summary>
/// <remarks>
/// The log is a sorted bag of times: equal times are interchangeable, so a time can be corrected without knowing whose it is. Times come in nearly sorted,
/// hence adding and correcting touch the end of the array. What a window has left behind is noticed only when room is needed (<see cref="Expire"/>):
/// a window that is not full costs no look at the clock.
/// </remarks>
internal sealed class SlidingWindowLog
{
    private readonly Window[] _windows;
    private long[] _times;
    private int _head;
    private int _tail;

    /// <param name="windows">The windows in clock ticks, margin included, the shortest first; none means that there is always room.</param>
    public SlidingWindowLog(Window[] windows)
    {
        _windows = windows;
        _times = _windows.Length == 0 ? [] : new long[16];
    }

    /// <summary>Whether the log holds no time that a window still counts; exact after <see cref="Expire"/>.</summary>
    public bool IsEmpty => _head == _tail;

    /// <summary>How many more requests every window has room for; exact after <see cref="Expire"/>, else maybe too few.</summary>
    public int Room
    {
        get
        {
            int room = int.MaxValue;
            foreach (ref readonly Window window in _windows.AsSpan())
            {
                room = Math.Min(room, window.Limit - (_tail - window.First));
            }

            return room;
        }
    }

    /// <summary>When every window will have room for one more; <see cref="long.MaxValue"/> when time alone will not give it.</summary>
    /// <param name="pending">The requests whose times are not known yet.</param>
    /// <param name="share">The share of the shortest window's limit that may be used.</param>
    /// <returns>The time; <see cref="long.MinValue"/> when there is room now. Exact after <see cref="Expire"/>.</returns>
    public long RoomAt(int pending, double share)
    {
        long roomAt = long.MinValue;
        for (int i = 0; i < _windows.Length; i++)
        {
            ref readonly Window window = ref _windows[i];
            int limit = i == 0 ? Math.Max(1, (int)(window.Limit * share)) : window.Limit;
            int mayStay = limit - 1 - pending;
            if (mayStay < 0)
            {
                return long.MaxValue;
            }

            if (_tail - window.First > mayStay)
            {
                roomAt = Math.Max(roomAt, _times[_tail - mayStay - 1] + window.Length);
            }
        }

        return roomAt;
    }

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
        if (_windows.Length == 0)
        {
            return;
        }

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

    /// <summary>Corrects one of the times. One that every window has left behind stays there unless the correction is a later one.</summary>
    public void Move(long from, long to)
    {
        if (from != to && (Remove(from) || to > from))
        {
            Add(to);
        }
    }

    /// <summary>How many times are <paramref name="since"/> or later.</summary>
    public int CountSince(long since) => _tail - FirstAtOrAfter(since);

    /// <summary>Makes all times from <paramref name="since"/> on later. Windows that have left some of them behind look at them again.</summary>
    public void Delay(long since, long delay)
    {
        int first = FirstAtOrAfter(since);
        for (int i = first; i < _tail; i++)
        {
            _times[i] += delay;
        }

        foreach (ref Window window in _windows.AsSpan())
        {
            window.First = Math.Min(window.First, first);
        }
    }

    private bool Remove(long time)
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
        long[] target = _head >= _times.Length / 2 ? _times : new long[_times.Length * 2];
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
