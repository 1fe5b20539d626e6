using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>
/// Brings what organizers edit back to what it was at an earlier version, by new events that say so. What the public was given
/// stays given: releases, the published recap, the slug and the aliases, and whether the meetup takes place.
/// </summary>
/// <param name="Version">The meetup's version to go back to.</param>
/// <param name="Reason">Told with every change that this comes to.</param>
public sealed record RevertTo(long Version, string Reason) : MeetupCommand
{
    // No part of what is sent: serializers pass a private property by.
    private Meetup? Past { get; init; }

    /// <summary>The same command, knowing the meetup at that version; null when there is no such version.</summary>
    public RevertTo Knowing(Meetup? past) => this with { Past = past };

    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (Past is not { Exists: true } past)
            return new VersionUnknown(Version);
        if (Reversion.Refused(meetup, past, now) is { } refused)
            return refused;
        var events = Reversion.Events(meetup, past, Reason).ToList();
        if (events.Count == 0)
            return Decision<MeetupEvent>.Nothing.Warn(SlugStays(meetup, past), AliasesStay(meetup, past));
        if (meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        var after = events.Aggregate(meetup, (state, e) => state.Evolve(e));
        return Decision<MeetupEvent>.Accept(events).Warn(ReleaseStays(meetup, after), RecapStays(meetup, after), SlugStays(meetup, past), AliasesStay(meetup, past));
    }

    private static Warning? ReleaseStays(Meetup before, Meetup after) => before.Release > 0 && after.AgendaChanged
        ? new("revert.release_stays", $"The public goes on seeing release {before.Release} until the agenda is published again.", "")
        : null;

    private static Warning? SlugStays(Meetup meetup, Meetup past) => meetup.Slug != past.Slug
        ? new("revert.slug_stays", $"The meetup keeps its slug '{meetup.Slug}'; change the slug to have '{past.Slug}' again.", "")
        : null;

    private static Warning? AliasesStay(Meetup meetup, Meetup past) => !meetup.Aliases.ToHashSet().SetEquals(past.Aliases)
        ? new("revert.aliases_stay", "The meetup keeps its aliases; add or remove them to have those again that it had.", "")
        : null;

    private static Warning? RecapStays(Meetup before, Meetup after) => before.RecapPublished && after.Recap != before.Recap
        ? new("revert.recap_stays", "The public goes on seeing the recap as it was published until it is published again.", "")
        : null;
}

/// <summary>The meetup never was at that version.</summary>
public sealed record VersionUnknown(long Version) : Refusal(
    RefusalKind.NotFound, "revert.version_not_found", $"The meetup has no version {Version} to go back to.");

/// <summary>Slides that are out cannot be made a draft again: people have them.</summary>
public sealed record SlidesCameOut(Guid SlidesId, string SlidesTitle) : Refusal(
    RefusalKind.Conflict, "revert.slides_published", $"The slides '{SlidesTitle}' were published since; withdraw them with a reason if nobody may have them.");

/// <summary>A postponed meetup has no date that could go back; a new date ends the postponement.</summary>
public sealed record DateIsOpen() : Refusal(
    RefusalKind.Conflict, "revert.postponed", "The meetup is postponed and had another time then; reschedule or reinstate it first.");
