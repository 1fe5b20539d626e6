using EventOps.Domain.Meetups;
using EventOps.Formats.Schedules;
using EventOps.Formats.Shared;

namespace EventOps.Formats.Importing.Files;

/// <summary>Understands a schedule: whose it is, when each event is, which of them are talks.</summary>
internal sealed class ScheduleReading
{
    private const int MostEvents = 500;

    private readonly RawSchedule raw;
    private readonly Findings findings;
    private readonly ScheduleTimes times;
    private readonly ScheduleWords words;
    private readonly Dictionary<string, ToldTalk> talks = new(StringComparer.Ordinal);

    private ScheduleReading(RawSchedule raw, ImportSettings settings, Findings findings)
    {
        (this.raw, this.findings) = (raw, findings);
        times = ScheduleTimes.Of(raw, settings.Zone, findings);
        words = new(IsOurs: raw.Generator == Schedule.Generator);
    }

    public static ToldProgramme Of(RawSchedule raw, ImportSettings settings, Findings findings) =>
        new ScheduleReading(raw, settings, findings).Read(settings.Community);

    private ToldProgramme Read(string community)
    {
        var events = raw.Days.SelectMany(day => day.Events, (day, held) => (Day: day, Event: held)).ToList();
        if (events.Count > MostEvents)
            findings.Warn("page.too_much", $"Only the first {MostEvents} events were read.", events[MostEvents].Event.Line);
        var isOnline = events.Count == 0 || events.Exists(held => held.Event.Room?.Trim() == Schedule.OnlineRoom);
        var told = new ToldProgramme(SlugOf(community), PlainText.Line(raw.Title) is { Length: > 0 } title ? title : null, times.FirstDay)
        {
            Zone = times.Zone, Language = LanguageOf(events.ConvertAll(held => held.Event)), NoRoom = !words.IsOurs ? null : isOnline ? Schedule.OnlineRoom : Schedule.NoRoom,
            Form = isOnline ? MeetupForm.Online : MeetupForm.Onsite,
        };
        // In the order of the day, for of a talk's slots the first is known by the talk's id.
        foreach (var (held, slot) in events.Take(MostEvents).Select(held => (held.Event, Slot: times.Slot(held.Day, held.Event))).OrderBy(held => held.Slot?.Date).ThenBy(held => held.Slot?.Start))
            Take(held, slot, told);
        var (start, end) = times.Span(told.Slots);
        return told with { Start = start, End = end };
    }

    private void Take(RawEvent held, ToldSlot? slot, ToldProgramme told)
    {
        if (words.TitleOf(held) is not { } title)
        {
            findings.Warn("schedule.event_untitled", "The event has no title and was left out.", held.Line);
            return;
        }

        if (words.IsOff(held))
        {
            findings.Info("schedule.event_cancelled", "The event was taken off the programme and was left out.", held.Line, title);
            return;
        }

        if (slot is null)
            findings.Warn("slot.unreadable", "Its date, start or duration cannot be read, or it goes on after midnight; it was not placed.", held.Line, title);
        if (words.PauseOf(held, title) is { } pause)
        {
            if (slot is not null)
                told.Others.Add((slot with { Id = IdOf(held.Guid) }, pause, title, held.Line));
            return;
        }

        var talk = Talk(held, title, told);
        if (slot is not null)
            talk.Slots.Add(slot with { Id = talk.Id == IdOf(held.Guid) ? null : IdOf(held.Guid) });
    }

    // A talk's second slot is an event of its own, with the same title and the same people.
    private ToldTalk Talk(RawEvent held, string title, ToldProgramme told)
    {
        var people = held.Persons.Select(person => words.Person(person, IdOf(person.Guid))).OfType<ToldPerson>().DistinctBy(person => (person.Called, person.Id)).ToList();
        var key = string.Join('\n', [title, .. people.Select(person => person.Called)]);
        if (talks.TryGetValue(key, out var known))
            return known;
        var (slides, recordings, references) = words.Links(held);
        var talk = new ToldTalk(title, held.Line, words.TalkOf(held) ?? IdOf(held.Guid))
        {
            Kind = ScheduleWords.KindOf(held), Abstract = words.AbstractOf(held), Takeaways = words.TakeawaysOf(held), Language = held.Language?.Trim(), People = people,
            Slides = slides, Recordings = recordings, References = references,
        };
        talks.Add(key, talk);
        told.Talks.Add(talk);
        return talk;
    }

    // Ours name the meetup in its address, or behind the community in the acronym.
    private string? SlugOf(string community)
    {
        if (words.IsOurs && raw.Url?.Split('/') is [.., var slug, "agenda"])
            return Uri.UnescapeDataString(slug);
        var prefix = $"{Schedule.AcronymOf(community, "")}_";
        var acronym = words.IsOurs && raw.Acronym?.StartsWith(prefix, StringComparison.Ordinal) == true ? raw.Acronym[prefix.Length..] : raw.Acronym;
        return Slugs.OfName(acronym ?? raw.Title ?? "");
    }

    // Of ours, what is no talk is in the meetup's own language.
    private string? LanguageOf(List<RawEvent> events) => (words.IsOurs && events.Exists(IsOther) ? events.Where(IsOther) : events).Select(held => held.Language?.Trim()).OfType<string>()
        .GroupBy(language => language, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    private static bool IsOther(RawEvent held) => held.Type == "other";

    private static Guid? IdOf(string? text) => Guid.TryParse(text, out var id) && id != Guid.Empty ? id : null;
}
