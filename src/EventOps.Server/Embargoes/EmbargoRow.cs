using EventOps.Domain.Meetups;
using EventOps.EventStore;

namespace EventOps.Server.Embargoes;

/// <summary>One scheduled deck, when it comes out, and the event that scheduled it.</summary>
internal sealed record EmbargoRow(StreamKey Meetup, Guid SlidesId, DateTimeOffset? Due, Guid Cause, string? CorrelationId)
{
    /// <summary>Those of a meetup as its events have made it.</summary>
    public static IReadOnlyList<EmbargoRow> Of(StreamKey meetup, IEnumerable<RecordedEvent> events)
    {
        var state = Domain.Meetups.Meetup.Initial;
        var scheduledBy = new Dictionary<Guid, RecordedEvent>();
        foreach (var stored in events)
        {
            var happened = MeetupEvent.Names.Read(stored.Type, stored.Data);
            state = state.Evolve(happened);
            if (happened is SlidesScheduled scheduled)
                scheduledBy[scheduled.SlidesId] = stored;
        }

        return [.. state.Scheduled().Select(deck =>
            new EmbargoRow(meetup, deck.SlidesId, DueOf(state, deck), scheduledBy[deck.SlidesId].Id, scheduledBy[deck.SlidesId].CorrelationId))];
    }

    private static DateTimeOffset? DueOf(Meetup meetup, Deck deck) => meetup.DueOf(deck)?.ToDateTimeOffset();
}
