using System.Globalization;

namespace EventOps.Chaos.Load;

/// <summary>
/// One meetup as its organizers plan it: what they know to be there, and what they want next. Several clients may plan the
/// same one at a time, so every id is fresh and some wishes come too late.
/// </summary>
internal sealed class PlannedMeetup(Guid id, string slug)
{
    private const int SlotsPerDay = 60;

    private readonly Lock gate = new();
    private readonly List<Guid> speakers = [];
    private readonly List<Guid> talks = [];
    private readonly List<Guid> decks = [];
    private int slots;
    private long version;

    public Guid Id => id;

    public int Wishes { get; private set; }

    public Wish Schedule() => new(
        id, "", new { meetupId = id, slug, title = $"Meetup {slug}", start = "2031-04-12T09:00", end = "2031-04-12T21:00", zone = "Asia/Shanghai" },
        "event_scheduled");

    public void Saw(long newVersion)
    {
        lock (gate)
            version = Math.Max(version, newVersion);
    }

    /// <summary>The next thing that somebody wants.</summary>
    public Wish Next(Random random)
    {
        lock (gate)
        {
            Wishes++;
            var fresh = Fresh(random);
            return random.Next(20) switch
            {
                < 3 => new Wish(id, "add-speaker", new { speakerId = fresh, name = $"Speaker {Wishes}" }, "speaker_added") { Done = Known(speakers, fresh) },
                < 7 => new Wish(id, "add-talk", Talk(fresh, random), "talk_added") { Done = Known(talks, fresh) },
                < 9 when talks.Count > 0 => new Wish(id, "place-slot", Slot(fresh, One(talks, random)), "slot_placed"),
                < 11 when talks.Count > 0 => new Wish(id, "publish-agenda", new { comment = $"after {Wishes} wishes" }, "agenda_published"),
                < 13 when talks.Count > 0 => new Wish(id, "attach-slides", Deck(fresh, One(talks, random)), "slides_attached") { Done = Known(decks, fresh) },
                < 16 when decks.Count > 0 => new Wish(id, "publish-slides", new { slidesId = One(decks, random) }, "slides_published"),
                16 when decks.Count > 0 => new Wish(id, "replace-slides", Replacement(One(decks, random)), "slides_replaced"),
                17 => new Wish(id, "commands", new object[] { Named("AddSpeaker", fresh), Named("WriteRecap", fresh) }, "speaker_added", "recap_written"),
                18 => new Wish(id, "revise-event", new { theme = $"Theme {Wishes}" }, "event_revised") { IfMatch = version },
                19 => new Wish(id, "publish-slides", new { slidesId = fresh }, "slides_published"),
                _ => new Wish(id, "write-recap", new { summary = $"It went well, {Wishes} times." }, "recap_written"),
            };
        }
    }

    public static Guid Fresh(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private Action Known(List<Guid> these, Guid one) => () =>
    {
        lock (gate)
            these.Add(one);
    };

    private object Talk(Guid talkId, Random random) => speakers.Count > 0
        ? new { talkId, title = $"Talk {Wishes}", speakers = new[] { new { speakerId = One(speakers, random) } } }
        : new { talkId, title = $"Talk {Wishes}" };

    private object Slot(Guid slotId, Guid talkId)
    {
        var start = new TimeOnly(9, 0).AddMinutes(slots++ % SlotsPerDay * 10);
        return new { slotId, talkId, start = Clock(start), end = Clock(start.AddMinutes(10)) };
    }

    private object Deck(Guid slidesId, Guid talkId) =>
        new { slidesId, talkId, title = $"Deck {Wishes}", url = $"https://example.org/{slidesId:N}.pdf" };

    private object Replacement(Guid slidesId) =>
        new { slidesId, url = $"https://example.org/{slidesId:N}-{Wishes}.pdf", reason = "a typing error on page 3" };

    private object Named(string type, Guid fresh) => type == "AddSpeaker"
        ? new { type, speakerId = fresh, name = $"Guest {Wishes}" }
        : new { type, summary = $"Summary {Wishes} of {fresh:N}" };

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static Guid One(List<Guid> known, Random random) => known[random.Next(known.Count)];
}
