namespace ApiGen.Cli.Tests.Support;

/// <summary>Stops the command as soon as it has written a line.</summary>
internal sealed class StoppingWriter(CancellationTokenSource stop) : StringWriter
{
    public override async Task WriteLineAsync(string? value)
    {
        await base.WriteLineAsync(value);
        await stop.CancelAsync();
    }
}
