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
        Assert.Empty(journal.After(5).Entries);
        Assert.False(grown.IsCompleted);
        journal.Add(Entry);
        Assert.True(grown.IsCompleted);
    }

    [Fact]
    public void A_call_is_found_by_its_mark_in_its_own_journal_alone()
    {
        CallJournal journal = new(3), other = new(3);
        journal.Add(Entry);
        other.Add(Entry);

        Assert.Equal(1, journal.NumberOf(journal.MarkOf(journal.After(0).Entries[0])));
        foreach (string mark in new[] { other.MarkOf(other.After(0).Entries[0]), "1", "", "-", "-1", journal.Run, journal.Run + "-", journal.Run + "--1", journal.Run + "-x" })
        {
            Assert.Equal(0, journal.NumberOf(mark));
        }
    }

    [Fact]
    public async Task An_action_that_is_no_name_is_blacked_out_behind_its_first_word()
    {
        await using ExplorerServer server = await Lab.StartAsync();
        Uri gateway = (await server.Site.GatewayAsync()).Emulator.Endpoint;
        using HttpClient http = new();
        foreach (string action in new[] { "Weigh&UserPass=hush", "Weigh hush", "=hush", "Wiegh", "Weigh" })
        {
            using HttpRequestMessage request = new(HttpMethod.Post, gateway) { Headers = { { "X-TC-Action", action }, { "X-TC-Version", Lab.Version } } };
            (await http.SendAsync(request, TestContext.Current.CancellationToken)).Dispose();
        }

        IReadOnlyList<JournalEntry> entries = server.Site.Journal.After(0).Entries;
        Assert.Equal(["Weigh***", "Weigh***", "***", "Wiegh", "Weigh"], entries.Select(static entry => entry.Action));
        Assert.All(entries, static entry => Assert.DoesNotContain("hush", entry.ToString(), StringComparison.Ordinal));
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
