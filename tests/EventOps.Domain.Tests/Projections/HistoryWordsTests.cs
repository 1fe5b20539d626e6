using EventOps.Domain.Meetups;
using EventOps.Projections.History;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

public sealed class HistoryWordsTests
{
    [Fact]
    public void every_event_is_told_in_both_languages()
    {
        Assert.Empty(MeetupEvent.Names.Types.Except(FoldTests.Mixed.Select(happened => happened.GetType())));
        foreach (var line in HistoryLine.Of(Given(FoldTests.Mixed).Facts))
        {
            var (zh, en) = (Sentence(line, "zh"), Sentence(line, "en"));
            Assert.Matches("[\\u4e00-\\u9fff]", zh);
            Assert.Matches("^[A-Z][a-z]+ ", en);
            Assert.DoesNotContain("@", en, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void every_value_of_every_kind_has_words_in_both_languages()
    {
        Type[] kinds = [typeof(MeetupStatus), typeof(MeetupForm), typeof(TalkKind), typeof(SlidesStatus), typeof(OrganiserRole), typeof(PhotosKind), typeof(ChannelKind)];
        foreach (var value in kinds.SelectMany(kind => Enum.GetValues(kind).Cast<object>()))
            Assert.All(["zh", "en"], language => Assert.NotEmpty(HistoryWords.In(language).Values.Of(value)));
    }

    [Fact]
    public void a_moved_slot_says_from_where_to_where()
    {
        var line = Last(Moved(RaftSlot, 13, 16));

        Assert.Equal("Moved “Raft by hand” in the agenda: start 13:00 → 16:00; end 13:45 → 16:45; room Room A → Room B", Sentence(line, "en"));
        Assert.Equal("移动了“Raft by hand”在议程中的位置：开始 13:00 → 16:00；结束 13:45 → 16:45；会场 Room A → Room B", Sentence(line, "zh"));
        Assert.Equal([RaftSlot, Raft], line.Deed.Subjects);
    }

    [Fact]
    public void what_was_said_of_old_and_new_stands_in_a_revision()
    {
        Assert.Equal("Revised the speaker “Anna”: name Ann → Anna; organisation Ant Group → none; role Engineer → none; bio Wrote a log. → none",
            Sentence(Last(Renamed(Ann, "Anna")), "en"));
        Assert.Equal("指定了议题“Raft by hand”的讲师：讲师 Ann → Ann、杨斌", Sentence(Last(Assigned(Raft, Ann, Bo)), "zh"));
    }

    [Fact]
    public void a_reason_is_told_whether_the_event_has_it_or_the_command()
    {
        Assert.Equal("Withdrew the talk “Raft by hand”. Why: Ill.", Sentence(Last(new TalkWithdrawn(Raft, "Ill.")), "en"));

        var revised = Given(ReleasedMeetup).And(Retitled("New")).Facts;
        EventOps.Projections.Fact[] facts = [.. revised.SkipLast(1), revised[^1] with { Origin = new(Id(1), "key:eo_1", "RevertTo", null, "A slip.") }];
        Assert.EndsWith(". Why: A slip.", Sentence(HistoryLine.Of(facts).Last(), "en"), StringComparison.Ordinal);
    }

    [Fact]
    public void long_texts_are_cut_and_never_within_a_character()
    {
        var words = HistoryWords.In("en").Values;
        var text = words.Of(new string('a', 119) + "😀" + new string('b', 50));
        Assert.Equal(new string('a', 119) + "…", text);
    }

    [Fact]
    public void a_filter_narrows_by_type_by_whom_when_and_by_subject()
    {
        var lines = HistoryLine.Of(Given(ReleasedMeetup).Facts).ToList();

        Assert.Equal([5L, 8, 10], Versions(new(Subject: Raft)));
        Assert.Equal([2L, 5], Versions(new(Subject: Ann)));
        Assert.Equal([1L, 2], Versions(new(Until: Minute(3))));
        Assert.Equal([10L, 11], Versions(new(Since: Minute(10))));
        Assert.Equal([9L], Versions(new(Types: new HashSet<Type> { typeof(AgendaPublished) })));
        Assert.Empty(Versions(new(By: "key:eo_1")));

        long[] Versions(HistoryFilter filter) => [.. lines.Where(filter.Takes).Select(line => line.Fact.Version)];
    }

    private static HistoryLine Last(MeetupEvent happened) => HistoryLine.Of(Given(ReleasedMeetup).And(happened).Facts).Last();

    private static string Sentence(HistoryLine line, string language) =>
        HistoryWords.In(language).Sentence(line.Fact.Event, line.Deed, line.Reason);
}
