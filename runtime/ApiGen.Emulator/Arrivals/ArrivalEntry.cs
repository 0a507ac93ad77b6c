namespace ApiGen.Emulator.Arrivals;

/// <summary>One line of the log. It exists from the first moment of a call and is completed as the gateway learns more.</summary>
internal sealed class ArrivalEntry(long timestamp, ApiArrival arrival)
{
    private volatile ApiArrival _arrival = arrival;

    /// <summary>The reading of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Timestamp { get; } = timestamp;

    public ApiArrival Arrival
    {
        get => _arrival;
        set => _arrival = value;
    }
}
