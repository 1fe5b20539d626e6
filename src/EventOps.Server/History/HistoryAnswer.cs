using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Notifications.Messages;
using EventOps.Projections.History;

namespace EventOps.Server.History;

/// <summary>What an entry is about.</summary>
/// <param name="Kind">As in refusals: <c>meetup</c>, <c>talk</c>, <c>slides</c>.</param>
/// <param name="Id">Absent for the meetup itself.</param>
public sealed record HistorySubject(string Kind, Guid? Id, string? Name);

/// <summary>A field that changed, its name and values in words.</summary>
/// <param name="Field">The same in every language.</param>
/// <param name="Old">Absent when there was nothing.</param>
/// <param name="New">Absent when nothing is left.</param>
public sealed record HistoryChange(string Field, string Label, string? Old, string? New);

/// <summary>One stored change of a meetup.</summary>
/// <param name="User">Who sent the command; <c>unknown</c> when another program wrote the event without saying.</param>
/// <param name="Command">The command, or the commands of a batch; the event's type when another program wrote it.</param>
/// <param name="Imported">Whether an import brought it from the past.</param>
/// <param name="Text">The whole change as a sentence.</param>
/// <param name="Subjects">The ids of everything that the event names.</param>
/// <param name="Data">The event as it is stored.</param>
public sealed record HistoryEntry(
    long Version, long Position, Guid Id, string Type, DateTimeOffset At, string User, string Command, string? CorrelationId,
    bool Imported, string Text, HistorySubject Subject, ValueList<Guid> Subjects, ValueList<HistoryChange> Changes, string? Reason,
    JsonElement Data)
{
    internal static HistoryEntry Of(RecordedEvent e, HistoryLine line, HistoryWords words) => new(
        e.Version, e.Position, e.Id, e.Type, e.Timestamp, line.Fact.Origin!.By, line.Fact.Origin.Command ?? e.Type, e.CorrelationId,
        ImportHeader.IsOn(e), words.Sentence(line.Fact.Event, line.Deed, line.Reason),
        new(line.Deed.Noun, line.Deed.Id, line.Deed.Name), line.Deed.Subjects,
        [.. line.Deed.Changes.Select(change => Told(change, words.Values))], line.Reason, JsonElement.Parse(e.Data.Span));

    private static HistoryChange Told(FieldChange change, ValueWords words) => new(
        change.Field, words.Field(change.Field), change.Old is null ? null : words.Of(change.Old),
        change.New is null ? null : words.Of(change.New));
}

/// <summary>The changes of a meetup in order, and the version to ask after for more.</summary>
public sealed record HistoryAnswer(Guid MeetupId, string Language, ValueList<HistoryEntry> Entries, long Next);
