using EventOps.EventStore;

namespace EventOps.Server.Pages;

/// <summary>Forgets pages when the rows that they were made from change, on whichever node they changed.</summary>
internal sealed class PageEviction(RowTail tail, PageMemory memory) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        tail.Listen(
            change => memory.Changed(new(change.Projection, change.Key.Tenant, change.Key.Key)),
            _ => memory.ChangedAll());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
