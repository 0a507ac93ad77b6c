using Microsoft.Extensions.Hosting;

namespace ApiGen.Emulator.Hosting;

/// <summary>Leaves the process's signals alone: the default lifetime would take Ctrl+C away from the program that the gateway runs in.</summary>
internal sealed class GuestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
