using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Formats.Shared;
using EventOps.Projections.Agendas;
using NodaTime;
using NodaTime.TimeZones;

namespace EventOps.Formats.Schedules;

/// <summary>
/// A released agenda in the terms that schedule.xml and schedule.json share. Talks, openings and closings are in it; breaks and
/// sign-ins are not: neither format has a place for them, and apps would offer them as talks.
/// </summary>
internal sealed record Schedule(
    string Version, string Title, string Acronym, string Zone, LocalDate First, LocalDate Last, string? Url,
    IReadOnlyList<ScheduleDay> Days, IReadOnlyList<string> Tracks)
{
    /// <summary>Of files that this software wrote.</summary>
    public const string Generator = "EventOps";

    /// <summary>The room of a slot without one, when the meetup is online.</summary>
    public const string OnlineRoom = "Online";

    /// <summary>The room of a slot without one, when the meetup has no venue either.</summary>
    public const string NoRoom = "-";

    public static Schedule Of(AgendaView agenda, SlotLedger ledger, SiteAddresses site)
    {
        var meetup = agenda.Meetup;
        var slots = agenda.Days.SelectMany(day => day.Slots).Select(slot => (slot.SlotId, slot.Talk?.TalkId)).ToList();
        var days = Enumerable.Range(1, meetup.Days).Select(number => Day(agenda, number, slot =>
        {
            var key = SlotLedger.KeyOf(slots, slot.SlotId);
            return ScheduleEvent.Of(agenda, slot, key, ledger.NumberOf(key), site);
        })).ToList();
        return new(
            agenda.Release is { } release ? $"{release.Number}" : "0", PlainText.Line(meetup.Title) is { Length: > 0 } title ? title : meetup.Slug,
            AcronymOf(meetup.Community, meetup.Slug), meetup.Zone, meetup.Start.Date, meetup.DateOf(meetup.Days),
            site.Agenda(meetup.Slug), days,
            [.. agenda.Days.SelectMany(day => day.Slots).Select(slot => PlainText.Line(slot.Track)).Where(track => track.Length > 0).Distinct()]);
    }

    /// <summary>Lower-case letters, digits and underscores, at least four: what both formats and a slug beside it allow.</summary>
    internal static string AcronymOf(string community, string slug)
    {
        var letters = string.Concat($"{community}_{slug}".ToLowerInvariant()
            .Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return letters.Trim('_').Length >= 4 ? letters.Trim('_') : $"meetup_{letters.Trim('_')}";
    }

    private static ScheduleDay Day(AgendaView agenda, int number, Func<AgendaSlot, ScheduleEvent> eventOf)
    {
        var meetup = agenda.Meetup;
        var date = meetup.DateOf(number);
        var slots = agenda.Days.Where(day => day.Day == number).SelectMany(day => day.Slots).Where(IsShown).ToList();
        var start = slots.Count == 0 ? Opens(agenda, number) : date.At(slots.Min(slot => slot.Start));
        var end = slots.Count == 0 ? Closes(agenda, number) : date.At(slots.Max(slot => slot.End));
        return new(
            number, date, At(start, meetup.Zone), At(end, meetup.Zone),
            [.. slots.Select(eventOf).GroupBy(e => e.Room, StringComparer.Ordinal)
                .Select(room => new ScheduleRoom(room.Key, NameBasedId.Create(meetup.MeetupId, $"room {room.Key}"), [.. room]))]);
    }

    private static LocalDateTime Opens(AgendaView agenda, int number) =>
        number == 1 ? agenda.Meetup.Start : agenda.Meetup.DateOf(number).AtMidnight();

    private static LocalDateTime Closes(AgendaView agenda, int number) =>
        number == agenda.Meetup.Days ? agenda.Meetup.End ?? agenda.Meetup.Start : agenda.Meetup.DateOf(number + 1).AtMidnight();

    private static bool IsShown(AgendaSlot slot) => slot.Talk is not null || slot.Kind is SlotKind.Opening or SlotKind.Closing or SlotKind.Other;

    internal static OffsetDateTime At(LocalDateTime local, string zone) =>
        local.InZone(DateTimeZoneProviders.Tzdb[zone], Resolvers.LenientResolver).ToOffsetDateTime();
}

/// <param name="Index">From 1.</param>
internal sealed record ScheduleDay(
    int Index, LocalDate Date, OffsetDateTime Start, OffsetDateTime End, IReadOnlyList<ScheduleRoom> Rooms);

internal sealed record ScheduleRoom(string Name, Guid Id, IReadOnlyList<ScheduleEvent> Events);
