using EventOps.Domain.Meetups;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Tests.Texts;

/// <summary>The messages that people read most, word for word.</summary>
public sealed class MessageTextSnapshots
{
    private const string Meetup = "SOFAStack 社区 “第 13 期”";
    private const string Agenda = "https://meetups.example.org/sofa/meetup-13/agenda";

    [Fact]
    public void a_new_meetup()
    {
        Holds<EventScheduled>("zh", $"""
            [News] 新活动：{Meetup}
            时间：2021年12月18日（周六）13:00–17:00（北京时间）
            地点：线上
            [查看活动页面]({Agenda})
            """);
        Holds<EventScheduled>("en", $"""
            [News] New meetup: {Meetup}
            When: Sat 18 December 2021, 13:00–17:00 (China time, UTC+8)
            Where: Online
            [Open the meetup page]({Agenda})
            """);
    }

    [Fact]
    public void a_new_date()
    {
        Holds<EventRescheduled>("zh", $"""
            [Change] 活动改期：{Meetup}
            原定：2021年12月11日（周六）14:00–17:00（北京时间）
            改为：2021年12月18日（周六）13:00–17:00（北京时间）
            原因：场地冲突
            [查看活动页面]({Agenda})
            """);
        Holds<EventRescheduled>("en", $"""
            [Change] New date: {Meetup}
            Was: Sat 11 December 2021, 14:00–17:00 (China time, UTC+8)
            Now: Sat 18 December 2021, 13:00–17:00 (China time, UTC+8)
            Why: 场地冲突
            [Open the meetup page]({Agenda})
            """);
    }

    [Fact]
    public void a_new_venue()
    {
        Holds<EventRelocated>("zh", $"""
            [Change] 活动地点变更：{Meetup}
            原地点：线上
            新地点：蚂蚁 A 空间（杭州市西湖区西溪路 556 号），同步线上 [观看直播](https://live.example.org/13)
            时间：2021年12月18日（周六）13:00–17:00（北京时间）
            原因：报名人数超出预期
            [查看活动页面]({Agenda})
            """);
        Holds<EventRelocated>("en", $"""
            [Change] New venue: {Meetup}
            Was: Online
            Now: 蚂蚁 A 空间, 杭州市西湖区西溪路 556 号, and online [Watch the stream](https://live.example.org/13)
            When: Sat 18 December 2021, 13:00–17:00 (China time, UTC+8)
            Why: 报名人数超出预期
            [Open the meetup page]({Agenda})
            """);
    }

    [Fact]
    public void a_cancellation() => Holds<EventCancelled>("en", $"""
        [Warning] Cancelled: {Meetup}
        Was planned for: Sat 18 December 2021, 13:00–17:00 (China time, UTC+8)
        Why: 疫情防控要求
        [Open the meetup page]({Agenda})
        """);

    [Fact]
    public void published_slides()
    {
        Holds<SlidesPublished>("zh", $"""
            [News] 讲稿发布：从零到一：打造开源社区
            讲师：宋顺、凯撒
            讲稿：主题演讲 [打开讲稿](https://example.org/deck.pdf)
            活动：{Meetup}
            [查看活动页面]({Agenda})
            """);
        Holds<SlidesPublished>("en", $"""
            [News] Slides published: 从零到一：打造开源社区
            By: 宋顺, 凯撒
            Slides: 主题演讲 [Open the slides](https://example.org/deck.pdf)
            Meetup: {Meetup}
            [Open the meetup page]({Agenda})
            """);
    }

    [Fact]
    public void replaced_slides() => Holds<SlidesReplaced>("zh", $"""
        [Change] 讲稿更新：从零到一：打造开源社区
        讲师：宋顺、凯撒
        旧版：主题演讲 [打开旧版](https://example.org/deck.pdf)
        新版：主题演讲（修订） [打开新版](https://example.org/deck-2.pdf)
        原因：修正性能数据
        活动：{Meetup}
        [查看活动页面]({Agenda})
        """);

    [Fact]
    public void registration() => Holds<RegistrationOpened>("en", $"""
        [News] Registration is open: {Meetup}
        When: Sat 18 December 2021, 13:00–17:00 (China time, UTC+8)
        Closes: Fri 17 December 2021, 18:00 (China time, UTC+8)
        Sign up:  [Register](https://example.org/register)
        [Open the meetup page]({Agenda})
        """);

    [Fact]
    public void several_days_in_summer_time() => Assert.Equal(
        "Fri 28 March 2025, 18:00 – Sun 30 March 2025, 16:00 (Europe/Berlin, UTC+1)",
        MessageText.Of(TextSamples.Message(History.Scheduled with
        {
            Start = new(2025, 3, 28, 18, 0),
            End = new(2025, 3, 30, 16, 0),
            Zone = "Europe/Berlin",
        }).Body, "en").Lines[0].Value);

    private static void Holds<T>(string language, string expected)
        where T : MeetupEvent => Assert.Equal(
            expected.ReplaceLineEndings("\n"),
            TextSamples.Show(MessageText.Of(TextSamples.Message(TextSamples.All.OfType<T>().Single()).Body, language)));
}
