using System.Text;
using ApiGen.Runtime.Streaming;
using Xunit;

namespace ApiGen.Runtime.Tests.Streaming;

/// <summary>The examples and rules of the HTML standard, section "Interpreting an event stream", however the bytes are cut.</summary>
public sealed class EventStreamParserTests
{
    public static TheoryData<string, string[]> Streams => new()
    {
        { "data: YHOO\ndata: +2\ndata: 10\n\n", ["message||YHOO\n+2\n10"] },
        { ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n", ["message|1|first event", "message||second event", "message|| third event"] },
        { "data\n\ndata\ndata\n\ndata:", ["message||", "message||\n"] },
        { "data:test\n\ndata: test\n\n", ["message||test", "message||test"] },
        { "\uFEFFdata: a\r\n\r\ndata: b\r\rdata: c\n\n", ["message||a", "message||b", "message||c"] },
        { "event: add\ndata: 1\n\nevent: \ndata: 2\n\nevent: lost\n\ndata: 3\n\n", ["add||1", "message||2", "message||3"] },
        { "id: 1\u00002\ndata: a\n\nretry: 12x\nretry: 300\nid: 未\ndata: 未\n\ndata: keeps\n\n", ["message||a", "message|未|未|300", "message|未|keeps|300"] },
        { "DATA: x\ndata : x\nunknown\n: comment\n:\ndata:a:b\n\n", ["message||a:b"] },
        { "data: incomplete\n", [] },
        { "data: incomplete", [] },
        { "", [] },
        { "\n\n\r\n", [] },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task Events_follow_the_rules_of_the_standard(string stream, string[] expected)
    {
        foreach (int chunk in new[] { 1, 2, 3, 7, 4096 })
        {
            Assert.Equal(expected, await ReadAsync(Encoding.UTF8.GetBytes(stream), chunk));
        }
    }

    [Fact]
    public async Task An_event_longer_than_the_first_buffer_is_read_and_one_over_the_cap_is_refused()
    {
        string text = new('x', 100_000);

        Assert.Equal(["message||" + text], await ReadAsync(Encoding.UTF8.GetBytes($"data: {text}\n\n"), 4096));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Encoding.UTF8.GetBytes($"data: {text}\n\n"), 4096, 50_000));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("data: xxxxxxxxx\n", 6000))), 4096, 50_000));
    }

    // Each byte is searched once, and all together are moved at most twice while the buffer doubles. What looked at the whole line anew for each piece would handle
    // several hundred times as many even with the largest of these.
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(1400)]
    public async Task A_very_long_line_is_looked_at_once_however_it_is_cut(int chunk)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"data: {new string('x', 1_000_000)}\n\n");
        using CutStream stream = new(bytes, chunk, endless: false);
        EventStreamParser parser = new(stream, 10_000_000);

        Assert.True(await parser.MoveNextAsync(TestContext.Current.CancellationToken));

        Assert.Equal(1_000_000, parser.Data.Length);
        Assert.InRange(parser.BytesHandled, bytes.Length, 4L * bytes.Length);
    }

    // What is left of an event when the buffer is full moves to the front.
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(1400)]
    public async Task Very_many_events_are_looked_at_once_however_they_are_cut(int chunk)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"data: {new string('x', 3000)}\n\n", 300)));
        using CutStream stream = new(bytes, chunk, endless: false);
        EventStreamParser parser = new(stream, 10_000_000);
        int events = 0;
        while (await parser.MoveNextAsync(TestContext.Current.CancellationToken))
        {
            events++;
        }

        Assert.Equal(300, events);
        Assert.InRange(parser.BytesHandled, bytes.Length, 4L * bytes.Length);
    }

    [Fact]
    public async Task An_event_is_given_as_soon_as_its_blank_line_has_begun()
    {
        using CutStream stream = new([.. "data: a\r\n\r"u8], 4096, endless: true);
        EventStreamParser parser = new(stream, 1000);

        Assert.True(await parser.MoveNextAsync(TestContext.Current.CancellationToken));
        Assert.Equal("a", Encoding.UTF8.GetString(parser.Data));
    }

    private static async Task<string[]> ReadAsync(byte[] bytes, int chunk, long cap = 1_000_000)
    {
        using CutStream stream = new(bytes, chunk, endless: false);
        EventStreamParser parser = new(stream, cap);
        List<string> events = [];
        while (await parser.MoveNextAsync(TestContext.Current.CancellationToken))
        {
            string retry = parser.ReconnectionTime is { } time ? FormattableString.Invariant($"|{time.TotalMilliseconds}") : "";
            events.Add($"{parser.Type}|{parser.LastEventId}|{Encoding.UTF8.GetString(parser.Data)}{retry}");
        }

        return [.. events];
    }

    /// <summary>Gives its bytes a few at a time.</summary>
    private sealed class CutStream(byte[] bytes, int chunk, bool endless) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
            if (read == 0 && endless)
            {
                throw new InvalidOperationException("The parser reads on although an event is complete.");
            }

            return read;
        }
    }
}
