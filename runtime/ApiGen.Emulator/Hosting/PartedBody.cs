namespace ApiGen.Emulator.Hosting;

/// <summary>A body that is sent bit by bit.</summary>
internal static class PartedBody
{
    public static async Task WriteAsync(
        Stream body, IReadOnlyList<byte[]> parts, TimeSpan pause, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
            }

            await body.WriteAsync(parts[i], cancellationToken).ConfigureAwait(false);
            await body.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
