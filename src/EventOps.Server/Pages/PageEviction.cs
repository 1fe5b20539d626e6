using EventOps.EventStore;

namespace EventOps.Server.Pages;

/// <summary>Forgets pages when the rows that they were made from change, on whichever node they changed.</summary>
internal sealed class PageEviction(RowTail tail, PageMemory memory) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        tail.Changed += OnChanged;
        tail.Reset += OnReset;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        tail.Changed -= OnChanged;
        tail.Reset -= OnReset;
        return Task.CompletedTask;
    }

    private void OnChanged(RowChange change) => memory.Changed(new(change.Projection, change.Key.Tenant, change.Key.Key));

    private void OnReset(string projection) => memory.ChangedAll();
}
