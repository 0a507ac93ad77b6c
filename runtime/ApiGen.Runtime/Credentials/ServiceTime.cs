namespace ApiGen.Runtime.Credentials;

/// <summary>
/// The time at the service, by which credentials end. It is taken to be this machine's until a client learns that the two differ. What was learnt
/// holds until the clock of this machine is set, or the machine sleeps: both show in that clock passing otherwise than the monotonic one.
/// </summary>
internal sealed class ServiceTime(TimeProvider time)
{
    // Far more than two clocks of one machine drift apart, and far less than the five minutes that the service tolerates.
    private static readonly TimeSpan LargestDrift = TimeSpan.FromSeconds(30);

    private volatile Lesson? _lesson;

    internal DateTimeOffset Now
    {
        get
        {
            DateTimeOffset local = time.GetUtcNow();
            if (_lesson is not { } lesson)
            {
                return local;
            }

            TimeSpan passed = time.GetElapsedTime(lesson.Timestamp);
            bool holds = (local - lesson.LocalTime - passed).Duration() <= LargestDrift;
            return holds && passed < DateTimeOffset.MaxValue - lesson.Time ? lesson.Time + passed : local;
        }
    }

    internal void Learn(DateTimeOffset serviceTime) => _lesson = new Lesson(serviceTime, time.GetUtcNow(), time.GetTimestamp());

    private sealed record Lesson(DateTimeOffset Time, DateTimeOffset LocalTime, long Timestamp);
}
