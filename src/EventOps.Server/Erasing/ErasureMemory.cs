using System.Text.Json;
using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using EventOps.EventStore.Reading;
using EventOps.Notifications.Messages;
using EventOps.Server.Feeds;
using EventOps.Server.Pages;

namespace EventOps.Server.Erasing;

/// <summary>
/// Lets every node forget what it remembers, when an erasure is done. The row that says so changes after all was rewritten, so
/// whatever is read from then on is free of names.
/// </summary>
internal sealed class ErasureMemory(RowTail tail, Feed feed, MessageReader messages, EventHub hub, PageMemory pages) : IHostedService
{
    public const string Projection = "erasures";

    /// <summary>One row of each community: which erasures are done.</summary>
    public static IProjection Rows() => new RowProjection<ErasuresDone>(
        Projection,
        keyOf: stored => stored.Type == "erasure_completed" ? new RowKey(stored.Tenant, Projection) : null,
        on: (row, stored) => new([.. row?.ErasureIds ?? [], IdOf(stored)], stored.Position),
        write: row => JsonSerializer.SerializeToUtf8Bytes(row, DomainJson.Options),
        read: data => JsonSerializer.Deserialize<ErasuresDone>(data.Span, DomainJson.Options)!);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        tail.Listen(
            change =>
            {
                if (change.Projection == Projection)
                    Forget();
            },
            _ => { });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Forget()
    {
        feed.Forget();
        messages.Forget();
        hub.Forget();
        pages.ChangedAll();
    }

    private static Guid IdOf(RecordedEvent stored) => ((ErasureCompleted)CommunityEvent.Names.Read(stored.Type, stored.Data)).ErasureId;
}

/// <summary>The erasures of a community that are done.</summary>
internal sealed record ErasuresDone(ValueList<Guid> ErasureIds, long Position);
