using ApiGen.Explorer.Journal;

namespace ApiGen.Explorer.Tests.Journal;

public sealed class CallJournalTests
{
    [Fact]
    public void The_last_calls_are_kept_and_a_reader_gets_those_that_it_does_not_know()
    {
        CallJournal journal = new(3);
        for (int i = 0; i < 5; i++)
        {
            journal.Add(Entry);
        }

        (IReadOnlyList<JournalEntry> entries, Task grown) = journal.After(3);
        Assert.Equal([4, 5], entries.Select(entry => entry.Number));
        Assert.Equal([3, 4, 5], journal.After(0).Entries.Select(entry => entry.Number));
        Assert.False(grown.IsCompleted);
        journal.Add(Entry);
        Assert.True(grown.IsCompleted);
    }

    private static JournalEntry Entry(long number) => new(number, "12:00:00.000", "Weigh", "lab.example.com", null, null, true, null, null, null, null, null);
}
