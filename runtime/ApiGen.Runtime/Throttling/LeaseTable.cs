using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <summary>The leases that are out, in reused slots so that giving one out allocates nothing. Not thread-safe.</summary>
internal sealed class LeaseTable
{
    private const int None = -1;

    private Slot[] _slots = new Slot[8];
    private int _used;
    private int _firstFree = None;

    /// <summary>How many leases are out.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a slot.</summary>
    public int Take(out int version)
    {
        int index = _firstFree;
        if (index != None)
        {
            _firstFree = _slots[index].NextFree;
        }
        else
        {
            if (_used == _slots.Length)
            {
                Array.Resize(ref _slots, _used * 2);
            }

            index = _used++;
        }

        Count++;
        ref Slot slot = ref _slots[index];
        slot.IsSent = false;
        slot.IsOut = true;
        version = slot.Version;
        return index;
    }

    /// <summary>The slot of a lease; <see langword="false"/> when the lease is settled already.</summary>
    public bool TryFind(int index, int version) => _slots[index].IsOut && _slots[index].Version == version;

    /// <summary>The slot itself; valid until the next <see cref="Take"/>.</summary>
    public ref Slot this[int index] => ref _slots[index];

    /// <summary>Gives the slot back: marks on the lease are ignored from here on.</summary>
    /// <returns>The limiter's lease that ends with it, if any.</returns>
    public RateLimitLease? Release(int index)
    {
        ref Slot slot = ref _slots[index];
        RateLimitLease? limiterLease = slot.LimiterLease;
        if (limiterLease is not null)
        {
            slot.LimiterLease = null;
        }

        slot.IsOut = false;
        slot.Version++;
        slot.NextFree = _firstFree;
        _firstFree = index;
        Count--;
        return limiterLease;
    }

    internal struct Slot
    {
        /// <summary>When the request began to go to the wire; meaningless before.</summary>
        public long SentAt;

        /// <summary>When the last of it was written, as far as is known; meaningless before it began.</summary>
        public long WrittenAt;

        /// <summary>The ledger's number of the request; meaningless before.</summary>
        public long Number;

        /// <summary>The lease of a limiter of the user's own, which ends with this one.</summary>
        public RateLimitLease? LimiterLease;

        public int Version;
        public int NextFree;
        public bool IsOut;
        public bool IsSent;
    }
}
