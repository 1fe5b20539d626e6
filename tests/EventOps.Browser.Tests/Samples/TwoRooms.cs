using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Browser.Tests.Samples;

/// <summary>English, two rooms, breaks, a panel, a withdrawn talk, moved once; and agendas of any size.</summary>
internal static class TwoRooms
{
    private const string Main = "Main hall";
    private const string Attic = "Attic";

    public static Story Tell() => new Story("sofastack", "cloud-native-berlin")
        .Scheduled(
            "Cloud Native Berlin: what broke, and what we learned", new(2027, 3, 13, 10, 0), new LocalDateTime(2027, 3, 13, 16, 30),
            "Europe/Berlin", "en", "A day of honest stories from people who run things",
            "No product pitches. Every talk starts with something that went **wrong**.", "Cloud Native", ["Kubernetes", "Reliability"],
            MeetupForm.Hybrid, new("Alte Druckerei", "Oranienstraße 25, 10999 Berlin"), "https://live.example.org/berlin")
        .Speaker("ada", "Ada Okafor", null, "Nordlicht", "Staff engineer", "Ada has broken three databases in public and fixed two.")
        .Speaker("jun", "李俊", "Jun", "Tidewater", "SRE")
        .Speaker("mia", "Mia Lindqvist", null, "Hafen Cloud", "CTO")
        .Speaker("sam", null, "samwise")
        .Talk("keynote", "The outage that taught us to stop guessing", ["ada"], "What we measured, what we assumed, and the *one* graph that mattered.", ["A checklist for the first ten minutes", "Why averages lie"], TalkKind.Keynote)
        .Talk("etcd", "etcd at the edge of its disk", ["jun"], "Latency, fsync and a very small SSD.", language: "zh")
        .Talk("mesh", "We removed our service mesh", ["mia", "sam"])
        .Talk("workshop", "Hands on: tracing a slow request", ["sam"], kind: TalkKind.Workshop)
        .Talk("gone", "Zero downtime, zero sleep", ["mia"])
        .Talk("panel", "Ask us anything about being on call", ["ada", "jun", "mia"], kind: TalkKind.Panel, first: SpeakerPart.Moderator)
        .Pause(new(10, 0), new(10, 30), SlotKind.SignIn, "Coffee and badges")
        .Slot(new(10, 30), new(11, 15), "keynote", Main)
        .Slot(new(11, 30), new(12, 10), "etcd", Main, track: "Storage")
        .Slot(new(11, 30), new(13, 0), "workshop", Attic, track: "Hands on")
        .Slot(new(12, 20), new(13, 0), "mesh", Main, track: "Networks")
        .Pause(new(13, 0), new(14, 0), SlotKind.Break, "Lunch")
        .Slot(new(14, 0), new(14, 40), "gone", Attic)
        .Slot(new(14, 5), new(15, 0), "panel", Attic)
        .Pause(new(15, 0), new(16, 30), SlotKind.Closing)
        .Then(new AgendaPublished(1, "First cut"))
        .Then(new EventRescheduled(
            new(2027, 3, 6, 10, 0), null, "Europe/Berlin", new(2027, 3, 13, 10, 0), new LocalDateTime(2027, 3, 13, 16, 30),
            "Europe/Berlin", "The venue is being repaired."))
        .Then(new RegistrationOpened("https://tickets.example.org/berlin", new LocalDateTime(2027, 3, 10, 18, 0)))
        .Then(new SlotMoved(
            Story.Id("cloud-native-berlin", "slot", $"1/{new LocalTime(14, 5)}/{Attic}"), 1, new(14, 5), new(15, 0), Attic, null,
            1, new(14, 0), new(15, 0), Main, null, null))
        .Then(new AgendaPublished(2, "Panel moved to the main hall"))
        .Then(new TalkWithdrawn(Story.Id("cloud-native-berlin", "talk", "gone"), "The speaker is ill."))
        .Deck("keynote", "The outage: slides", "https://decks.example.org/outage.pdf")
        .Then(new OrganiserAdded(Story.Id("hafen"), "Hafen Cloud", OrganiserRole.Sponsor, null));

    /// <summary>As many talks of 15 minutes as asked for, in two rooms, on as many days as they need.</summary>
    public static Story OfSize(
        int talks, string? slug = null,
        string about = "A paragraph of a hundred characters or so, which says what the talk is going to be about this time.")
    {
        var story = new Story("sofastack", slug ?? $"size-{talks}").Scheduled(
            $"A meetup of {talks} talks", new(2027, 5, 8, 9, 0), new LocalDateTime(2027, 5, 9, 18, 0), "Asia/Shanghai", "en",
            form: MeetupForm.Onsite, venue: new("Town hall"))
            .Speaker("one", "Wei Zhang", null, "Somewhere", "Engineer", "Writes and speaks.");
        for (var i = 0; i < talks; i++)
        {
            var start = new LocalTime(9, 0).PlusMinutes(i % 30 / 2 * 20);
            story.Talk($"{i}", $"Talk number {i + 1}: on the care of long-running systems", ["one"], about)
                .Slot(start, start.PlusMinutes(15), $"{i}", i % 2 == 0 ? Main : Attic, (i / 30) + 1);
        }

        return story.Then(new AgendaPublished(1, null));
    }
}
