using EventOps.Domain.Meetups;
using EventOps.Formats.Shared;
using EventOps.Projections.Agendas;
using NodaTime;

namespace EventOps.Formats.Schedules;

internal sealed record SchedulePerson(Guid Id, string Name, string? Biography);

/// <summary>A link of an event; the type as the schedule formats name it: slides, media, related.</summary>
internal sealed record ScheduleLink(string Url, string Title, string Type);

/// <summary>One event of a schedule.</summary>
/// <param name="Id">The talk's, wherever it is moved to; else the slot's.</param>
/// <param name="Number">From 1, within the meetup; never another's.</param>
internal sealed record ScheduleEvent(
    Guid Id, int Number, string Room, string Title, string Type, OffsetDateTime Date, Period Duration, string Track,
    string Language, string Abstract, string Description, IReadOnlyList<SchedulePerson> Persons,
    IReadOnlyList<ScheduleLink> Slides, IReadOnlyList<ScheduleLink> Recordings, string? Url)
{
    /// <summary>Before the title of what was taken off.</summary>
    public const string OffMark = "[取消 / cancelled] ";

    /// <summary>Six characters, as the formats want them.</summary>
    public string Code => $"{Number:D6}";

    public string Start => $"{Date.Hour:D2}:{Date.Minute:D2}";

    /// <summary>Always two parts: of three, an app reads the first as days.</summary>
    public string Length => $"{Duration.Hours:D2}:{Duration.Minutes:D2}";

    public static ScheduleEvent Of(AgendaView agenda, AgendaSlot slot, Guid key, int number, SiteAddresses site)
    {
        var (meetup, talk) = (agenda.Meetup, slot.Talk);
        return new(
            key, number, RoomOf(agenda, slot), TitleOf(slot), TypeOf(slot), Schedule.At(slot.Date.At(slot.Start), meetup.Zone),
            Period.Between(slot.Start, slot.End, PeriodUnits.Hours | PeriodUnits.Minutes), PlainText.Line(slot.Track),
            talk?.Language ?? meetup.Language, PlainText.Of(talk?.Abstract),
            string.Join("\n", (talk?.Takeaways ?? []).Select(takeaway => $"- {PlainText.Line(takeaway)}")),
            [.. (talk?.Speakers ?? []).Select(speaker => (speaker, Name: PersonNames.Of(speaker))).Where(s => s.Name is not null)
                .Select(s => new SchedulePerson(s.speaker.SpeakerId, PlainText.Line(s.Name), s.speaker.Bio))],
            [.. (talk?.Slides ?? []).Select(deck => new ScheduleLink(deck.Url, PlainText.Line(deck.Title), "slides"))],
            [.. (talk?.Recordings ?? []).Select(film => new ScheduleLink(film.Url, PlainText.Line(film.Title), "media"))],
            talk is null ? site.Agenda(meetup.Slug) : site.Talk(meetup.Slug, talk.TalkId));
    }

    // Apps cannot show an event without a room.
    private static string RoomOf(AgendaView agenda, AgendaSlot slot) =>
        new[] { slot.Room, agenda.Meetup.Form is MeetupForm.Online ? Schedule.OnlineRoom : agenda.Meetup.Venue?.Name }
            .Select(PlainText.Line).FirstOrDefault(name => name.Length > 0) ?? Schedule.NoRoom;

    private static string TitleOf(AgendaSlot slot)
    {
        var title = PlainText.Line(slot.Talk?.Title ?? slot.Title);
        var shown = title.Length > 0 ? title : slot.Kind.ToString();
        // Neither format has a status.
        return slot.Talk?.Withdrawn == true ? $"{OffMark}{shown}" : shown;
    }

    private static string TypeOf(AgendaSlot slot) => slot.Talk?.Kind switch
    {
        null => "other",
        TalkKind.Panel => "discussion",
        TalkKind.Workshop => "workshop",
        TalkKind.Lightning => "lightning",
        TalkKind.Keynote => "keynote",
        _ => "talk",
    };
}
