using EventOps.Domain.Meetups;
using EventOps.Server.Erasing;
using EventOps.Testing.Histories;
using Past = EventOps.Testing.Histories.History;

namespace EventOps.Server.Tests.Erasing;

/// <summary>Rows that saw the names and then the fact, and rows made anew of the rewritten events, are the same.</summary>
public sealed class EventMaskingTests
{
    [Fact]
    public void rebuilt_equals_live_after_an_erasure_in_random_histories()
    {
        var first = Random.Shared.Next();
        for (var seed = first; seed < first + 20; seed++)
        {
            List<MeetupEvent> events = [.. new RandomMeetup(seed).Events(commands: 200)];
            ErasedAt at = new(Past.MeetupId, [.. Enumerable.Range(200, 3).Select(Happenings.Id)], [.. Enumerable.Range(800, 2).Select(Happenings.Id)]);
            var said = new PersonErased(Happenings.Id(1), at.SpeakerIds, at.OrganiserIds);
            // Something goes on afterwards, with the same people still there.
            MeetupEvent[] later = [said, new EventReinstated(null), new AgendaPublished(99, null)];
            var (live, rebuilt) = (Past.Given(events.Concat(later)), Past.Given(Masked(events, at).Concat(later)));

            Assert.True(Past.Json(live.Agenda) == Past.Json(rebuilt.Agenda), $"Seed {seed}: the agenda.");
            Assert.True(Past.Json(live.Recap) == Past.Json(rebuilt.Recap), $"Seed {seed}: the recap.");
            Assert.True(Past.Json(live.Entry) == Past.Json(rebuilt.Entry), $"Seed {seed}: the catalogue.");
        }
    }

    [Fact]
    public void masking_again_finds_nothing_to_do()
    {
        MeetupEvent[] events = [Happenings.Scheduled(), Happenings.Speaker(Happenings.Ann, "Ann", bio: "Wrote a log."), Happenings.Renamed(Happenings.Ann, "Anna"), Happenings.Speaker(Happenings.Bo, "Bo")];
        ErasedAt at = new(Past.MeetupId, [Happenings.Ann], []);

        var masked = Masked(events, at);
        Assert.Equal(
            [new SpeakerAdded(Happenings.Ann, "[erased]", null, null, null, null), new SpeakerRevised(Happenings.Ann, "[erased] 2", null, null, null, null), events[3]],
            masked.Skip(1));
        Assert.Empty(EventMasking.Masked(Numbered(masked), at));
        Assert.Equal("[erased] 3", ((SpeakerRevised)Masked([.. masked, Happenings.Renamed(Happenings.Ann, "Annie")], at)[^1]).Name);
    }

    private static List<MeetupEvent> Masked(IReadOnlyList<MeetupEvent> events, ErasedAt at)
    {
        List<MeetupEvent> masked = [.. events];
        foreach (var (version, happened) in EventMasking.Masked(Numbered(events), at))
            masked[(int)version - 1] = happened;
        return masked;
    }

    private static IEnumerable<(long, MeetupEvent)> Numbered(IEnumerable<MeetupEvent> events) => events.Select((e, i) => ((long)i + 1, e));
}
