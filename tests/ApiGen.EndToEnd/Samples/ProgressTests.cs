using Worker;

namespace ApiGen.EndToEnd.Samples;

/// <summary>The bar of the sample that works through a list, as a terminal gets it, and what stands in its place elsewhere.</summary>
public sealed class ProgressTests
{
    [Fact]
    public void On_a_terminal_a_bar_is_drawn_over_itself_and_ends_with_a_line()
    {
        using StringWriter terminal = new();
        Progress progress = new(total: 4, done: 1, terminal, isTerminal: true);

        progress.Step();
        progress.Step();
        progress.Step();

        Assert.Equal(
            "\r[####################....................] 2/4"
            + "\r[##############################..........] 3/4"
            + "\r[########################################] 4/4\n",
            terminal.ToString());
    }

    [Fact]
    public void What_is_said_in_between_covers_the_bar()
    {
        using StringWriter terminal = new();
        Progress progress = new(total: 1000, done: 998, terminal, isTerminal: true);

        progress.Step();
        int drawn = terminal.ToString().Length;
        progress.Say("Bakery: no answer.");

        string said = terminal.ToString()[drawn..];
        Assert.StartsWith("\rBakery: no answer.", said, StringComparison.Ordinal);
        Assert.True(said.TrimEnd('\r', '\n').Length >= drawn, said);
        Assert.EndsWith(terminal.NewLine, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Elsewhere_a_line_stands_for_every_tenth()
    {
        using StringWriter file = new() { NewLine = "\n" };
        Progress progress = new(total: 25, done: 10, file, isTerminal: false);

        for (int step = 0; step < 10; step++)
        {
            progress.Step();
        }

        progress.Say("Bakery: no answer.");

        Assert.Equal("13/25\n15/25\n18/25\n20/25\nBakery: no answer.\n", file.ToString());
    }
}
