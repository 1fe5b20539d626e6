using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.EventStore;

namespace EventOps.Server.Meetups;

/// <summary>One stored change of a meetup.</summary>
/// <param name="User">Who sent the command.</param>
/// <param name="Command">The command, or the commands of a batch.</param>
/// <param name="Imported">Whether an import brought it from the past.</param>
/// <param name="Data">The event as it is stored.</param>
public sealed record HistoryEntry(
    long Version, long Position, Guid Id, string Type, DateTimeOffset At, string? User, string? Command, string? CorrelationId,
    bool Imported, JsonElement Data);

/// <summary>The changes of a meetup in order, and the version to ask after for more.</summary>
public sealed record HistoryAnswer(Guid MeetupId, ValueList<HistoryEntry> Entries, long Next)
{
    internal static HistoryAnswer Of(Guid meetupId, long after, IReadOnlyList<RecordedEvent> events) => new(
        meetupId,
        [.. events.Select(EntryOf)],
        events.Count == 0 ? after : events[^1].Version);

    private static HistoryEntry EntryOf(RecordedEvent e) => new(
        e.Version, e.Position, e.Id, e.Type, e.Timestamp, e.User, e.Header("command"), e.CorrelationId,
        e.Header(Notifications.Messages.ImportHeader.Name) is not null, JsonElement.Parse(e.Data.Span));
}
