using EventOps.Domain.Meetups;
using EventOps.Projections.Catalogue;
using EventOps.Projections.People;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

public sealed class CatalogueEntryTests
{
    [Fact]
    public void a_scheduled_meetup_is_listed_without_the_speakers_and_talks_of_its_draft()
    {
        var history = Given(ReleasedMeetup[..8]);

        Assert.Equal("Meetup 13", history.Line.Title);
        Assert.Empty(history.Line.Speakers);
        Assert.Empty(history.Line.Talks);
        foreach (var hidden in new[] { "Raft by hand", "Ann", "凯撒" })
        {
            Assert.Contains(hidden, Json(history.Entry), StringComparison.Ordinal);
            Assert.DoesNotContain(hidden, Json(history.Line), StringComparison.Ordinal);
            Assert.DoesNotContain(hidden.ToLowerInvariant(), history.Line.SearchText.Split('\n'));
        }
    }

    [Fact]
    public void a_release_names_the_speakers_of_its_talks_with_their_aliases_apart()
    {
        var line = Given(ReleasedMeetup[..8]).And(Speaker(Id(203), "Idle"), Released(1)).Line;

        Assert.Equal([new(Ann, "Ann", null, "Ant Group", "Engineer"), new SpeakerName(Bo, "杨斌", "凯撒", "Ant Group", "Engineer")], line.Speakers);
        Assert.Equal(["A mesh in production", "Raft by hand"], line.Talks);
        Assert.Equal((2, 1), (line.TalkCount, line.Release));
    }

    [Fact]
    public void a_corrected_title_shows_from_the_next_release_or_at_once_when_the_recap_is_out()
    {
        var corrected = Given(ReleasedMeetup).And(Rewritten(Raft, "Raft, by hand", ""));

        Assert.Contains("Raft by hand", corrected.Line.Talks);
        Assert.Contains("Raft, by hand", corrected.And(Released(2)).Line.Talks);
        var recapped = corrected.And(new RecapPublished(null));
        Assert.True(recapped.Line.RecapPublished);
        Assert.Contains("Raft, by hand", recapped.Line.Talks);
        Assert.Equal(["A mesh in production"], recapped.And(new TalkWithdrawn(Raft, "Ill.")).Line.Talks);
    }

    [Fact]
    public void counts_tell_what_can_be_fetched()
    {
        var history = Given(ReleasedMeetup).And(
            Published(RaftDeck, Raft, "https://decks.example/raft.pdf"),
            Published(MeetupDeck, null, "https://decks.example/opening.pdf"),
            new RecordingAdded(Replay, Raft, "Replay", "https://video.example/1"));

        Assert.Equal((2, 1), (history.Line.SlidesCount, history.Line.RecordingCount));
        var fewer = history.And(SlidesTakenBack(MeetupDeck, null), new RecordingRemoved(Replay, null)).Line;
        Assert.Equal((1, 0), (fewer.SlidesCount, fewer.RecordingCount));
        var none = history.And(new TalkWithdrawn(Raft, "Ill.")).Line;
        Assert.Equal((1, 0), (none.SlidesCount, none.RecordingCount));
    }

    [Fact]
    public void terms_are_lower_case_and_change_with_the_meetup()
    {
        Assert.Equal(
            ["status:scheduled", "form:online", "language:zh", "series:sofa meetup", "tag:raft", "tag:service mesh"],
            Given(Scheduled()).Line.Terms);
        Assert.Equal(
            ["status:cancelled", "form:online", "language:zh", "series:sofa meetup", "tag:raft", "tag:service mesh",
                $"person:{PersonId.Of("sofa", "Ann", null)}", $"person:{PersonId.Of("sofa", "杨斌", "凯撒")}", "agenda:released", "slides:published", "recording:published", "recap:published"],
            Given(ReleasedMeetup).And(
                Published(RaftDeck, Raft, "https://decks.example/raft.pdf"), new RecapPublished(null),
                new RecordingAdded(Replay, null, "Replay", "https://video.example/1"),
                new EventCancelled("Snow.")).Line.Terms);
    }

    [Fact]
    public void text_is_found_by_title_theme_series_slug_tag_speaker_and_talk()
    {
        var lines = Given(ReleasedMeetup).Line.SearchText.Split('\n');

        Assert.Equal(
            ["meetup 13", "cloud native", "sofa meetup", "meetup-13", "raft", "service mesh", "ann", "杨斌", "凯撒",
                "a mesh in production", "raft by hand"], lines);
    }

    [Fact]
    public void the_sort_key_is_the_start_in_utc_and_follows_a_new_date()
    {
        Assert.Equal("2021-12-18T05:00:00Z", Given(Scheduled()).Line.SortKey);
        Assert.Equal(
            "2022-01-08T12:00:00Z",
            Given(Scheduled(), Rescheduled(new(2022, 1, 8, 13, 0), new(2022, 1, 8, 17, 0), "Europe/Berlin")).Line.SortKey);
    }
}
