using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

public sealed class RecapPageTests
{
    private const string Url = "https://decks.example/raft.pdf";

    private static readonly MeetupEvent[] Recapped =
        [.. ReleasedMeetup, new RecapWritten("It was **good**."), new RecapPublished(null)];

    [Fact]
    public void a_recap_that_was_only_written_is_the_organizers_own()
    {
        var history = Given(ReleasedMeetup).And(new RecapWritten("Not yet."));

        Assert.Null(history.Recap.Public());
        Assert.Equal("Not yet.", history.Recap.Draft().Summary);
        Assert.False(history.Recap.Draft().Published);
    }

    [Fact]
    public void a_published_recap_shows_the_talks_in_the_order_of_the_programme()
    {
        var seen = Given(Recapped).And(Talk(Id(303), "Unplaced")).Recap.Public()!;

        Assert.Equal("It was **good**.", seen.Summary);
        Assert.Equal((1, Minute(13), null), (seen.TimesPublished, seen.PublishedAt, seen.RepublishedAt));
        Assert.Equal(["Raft by hand", "A mesh in production", "Unplaced"], seen.Talks.Select(talk => talk.Title));
        Assert.Equal(["To choose well"], seen.Talks[0].Takeaways);
        Assert.Equal("Ann", seen.Talks[0].Speakers[0].Name);
    }

    [Fact]
    public void a_talk_in_two_slots_is_told_once() =>
        Assert.Equal(2, Given(Recapped).And(Slot(Id(411), 16, Raft)).Recap.Public()!.Talks.Count);

    [Fact]
    public void a_rewritten_summary_waits_for_the_next_publication()
    {
        var rewritten = Given(Recapped).And(new RecapWritten("It was better."));

        Assert.Equal("It was **good**.", rewritten.Recap.Public()!.Summary);
        Assert.DoesNotContain("better", Json(rewritten.Recap.Public()), StringComparison.Ordinal);
        Assert.Equal(("It was better.", true), (rewritten.Recap.Draft().Summary, rewritten.Recap.Draft().Changed));

        var again = rewritten.And(new RecapPublished("Names added.")).Recap.Public()!;
        Assert.Equal("It was better.", again.Summary);
        Assert.Equal((2, Minute(13), Minute(15)), (again.TimesPublished, again.PublishedAt, again.RepublishedAt));
    }

    [Fact]
    public void corrections_of_talks_and_speakers_show_at_once()
    {
        var seen = Given(Recapped).And(Rewritten(Raft, "Raft, by hand", "Votes."), Renamed(Ann, "Anna")).Recap.Public()!;

        var talk = seen.Talks[0];
        Assert.Equal(("Raft, by hand", "Votes.", "en"), (talk.Title, talk.Abstract, talk.Language));
        Assert.Equal("Anna", talk.Speakers[0].Name);
    }

    [Fact]
    public void a_withdrawn_talk_is_left_out_with_its_material()
    {
        var history = Given(Recapped).And(Published(RaftDeck, Raft, Url));
        Assert.Contains(Url, Json(history.Recap.Public()), StringComparison.Ordinal);

        var seen = history.And(new TalkWithdrawn(Raft, "Ill.")).Recap.Public()!;

        Assert.Equal("A mesh in production", Assert.Single(seen.Talks).Title);
        Assert.DoesNotContain(Url, Json(seen), StringComparison.Ordinal);
    }

    [Fact]
    public void only_published_decks_are_public_and_a_draft_shows_the_others_with_their_status()
    {
        var history = Given(Recapped);

        Assert.DoesNotContain("decks.example", Json(history.Recap.Public()), StringComparison.Ordinal);
        Assert.Equal(SlidesStatus.Attached, Assert.Single(history.Recap.Draft().Talks[0].Slides).Status);
        Assert.Equal(SlidesStatus.Attached, Assert.Single(history.Recap.Draft().Slides).Status);
        Assert.Empty(history.Recap.Draft().Downloads);
    }

    [Fact]
    public void downloads_list_what_is_published_in_the_order_of_the_talks_and_the_meetups_own_last()
    {
        var seen = Given(Recapped).And(
            Published(MeetupDeck, null, "https://decks.example/opening.pdf"),
            Attached(Id(502), Mesh, "https://decks.example/mesh.pdf"),
            Published(Id(502), Mesh, "https://decks.example/mesh.pdf"),
            Published(RaftDeck, Raft, Url)).Recap.Public()!;

        Assert.Equal([(RaftDeck, "Raft by hand"), (Id(502), "A mesh in production"), (MeetupDeck, null)],
            seen.Downloads.Select(d => (d.SlidesId, d.TalkTitle)));
        var first = seen.Downloads[0];
        Assert.Equal((Url, 1, Minute(17)), (first.Url, first.Version, first.PublishedAt));
    }

    [Fact]
    public void a_withdrawn_deck_leaves_the_recap_and_its_downloads()
    {
        var seen = Given(Recapped).And(Published(RaftDeck, Raft, Url), SlidesTakenBack(RaftDeck, Raft)).Recap.Public()!;

        Assert.Empty(seen.Downloads);
        Assert.DoesNotContain(Url, Json(seen), StringComparison.Ordinal);
    }

    [Fact]
    public void an_imported_deck_does_not_claim_the_time_of_its_import() =>
        Assert.Null(Given(Recapped).Imported(Published(RaftDeck, Raft, Url)).Recap.Public()!.Downloads[0].PublishedAt);

    [Fact]
    public void recordings_references_and_photos_stand_with_their_talk_or_with_the_meetup()
    {
        var history = Given(Recapped).And(
            new RecordingAdded(Replay, Raft, "Replay", "https://video.example/1"),
            new RecordingAdded(Id(602), null, "All of it", "https://video.example/all"),
            new ReferenceAdded(Id(901), Mesh, "The project", "https://code.example/mesh"),
            new ReferenceAdded(Id(902), null, "Further reading", "https://read.example"),
            new PhotosAdded(Id(951), null, "https://photos.example", PhotosKind.Album));

        var seen = history.Recap.Public()!;

        Assert.Equal(Replay, Assert.Single(seen.Talks[0].Recordings).RecordingId);
        Assert.Equal(Id(602), Assert.Single(seen.Recordings).RecordingId);
        Assert.Equal(Id(901), Assert.Single(seen.Talks[1].References).ReferenceId);
        Assert.Equal(Id(902), Assert.Single(seen.References).ReferenceId);
        Assert.Equal(Id(951), Assert.Single(seen.Photos).PhotosId);
        var emptied = history.And(
            new RecordingRemoved(Id(602), null), new ReferenceRemoved(Id(902)), new PhotosRemoved(Id(951))).Recap.Public()!;
        Assert.Empty(emptied.Recordings);
        Assert.Empty(emptied.References);
        Assert.Empty(emptied.Photos);
    }
}
