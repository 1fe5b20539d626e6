using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;
using static EventOps.Testing.Histories.Happenings;

namespace EventOps.Testing.Histories;

/// <summary>A history that could have happened: random commands, decided by the rules. Same seed, same history.</summary>
public sealed class RandomMeetup(int seed)
{
    private readonly Random random = new(seed);
    private Meetup meetup = Meetup.Initial;
    private int count;

    /// <summary>What the rules know after the history.</summary>
    public Meetup State => meetup;

    public IEnumerable<MeetupEvent> Events(int commands)
    {
        for (var i = 0; i < commands; i++)
        {
            foreach (var happened in Next().Decide(meetup, History.Minute(i)).Events)
            {
                meetup = meetup.Evolve(happened);
                yield return happened;
            }
        }
    }

    // Few ids, so that commands meet; every link is used once, so that a leaked one can be told.
    private MeetupCommand Next() => meetup.Exists ? random.Next(34) switch
    {
        0 => new ReviseEvent(Title: Text(), Theme: Text(), Tags: [Text()]),
        1 => new RescheduleEvent(Day(), "Moved.", Day().PlusDays(20), OneOf("Europe/Berlin", "Asia/Shanghai")),
        2 => new RelocateEvent(MeetupForm.Hybrid, "Moved.", new(Text()), Link()),
        3 => random.Next(4) == 0 ? new CancelEvent("Snow.") : new PostponeEvent("Flu."),
        4 or 5 => new ReinstateEvent(),
        6 or 7 => new AddSpeaker(Id(200), Text(), Text()),
        8 => new ReviseSpeaker(Id(200), Name: Text(), Bio: Text()),
        9 => new RemoveSpeaker(Id(200)),
        10 or 11 => new AddTalk(Text(), Id(300), TalkKind.Panel, Text(), [Text()], "en", Speakers()),
        12 => new ReviseTalk(Id(300), Text(), TalkKind.Keynote, Text(), [Text(), Text()]),
        13 => random.Next(3) == 0 ? new WithdrawTalk(Id(300), "Ill.") : new AssignSpeakers(Id(300), Speakers(), "It fits."),
        14 or 15 => new PlaceSlot(
            Hour(8), Hour(16), Id(400), SlotKind.Talk, Id(300), null, random.Next(1, 4), Text(), null, "It fits."),
        16 => new PlaceSlot(Hour(8), Hour(16), Id(400), SlotKind.Break, null, Text(), random.Next(1, 4)),
        17 => new MoveSlot(Id(400), random.Next(1, 4), Hour(8), Hour(16), Text(), Text(), "It fits."),
        18 => new RemoveSlot(Id(400)),
        19 or 20 => new PublishAgenda(Text()),
        21 or 22 => new AttachSlides(Text(), Link(), Id(500), random.Next(3) == 0 ? null : Id(300), Embargo()),
        23 => new PublishSlides(Id(500), Embargo()),
        24 => random.Next(4) == 0 ? new HoldSlides(Id(500)) : new LiftEmbargo(Id(500)),
        25 => new ReplaceSlides(Id(500), Link(), Text(), "A wrong figure."),
        26 => new WithdrawSlides(Id(500), "Not cleared."),
        27 => random.Next(3) == 0 ? new RemoveRecording(Id(600)) : new AddRecording(Text(), Link(), Id(600), Id(300)),
        28 => new WriteRecap(Text()),
        29 => new PublishRecap(Text()),
        30 => random.Next(2) == 0 ? new OpenRegistration(Link()) : new CloseRegistration(),
        31 => random.Next(3) == 0 ? new RemoveChannel(Id(700)) : new SetChannel(ChannelKind.Slack, Id(700), Text()),
        32 => random.Next(3) == 0 ? new RemoveOrganiser(Id(800)) : new AddOrganiser(Text(), OrganiserRole.Partner, Id(800)),
        _ => Extra(),
    }
        : new ScheduleEvent("random", Text(), Start, "Asia/Shanghai", End: Start.PlusDays(20));

    private MeetupCommand Extra() => random.Next(6) switch
    {
        4 => new AddAlias(OneOf("one", "two")),
        5 => new RemoveAlias(OneOf("one", "two")),
        0 => new AddReference(Text(), Link(), Id(900), random.Next(2) == 0 ? null : Id(300)),
        1 => new RemoveReference(Id(900)),
        2 => new AddPhotos(Link(), PhotosKind.Album, Id(950)),
        _ => new RemovePhotos(Id(950)),
    };

    private Guid Id(int first) => Happenings.Id(first + random.Next(5));

    private string Text() => $"Text {++count}";

    private string OneOf(params string[] texts) => texts[random.Next(texts.Length)];

    private string Link() => $"https://links.example/{++count}.pdf";

    // Histories begin weeks before the meetup; "at once" is over soon, so that embargoes end within one.
    private AvailableFrom? Embargo() => random.Next(3) switch
    {
        0 => null,
        1 => AvailableFrom.EndOfTalk,
        _ => AvailableFrom.At(new(2021, 12, 1, 8 + random.Next(6), random.Next(60))),
    };

    private LocalTime Hour(int from) => new(from + random.Next(8), 0);

    private LocalDateTime Day() => Start.PlusDays(random.Next(10));

    private ValueList<TalkSpeaker> Speakers() => [.. meetup.Speakers.Keys.Order().Take(random.Next(3))
        .Select(id => new TalkSpeaker(id, SpeakerPart.Host))];
}
