using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using EventOps.Notifications.Messages;
using EventOps.Projections;
using EventOps.Projections.Agendas;
using EventOps.Projections.Catalogue;
using EventOps.Projections.Recaps;
using NodaTime;

namespace EventOps.Server.Projecting;

/// <summary>The read models as rows of the store: one row per meetup and projection, keyed by the meetup's id.</summary>
internal static class MeetupProjections
{
    public const string Agenda = "agenda";
    public const string Recap = "recap";
    public const string Catalogue = "catalogue";

    /// <summary>
    /// A version is raised with every change by which the same events make another row, or are found by other terms. The
    /// first server of that version then makes the rows anew beside the old ones.
    /// </summary>
    public static IReadOnlyList<IProjection> All() =>
    [
        Of<AgendaPage>(Agenda, version: 5, AgendaPage.On),
        Of<RecapPage>(Recap, version: 4, RecapPage.On),
        Of<CatalogueEntry>(Catalogue, version: 4, CatalogueEntry.On, IndexOf),
    ];

    /// <summary>A stored event as the folds read it.</summary>
    /// <exception cref="UnknownEventException">A newer version wrote it.</exception>
    public static Fact FactOf(RecordedEvent stored) => new(
        stored.Tenant, stored.StreamId, stored.Version, stored.Position, Instant.FromDateTimeOffset(stored.Timestamp),
        MeetupEvent.Names.Read(stored.Type, stored.Data), ImportHeader.IsOn(stored));

    /// <exception cref="UnreadableRowException">Another version wrote it.</exception>
    public static TRow RowOf<TRow>(ReadOnlyMemory<byte> data)
    {
        try
        {
            return JsonSerializer.Deserialize<TRow>(data.Span, DomainJson.Options)!;
        }
        catch (JsonException e)
        {
            throw new UnreadableRowException(typeof(TRow).Name, e);
        }
    }

    private static RowIndex IndexOf(CatalogueEntry entry)
    {
        var line = entry.Public();
        return new(line.SortKey, line.Terms, line.SearchText);
    }

    private static RowProjection<TRow> Of<TRow>(
        string name, int version, Func<TRow?, Fact, TRow?> on, Func<TRow, RowIndex>? index = null)
        where TRow : class => new(
            name,
            keyOf: stored => IsOfMeetup(stored) ? new RowKey(stored.Tenant, stored.StreamId.ToString()) : null,
            on: (row, stored) => on(row, FactOf(stored)),
            write: row => JsonSerializer.SerializeToUtf8Bytes(row, DomainJson.Options),
            read: RowOf<TRow>,
            index: index,
            version: version);

    // A stream that Marten wrote may bear another alias; what it holds tells as well. An unknown event of a meetup is a
    // poison: passing over it would show pages that are wrong.
    internal static bool IsOfMeetup(RecordedEvent stored) =>
        stored.StreamType == MeetupStreamType || MeetupEvent.Names.Knows(stored.Type);

    private const string MeetupStreamType = "meetup";
}

/// <summary>A row is not what this version of the server would have written; until a rebuild is through, it cannot be shown.</summary>
public sealed class UnreadableRowException(string row, Exception cause)
    : Exception($"A stored {row} was written by another version.", cause);
