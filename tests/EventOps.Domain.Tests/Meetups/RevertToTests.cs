using EventOps.Domain.Meetups;
using EventOps.Testing.Histories;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class RevertToTests
{
    private static RevertTo Back(int version, params IEnumerable<MeetupEvent> past) =>
        new RevertTo(version, "A slip").Knowing(Fold(past.Take(version)));

    [Fact]
    public void what_was_moved_goes_back_and_says_why() =>
        Given([.. Agenda, WasmMoved]).When(Back(7, Agenda)).Then(new SlotMoved(
            WasmSlot, 1, new(15, 0), new(16, 0), "Hall", null, 1, new(13, 0), new(14, 0), "Hall", null, "A slip"));

    [Fact]
    public void what_was_removed_comes_back_as_the_very_thing_it_was() =>
        Given([.. Agenda, new SlotRemoved(WasmSlot)]).When(Back(7, Agenda)).Then(WasmPlaced with { Overrule = "A slip" });

    [Fact]
    public void a_channel_that_came_back_can_be_set_again()
    {
        ChannelSet set = new(Nobody, ChannelKind.Slack, "general", null, null, null);
        Given([Scheduled, set, new ChannelRemoved(Nobody), set]).When(new SetChannel(ChannelKind.Slack, Nobody, "talks"))
            .Then(set with { Name = "talks" });
    }

    [Fact]
    public void a_withdrawn_talk_comes_back_and_a_new_one_goes() =>
        Given([Scheduled, KaisaAdded, WasmAdded, WasmWithdrawn, MeshAdded]).When(Back(3, Scheduled, KaisaAdded, WasmAdded))
            .Then(WasmAdded, new TalkWithdrawn(Mesh, "A slip"));

    [Fact]
    public void a_version_that_never_was_is_none() =>
        Given(Agenda).When(new RevertTo(99, "A slip")).Then(Refused("revert.version_not_found"));

    [Fact]
    public void going_back_to_what_is_decides_nothing() => Given(Agenda).When(Back(7, Agenda)).Then(Nothing);

    [Fact]
    public void published_slides_do_not_become_a_draft_again() =>
        Given([.. WithSlides, Published]).When(Back(8, WithSlides)).Then(Refused("revert.slides_published"));

    [Fact]
    public void published_slides_that_were_not_there_are_withdrawn_with_the_reason() =>
        Given([.. WithSlides, Published]).When(Back(7, Agenda))
            .Then(new SlidesWithdrawn(WasmDeck, Wasm, "WASM in depth", Pdf, 1, true, "A slip"));

    [Fact]
    public void withdrawn_slides_do_not_come_back() =>
        Given([.. WithSlides, Withdrawn]).When(Back(8, WithSlides)).Then(Refused("slides.withdrawn"));

    [Fact]
    public void a_postponed_meetup_does_not_get_its_old_date_by_the_way() =>
        Given([Scheduled, OverToSunday, Postponed]).When(Back(1, Scheduled)).Then(Refused("revert.postponed"));

    [Fact]
    public void a_cancelled_meetup_is_reinstated_first() =>
        Given([.. Agenda, WasmMoved, Cancelled]).When(Back(7, Agenda)).Then(Refused("meetup.cancelled"));

    [Fact]
    public void a_release_stays_as_it_was_given_out() =>
        Given([.. Agenda, new SlotRemoved(MeshSlot), FirstRelease]).When(Back(7, Agenda))
            .Warned("revert.release_stays").Then(MeshPlaced with { Overrule = "A slip" });

    [Fact]
    public void the_slug_stays_with_those_who_have_it()
    {
        SlugChanged renamed = new("meetup-13", "clouds");
        Given([Scheduled, KaisaAdded, renamed]).When(Back(1, Scheduled)).Warned("revert.slug_stays").Then(new SpeakerRemoved(Kaisa));
        Given(Scheduled, renamed).When(Back(1, Scheduled)).Warned("revert.slug_stays").Then(Nothing);
    }

    [Fact]
    public void aliases_stay_as_they_are()
    {
        AliasAdded clouds = new("clouds");
        Given([Scheduled, KaisaAdded, clouds]).When(Back(1, Scheduled)).Warned("revert.aliases_stay").Then(new SpeakerRemoved(Kaisa));
        Given(Scheduled, clouds, new AliasRemoved("clouds")).When(Back(2, Scheduled, clouds)).Warned("revert.aliases_stay").Then(Nothing);
        Given(Scheduled, clouds).When(Back(2, Scheduled, clouds)).Then(Nothing);
    }

    [Fact]
    public void a_published_recap_stays_until_it_is_published_again() =>
        Given([Scheduled, new RecapWritten("Good."), new RecapPublished(null)]).When(Back(1, Scheduled))
            .Warned("revert.recap_stays").Then(new RecapWritten(""));

    [Fact]
    public void in_random_histories_everything_is_as_it_was_or_it_was_refused_and_nothing_changed()
    {
        var (first, accepted) = (Random.Shared.Next(), 0);
        for (var seed = first; seed < first + 40; seed++)
        {
            MeetupEvent[] events = [.. new RandomMeetup(seed).Events(commands: 120)];
            var now = Fold(events);
            for (var version = 1; version <= events.Length; version += 3)
            {
                var (back, past) = (Back(version, events), Facts(Fold(events.Take(version))));
                var decision = back.Decide(now, History.Minute(1000));
                var after = decision.Events.Aggregate(now, (meetup, e) => meetup.Evolve(e));
                if (decision.Refusal is not null)
                    Assert.Empty(decision.Events);
                else
                    Assert.True(Facts(after) == past, $"Seed {seed}, version {version}:\n{past}\n{Facts(after)}");
                Assert.True(back.Decide(after, History.Minute(1000)).Events.Count == 0, $"Seed {seed}, version {version}: not at once.");
                accepted += decision.Refusal is null ? 1 : 0;
            }
        }

        Assert.True(accepted > 20, $"From seed {first}: only {accepted} reversions were accepted.");
    }

    private static Meetup Fold(IEnumerable<MeetupEvent> events) => events.Aggregate(Meetup.Initial, (meetup, e) => meetup.Evolve(e));

    // What organizers edit. A withdrawn talk or deck is one that is not there; a deck counts by what it shows and when, not by what it showed.
    private static string Facts(Meetup m) => History.Json(new object?[]
    {
        m.Details, m.Time, m.Place, Sorted(m.Speakers), Sorted(m.Talks).Where(talk => !talk.Withdrawn), Sorted(m.Slots),
        Sorted(m.Slides).Where(deck => deck.Status is not SlidesStatus.Withdrawn).Select(deck => deck with { Version = 0, Shown = [] }),
        Sorted(m.Recordings), Sorted(m.Channels), Sorted(m.Organisers), Sorted(m.References), Sorted(m.Photos), m.Registration,
        m.Recap ?? "",
    });

    private static IEnumerable<T> Sorted<T>(IReadOnlyDictionary<Guid, T> things) => things.OrderBy(thing => thing.Key).Select(thing => thing.Value);
}
