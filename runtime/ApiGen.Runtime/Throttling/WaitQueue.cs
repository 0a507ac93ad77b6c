namespace ApiGen.Runtime.Throttling;

/// <summary>The waiting callers in the order in which they came; any of them leaves in constant time. Not thread-safe.</summary>
internal sealed class WaitQueue
{
    private ThrottleWaiter? _last;

    public ThrottleWaiter? First { get; private set; }

    public int Count { get; private set; }

    public void Add(ThrottleWaiter waiter)
    {
        waiter.State = ThrottleWaiter.Stage.Queued;
        waiter.Previous = _last;
        if (_last is null)
        {
            First = waiter;
        }
        else
        {
            _last.Next = waiter;
        }

        _last = waiter;
        Count++;
    }

    public void Remove(ThrottleWaiter waiter)
    {
        if (waiter.Previous is null)
        {
            First = waiter.Next;
        }
        else
        {
            waiter.Previous.Next = waiter.Next;
        }

        if (waiter.Next is null)
        {
            _last = waiter.Previous;
        }
        else
        {
            waiter.Next.Previous = waiter.Previous;
        }

        waiter.Previous = null;
        waiter.Next = null;
        Count--;
    }
}
