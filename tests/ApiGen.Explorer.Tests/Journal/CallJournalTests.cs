using ApiGen.Explorer.Hosting;
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

        // A number that no call has yet is of another journal, such as that of the explorer that listened here before.
        Assert.Equal([3, 4, 5], journal.After(6).Entries.Select(entry => entry.Number));
        Assert.Empty(journal.After(5).Entries);
        Assert.False(grown.IsCompleted);
        journal.Add(Entry);
        Assert.True(grown.IsCompleted);
    }

    [Fact]
    public async Task Of_a_body_4000_characters_are_kept_and_of_calls_1000_unless_an_option_says_otherwise()
    {
        Assert.Equal(1_000, new ApiExplorerOptions().JournalLength);
        await using ExplorerServer server = await Lab.StartAsync(configure: options => options.JournalLength = 2);
        Uri gateway = (await server.Site.GatewayAsync()).Emulator.Endpoint;
        using HttpClient http = new();
        foreach (int length in new[] { 1, 4_000, 4_001 })
        {
            using StringContent body = new(new string('x', length));
            (await http.PostAsync(gateway, body, TestContext.Current.CancellationToken)).Dispose();
        }

        Assert.Equal([new string('x', 4_000), new string('x', 4_000) + "..."], server.Site.Journal.After(0).Entries.Select(entry => entry.Body));
    }

    private static JournalEntry Entry(long number) => new(number, "12:00:00.000", "Weigh", "lab.example.com", null, null, false, true, null, null, null, null, null);
}
