using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Formats.Importing;
using NodaTime;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>A page is imported, edited and imported again: exactly the difference is planned.</summary>
public sealed class EditedPageTests
{
    private const string Page = """
        ---
        title: "【活动报名】《小聚》"
        date: 2021-12-01T10:00:00+08:00
        ---

        ## 概要

        - 活动主题：数据库小聚
        - 活动时间：2021 年 12 月 18 日（周六）13:00-17:00
        - 活动形式：线上直播
        - 资料下载：
        - [《慢查询慢慢看》](https://example.org/slow.pdf)

        ## 活动回顾

        《慢查询慢慢看》

        讲师：李小梅，某某科技工程师

        议题简介：三个执行计划，一行一行地读。

        《不停机的迁移》

        讲师：王大力，某某科技架构师

        议题简介：加一列有多难。

        """;

    [Fact]
    public void an_unchanged_page_asks_for_nothing() => Assert.Empty(Replan("", ""));

    [Fact]
    public void a_moved_meetup_is_rescheduled() => Assert.Equal(
        [new RescheduleEvent(new(2021, 12, 25, 13, 0), "import", new LocalDateTime(2021, 12, 25, 17, 0), "Asia/Shanghai", IsoDayOfWeek.Saturday)],
        Replan("12 月 18 日", "12 月 25 日"));

    [Fact]
    public void an_unstated_end_does_not_take_the_known_one_away() => Assert.Empty(Replan("13:00-17:00", "13:00"));

    [Fact]
    public void a_new_theme_revises_the_event() =>
        Assert.Equal("数据库大聚", Assert.IsType<ReviseEvent>(Assert.Single(Replan("数据库小聚", "数据库大聚"))).Theme);

    [Fact]
    public void a_new_form_relocates_it() =>
        Assert.Equal(MeetupForm.Onsite, Assert.IsType<RelocateEvent>(Assert.Single(Replan("线上直播", "线下活动"))).Form);

    [Fact]
    public void another_link_under_the_same_title_replaces_the_deck()
    {
        var replaced = Assert.IsType<ReplaceSlides>(Assert.Single(Replan("slow.pdf", "slow-v2.pdf")));
        Assert.Equal(("https://example.org/slow-v2.pdf", "import"), (replaced.Url, replaced.Reason));
    }

    [Fact]
    public void after_a_replaced_deck_the_page_asks_for_nothing_again()
    {
        var meetup = Imports.Import(Page);
        var edited = Imports.Page(Page.Replace("slow.pdf", "slow-v2.pdf", StringComparison.Ordinal));
        meetup = Imports.Apply(ImportPlanner.Plan(edited, meetup), meetup);
        Assert.Empty(ImportPlanner.Plan(edited, meetup).Commands);
    }

    [Fact]
    public void a_rewritten_abstract_revises_the_talk_and_releases_the_agenda()
    {
        var plan = Replan("加一列有多难。", "加一列有多难？");
        Assert.Equal("加一列有多难？", Assert.IsType<ReviseTalk>(plan[0]).Abstract);
        Assert.Equal([new PublishAgenda()], plan.Skip(1));
    }

    [Fact]
    public void a_talk_whose_title_changed_little_stays_the_same_talk()
    {
        var plan = Replan("《不停机的迁移》", "《从不停机的迁移》");
        Assert.Equal("从不停机的迁移", Assert.IsType<ReviseTalk>(plan[0]).Title);
        Assert.DoesNotContain(plan, command => command is AddTalk);
    }

    [Fact]
    public void a_new_talk_is_added()
    {
        var plan = Replan("《不停机的迁移》", "《没人发现的升级》\n\n讲师：赵小北，某某科技工程师\n\n《不停机的迁移》");
        Assert.Equal([typeof(AddSpeaker), typeof(AddTalk), typeof(PublishAgenda)], plan.Select(command => command.GetType()));
    }

    [Fact]
    public void what_vanished_from_the_page_is_told_and_stays()
    {
        var before = Imports.Import(Page);
        var plan = ImportPlanner.Plan(Imports.Page(Page[..Page.IndexOf("《不停机的迁移》", StringComparison.Ordinal)]), before);
        Assert.Empty(plan.Commands);
        Assert.Equal(["talk.not_on_page", "speaker.not_on_page"], plan.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void what_an_organizer_took_away_is_not_brought_back()
    {
        var meetup = Imports.Import(Page);
        var talk = meetup.Talks.Values.Single(t => t.Title == "不停机的迁移");
        var deck = meetup.Slides.Values.Single();
        meetup = Decide(new WithdrawTalk(talk.TalkId, "ill"), Decide(new WithdrawSlides(deck.SlidesId, "wrong file"), meetup));
        var plan = ImportPlanner.Plan(Imports.Page(Page), meetup);
        Assert.Empty(plan.Commands);
        Assert.Equal(["deck.stays_removed", "talk.stays_removed"], plan.Findings.Select(f => f.Code).Where(code => code.EndsWith("removed", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void an_organizers_unreleased_changes_are_not_released()
    {
        var meetup = Imports.Import(Page);
        meetup = Decide(new AddTalk("A surprise", new Guid("00000000-0000-0000-0000-000000000001")), meetup);
        var plan = ImportPlanner.Plan(Imports.Page(Page.Replace("加一列有多难。", "加一列有多难？", StringComparison.Ordinal)), meetup);
        Assert.DoesNotContain(plan.Commands, command => command is PublishAgenda);
        Assert.Contains("agenda.unreleased", plan.Findings.Select(f => f.Code));
    }

    private static ValueList<MeetupCommand> Replan(string old, string changed)
    {
        var before = Imports.Import(Page);
        var plan = ImportPlanner.Plan(Imports.Page(old.Length > 0 ? Page.Replace(old, changed, StringComparison.Ordinal) : Page), before);
        Imports.Apply(plan, before);
        return plan.Commands;
    }

    private static Meetup Decide(MeetupCommand command, Meetup meetup) =>
        command.Decide(meetup, Instant.FromUtc(2026, 1, 1, 0, 0)).Events.Aggregate(meetup, (before, happened) => before.Evolve(happened));
}
