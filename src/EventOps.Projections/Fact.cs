using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Projections;

/// <summary>One stored event and where it stands: all that a projection may know of it.</summary>
/// <param name="Version">Its number in the meetup's own stream, from 1.</param>
/// <param name="Position">Its number in the whole store, the cursor of every feed.</param>
/// <param name="At">When it was stored.</param>
/// <param name="Imported">Whether an importer wrote it about something that happened earlier.</param>
public sealed record Fact(
    string Community, Guid MeetupId, long Version, long Position, Instant At, MeetupEvent Event, bool Imported)
{
    /// <summary>Who caused it and how; no fold of a page reads it.</summary>
    public FactOrigin? Origin { get; init; }

    /// <summary>When it happened; absent if imported, since the time of an import says nothing about that.</summary>
    public Instant? HappenedAt => Imported ? null : At;

    /// <summary>The error of a stream that makes no sense; whoever runs the projection stops there and shows it.</summary>
    internal InvalidOperationException Poison(string why) => new(
        $"{Event.GetType().Name} at position {Position} (version {Version} of meetup {MeetupId}) cannot be folded: {why}");

    internal InvalidOperationException NotScheduled() => Poison("no event_scheduled came before it.");

    internal InvalidOperationException ScheduledTwice() => Poison("the meetup is scheduled already.");
}

/// <summary>Where a fact comes from.</summary>
/// <param name="By">Who sent the command; <c>unknown</c> when another program wrote the event without saying.</param>
/// <param name="Command">The command, or the commands of a batch; absent when another program wrote the event.</param>
/// <param name="Reason">Given with a command whose events have no room for one.</param>
public sealed record FactOrigin(Guid EventId, string By, string? Command, string? CorrelationId, string? Reason);
