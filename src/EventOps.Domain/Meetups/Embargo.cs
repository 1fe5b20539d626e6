using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>When scheduled slides come out, as the meetup stands; the one rule that commands, pages and the timer share.</summary>
public static class Embargo
{
    /// <summary>The moment; null when there is none: see <see cref="End"/>.</summary>
    public static Instant? DueOf(this Meetup meetup, Deck deck) => deck is { Status: SlidesStatus.Scheduled, AvailableFrom: { } from }
        ? End(from, deck.TalkId, meetup.Time, meetup.Status, meetup.Talks.Values, meetup.Slots.Values)
        : null;

    /// <summary>
    /// When an embargo ends. Null while nobody can say: the meetup is cancelled, the talk is withdrawn, or the talk's end is
    /// meant and the talk has no slot or the meetup no date. Of several slots of a talk the last one counts.
    /// </summary>
    public static Instant? End(
        AvailableFrom from, Guid? talkId, MeetupTime time, MeetupStatus status, IEnumerable<Talk> talks, IEnumerable<Slot> slots)
    {
        if (status is MeetupStatus.Cancelled || (talkId is { } id && !talks.Any(talk => talk.TalkId == id && !talk.Withdrawn)))
            return null;
        if (from.Time is { } local)
            return MeetupTimes.InstantOf(time.Zone, local);
        if (status is MeetupStatus.Postponed || talkId is null)
            return null;
        return slots.Where(slot => slot.TalkId == talkId).Select(slot => (Instant?)EndOf(slot, time)).Max();
    }

    /// <summary>The slides that wait for their moment, in the order of their ids.</summary>
    public static IEnumerable<Deck> Scheduled(this Meetup meetup) =>
        meetup.Slides.Values.Where(deck => deck.Status is SlidesStatus.Scheduled).OrderBy(deck => deck.SlidesId);

    /// <summary>Why no embargo can end so, if it cannot.</summary>
    internal static Refusal? Impossible(AvailableFrom from, Guid? talkId, Meetup meetup, Instant now)
    {
        if (from.Time is not { } local)
            return talkId is null ? new SlidesHaveNoTalk() : null;
        if (MeetupTimes.Impossible(meetup.Time.Zone, local) is { } impossible)
            return impossible;
        return MeetupTimes.InstantOf(meetup.Time.Zone, local) <= now ? new SlidesTimePast(local, meetup.Time.Zone) : null;
    }

    /// <summary>What a change did to slides that wait: said whenever more of them wait for no known moment than before.</summary>
    internal static Warning? LeftWaiting(Meetup before, Meetup after)
    {
        var known = before.Scheduled().Where(deck => before.DueOf(deck) is null).Select(deck => deck.SlidesId).ToHashSet();
        var count = after.Scheduled().Count(deck => after.DueOf(deck) is null && !known.Contains(deck.SlidesId));
        return count == 0
            ? null
            : new("slides.wait", $"Scheduled slides that now wait for no known moment: {count}; the talk has no slot or was " +
                "withdrawn, or the meetup has no date. They stay unpublished until that changes or somebody publishes them.", "");
    }

    private static Instant EndOf(Slot slot, MeetupTime time) =>
        MeetupTimes.InstantOf(time.Zone, time.Start.Date.PlusDays(slot.Day - 1).At(slot.End));
}

/// <summary>The end of which talk? Slides of the meetup as a whole are scheduled for a time.</summary>
public sealed record SlidesHaveNoTalk() : Refusal(
    RefusalKind.Invalid, "slides.no_talk", "These slides belong to no talk whose end could be waited for; give a time.");

/// <summary>A typing error would publish at once what was to be kept back.</summary>
public sealed record SlidesTimePast(LocalDateTime Time, string Zone) : Refusal(
    RefusalKind.Invalid, "slides.time_past", $"{Time:uuuu-MM-dd HH:mm} in {Zone} is over; leave availableFrom out to publish now.");
