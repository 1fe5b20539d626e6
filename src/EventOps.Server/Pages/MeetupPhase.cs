using EventOps.Domain.Meetups;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Server.Pages;

/// <summary>What a meetup's pages say because of the time of day.</summary>
/// <param name="Over">Whether it has ended; one without a date has not.</param>
/// <param name="CanRegister">Whether somebody who follows the link may still be let in.</param>
/// <param name="Until">When the pages become other ones; absent when no time changes them.</param>
internal sealed record MeetupPhase(bool Over, bool CanRegister, Instant? Until)
{
    public static MeetupPhase At(MeetupHeader meetup, Instant now)
    {
        var end = OverFrom(meetup.Status, meetup.Start, meetup.EndInstant, meetup.Zone);
        Instant? closes = meetup.Registration?.ClosesAt is { } at ? At(meetup.Zone, at) : null;
        var over = end <= now;
        return new(over, !over && meetup.Status is not MeetupStatus.Cancelled && !(closes <= now), Next(now, closes, end));
    }

    /// <summary>
    /// Without an announced end a meetup is over when its day is; postponed, it is still to come.
    /// </summary>
    public static Instant? OverFrom(MeetupStatus status, LocalDateTime start, Instant? end, string zone) => status switch
    {
        MeetupStatus.Postponed => null,
        _ => end ?? DateTimeZoneProviders.Tzdb[zone].AtStartOfDay(start.Date.PlusDays(1)).ToInstant(),
    };

    public static Instant At(string zone, LocalDateTime local) =>
        local.InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant();

    private static Instant? Next(Instant now, params ReadOnlySpan<Instant?> changes)
    {
        Instant? next = null;
        foreach (var change in changes)
        {
            if (change > now && (next is null || change < next))
                next = change;
        }

        return next;
    }
}
