using ApiGen.Runtime.Transport;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Transport;

/// <summary>Which of two access hosts an attempt goes to.</summary>
public sealed class AccessPointsTests
{
    [Fact]
    public void Of_many_calls_at_once_one_tries_whether_the_first_is_back()
    {
        const int Callers = 64;
        const int Rounds = 200;
        AccessPoint first = new("first.example.com", null, "AccessHost", "Endpoint");
        AccessPoint backup = new("backup.example.com", null, "BackupAccessHost", "BackupEndpoint");

        // No failure is needed, and no minute.
        AccessPoints points = new(first, backup, failuresBeforeBackup: 0, new FakeTimeProvider());
        AccessChoice[,] choices = new AccessChoice[Rounds, Callers];
        using Barrier together = new(Callers, barrier =>
        {
            if (barrier.CurrentPhaseNumber > 0)
            {
                points.GiveUp(new AccessChoice(first, IsProbe: true));
            }
        });
        Thread[] callers = [.. Enumerable.Range(0, Callers).Select(caller => new Thread(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                together.SignalAndWait();
                choices[round, caller] = points.Choose(mayFollow: true);
            }
        }))];
        Array.ForEach(callers, static thread => thread.Start());
        Array.ForEach(callers, static thread => thread.Join());

        for (int round = 0; round < Rounds; round++)
        {
            AccessChoice[] chosen = [.. Enumerable.Range(0, Callers).Select(caller => choices[round, caller])];
            Assert.Equal(first, Assert.Single(chosen, static choice => choice.IsProbe).Point);
            Assert.Equal(Callers - 1, chosen.Count(choice => choice.Point == backup));
        }
    }

    // Without a barrier between, so that one tries to begin in the very moment in which another ends.
    [Fact]
    public void While_one_call_tries_the_first_no_other_does()
    {
        AccessPoint first = new("first.example.com", null, "AccessHost", "Endpoint");
        AccessPoints points = new(first, new AccessPoint("backup.example.com", null, "BackupAccessHost", "BackupEndpoint"), failuresBeforeBackup: 0, new FakeTimeProvider());
        int trying = 0;
        int probes = 0;
        int together = 0;
        Thread[] callers = [.. Enumerable.Range(0, 64).Select(_ => new Thread(() =>
        {
            for (int call = 0; call < 100_000; call++)
            {
                AccessChoice choice = points.Choose(mayFollow: true);
                if (choice.IsProbe)
                {
                    Interlocked.Increment(ref probes);
                    Interlocked.Add(ref together, Interlocked.Increment(ref trying) - 1);
                    Interlocked.Decrement(ref trying);
                    points.GiveUp(choice);
                }
            }
        }))];
        Array.ForEach(callers, static thread => thread.Start());
        Array.ForEach(callers, static thread => thread.Join());

        Assert.Equal(0, together);
        Assert.InRange(probes, 1, int.MaxValue);
    }
}
