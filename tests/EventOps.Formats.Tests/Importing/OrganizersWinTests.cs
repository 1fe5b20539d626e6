using EventOps.Domain.Meetups;
using EventOps.Formats.Importing;
using NodaTime;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>What organizers revised since a page was imported is not set back by a page that says what it said before.</summary>
public sealed class OrganizersWinTests
{
    private const string Page = """
        ---
        title: "数据库小聚"
        date: 2021-12-01
        tags: ["数据库"]
        description: "三个执行计划，一行一行地读。"
        ---

        - 活动主题：数据库小聚
        - 活动时间：2021 年 12 月 18 日（周六）13:00-17:00
        - 活动形式：线下活动
        - 活动地点：图书馆

        ## 议程

        ### 13:00-14:00 《慢查询慢慢看》

        李小梅，某某科技工程师

        ## 资料下载

        - [《慢查询慢慢看》](https://example.org/slow.pdf)

        """;

    public static TheoryData<string> Revisions => ["title", "place", "time", "talk", "speaker", "slot", "people", "recap", "deck"];

    [Theory, MemberData(nameof(Revisions))]
    public void an_unchanged_page_asks_for_nothing(string what)
    {
        var (meetup, memory) = Imported();
        var plan = ImportPlanner.Plan(Imports.Page(Page), Decide(Revision(what, meetup), meetup), memory);
        Assert.Empty(plan.Commands);
    }

    [Theory, MemberData(nameof(Revisions))]
    public void without_a_memory_of_the_page_it_would_be_set_back_or_told(string what)
    {
        var (meetup, _) = Imported();
        var plan = ImportPlanner.Plan(Imports.Page(Page), Decide(Revision(what, meetup), meetup));
        Assert.True(plan.Commands.Count > 0 || plan.Findings.Any(finding => finding.Code == "deck.replaced_since"), what);
    }

    [Fact]
    public void that_it_differs_is_told()
    {
        var (meetup, memory) = Imported();
        var plan = ImportPlanner.Plan(Imports.Page(Page), Decide(Revision("talk", meetup), meetup), memory);
        Assert.Contains("talk.revised_since", plan.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void what_the_page_edits_is_asked_for_and_nothing_beside_it()
    {
        var (meetup, memory) = Imported();
        meetup = Decide(Revision("talk", meetup), meetup);
        var edited = Imports.Page(Page.Replace("活动地点：图书馆", "活动地点：体育馆", StringComparison.Ordinal));
        var plan = ImportPlanner.Plan(edited, meetup, memory);
        Assert.Equal("体育馆", Assert.IsType<RelocateEvent>(Assert.Single(plan.Commands)).Venue!.Name);
        Assert.Empty(ImportPlanner.Plan(edited, Imports.Apply(plan, meetup), plan.Memory).Commands);
    }

    [Fact]
    public void a_talk_renamed_on_both_sides_stays_one_talk()
    {
        var (meetup, memory) = Imported();
        var edited = Imports.Page(Page.Replace("慢查询慢慢看", "慢查询要慢慢看", StringComparison.Ordinal));
        var plan = ImportPlanner.Plan(edited, meetup, memory);
        meetup = Imports.Apply(plan, meetup);
        meetup = Decide(new ReviseTalk(meetup.Talks.Values.Single().TalkId, "完全不同的题目"), meetup);
        Assert.Empty(ImportPlanner.Plan(edited, meetup, plan.Memory).Commands);
    }

    private static (Meetup Meetup, ImportMemory Memory) Imported()
    {
        var plan = ImportPlanner.Plan(Imports.Page(Page), Meetup.Initial);
        return (Imports.Apply(plan, Meetup.Initial), plan.Memory);
    }

    private static MeetupCommand Revision(string what, Meetup meetup) => what switch
    {
        "title" => new ReviseEvent("数据库大聚", Tags: ["别的"]),
        "place" => new RelocateEvent(MeetupForm.Onsite, "moved", new Venue("体育馆")),
        "time" => new RescheduleEvent(new(2021, 12, 19, 13, 0), "moved", new LocalDateTime(2021, 12, 19, 17, 0), "Asia/Shanghai"),
        "talk" => new ReviseTalk(meetup.Talks.Values.Single().TalkId, "慢查询快快看"),
        "speaker" => new ReviseSpeaker(meetup.Speakers.Values.Single().SpeakerId, Role: "架构师"),
        "slot" => new MoveSlot(meetup.Slots.Values.Single().SlotId, 1, new(13, 30), new(14, 30), "A"),
        "people" => new AssignSpeakers(meetup.Talks.Values.Single().TalkId, [], "ill"),
        "recap" => new WriteRecap("完全不同的总结"),
        "deck" => new ReplaceSlides(meetup.Slides.Values.Single().SlidesId, "https://example.org/slow-2.pdf", "慢查询慢慢看", "typo"),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static Meetup Decide(MeetupCommand command, Meetup meetup)
    {
        var decision = command.Decide(meetup, Instant.FromUtc(2026, 1, 1, 0, 0));
        Assert.NotEmpty(decision.Events);
        return decision.Events.Aggregate(meetup, (before, happened) => before.Evolve(happened));
    }
}
