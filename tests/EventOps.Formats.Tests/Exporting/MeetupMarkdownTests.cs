using EventOps.Domain.Meetups;
using EventOps.Formats.Importing;
using EventOps.Formats.Tests.Importing;
using Markdig;
using Xunit;
using static EventOps.Testing.Histories.Happenings;

namespace EventOps.Formats.Tests.Exporting;

public sealed class MeetupMarkdownTests
{
    private static readonly MarkdownPipeline Hugo = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private static readonly MeetupEvent[] Held =
    [
        Scheduled() with { Summary = "一个下午。" }, Speaker(Bo, "杨斌", alias: "凯撒", bio: "写过日志。"), Speaker(Ann, "Ann"),
        new TalkAdded(Raft, "用 <SOFA:Channel/> 写日志", TalkKind.Panel, "第一段。\n\n- 甲\n- 乙", ["学会取舍"], "zh", [new(Bo), new(Ann, SpeakerPart.Moderator)]),
        Slot(RaftSlot, 13, Raft, room: "一号厅"), Slot(Id(409), 14, title: "茶歇"), Released(1),
        Attached(RaftDeck, Raft, "https://decks.example/raft(1).pdf", "日志"), Published(RaftDeck, Raft, "https://decks.example/raft(1).pdf", "日志"),
        new RecordingAdded(Replay, Raft, "回放", "https://video.example/SOFAChannel#27.mp4"),
        new OrganiserAdded(Id(800), "SOFA 社区", OrganiserRole.Host, "https://sofa.example"),
        new ChannelSet(Id(700), ChannelKind.DingTalk, "钉钉群", "34197075", null, null),
        new RecapWritten("一个下午。"), new RecapPublished(null),
    ];

    [Fact]
    public void a_recap_is_written_in_the_order_of_the_sites_own_pages() => Assert.Equal(
        """
        ---
        community: "sofa"
        date: 2021-12-01T08:14:00+08:00
        description: "一个下午。"
        eventops: "recap"
        language: "zh"
        linkTitle: "Meetup 13"
        series: ["SOFA Meetup"]
        slug: "meetup-13"
        tags: ["Raft", "Service Mesh"]
        title: "【活动回顾】Meetup 13"
        ---

        ## 概要

        - 活动主题：Cloud native
        - 活动时间：2021 年 12 月 18 日（周六）13:00-17:00
        - 活动形式：线上直播
        - 直播地址：[观看直播](https://live.example/13)

        **资料下载**

        - [《日志》](https://decks.example/raft%281%29.pdf)

        ## 活动介绍

        一个下午。

        ## 活动议程

        | 时间 | 类型 | 议题 | 嘉宾 | 会场 |
        | --- | --- | --- | --- | --- |
        | 13:00-13:45 | 分享 | 《用 &#x3C;SOFA:Channel/> 写日志》 | 杨斌（凯撒）、Ann | 一号厅 |
        | 14:00-14:45 | 休息 | 茶歇 |  |  |

        ## 活动回顾

        ### 《用 &#x3C;SOFA:Channel/> 写日志》

        - 杨斌（花名：凯撒），*Ant Group* Engineer
        - 圆桌主持：Ann，*Ant Group* Engineer
        - 类型：圆桌讨论
        - 语言：zh

        **嘉宾简介：杨斌（花名：凯撒）**

        写过日志。

        **议题简介**

        第一段。

        - 甲
        - 乙

        **听众收益**

        - 学会取舍

        **资料下载**

        - [《日志》](https://decks.example/raft%281%29.pdf)

        **直播回放**

        - [回放](https://video.example/SOFAChannel%2327.mp4)

        ## 主办与支持

        - 主办：[SOFA 社区](https://sofa.example)

        ## 社区群

        - 钉钉群：钉钉群，群号 **34197075**

        """.ReplaceLineEndings("\n"), ExportedMeetup.Of(Held).Text);

    [Fact]
    public void the_date_is_the_start_or_when_it_became_public_whichever_is_earlier()
    {
        var earlier = Scheduled(start: new(2021, 11, 20, 13, 0), end: new(2021, 11, 20, 17, 0));
        Assert.Contains("\ndate: 2021-11-20T13:00:00+08:00\n", ExportedMeetup.Of(earlier).Text, StringComparison.Ordinal);
        // Scheduled in the first minute of the history, released in the ninth; a draft touched later moves nothing.
        Assert.Contains("\ndate: 2021-12-01T08:01:00+08:00\n", ExportedMeetup.Of(ReleasedMeetup[..8]).Text, StringComparison.Ordinal);
        Assert.Contains("\ndate: 2021-12-01T08:09:00+08:00\n", ExportedMeetup.Of(ReleasedMeetup).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("【活动取消】", "已取消", "大雪。")]
    [InlineData("【活动延期】", "已延期", "大雪。")]
    public void what_is_off_says_so_and_why_and_comes_in_as_off(string prefix, string status, string reason)
    {
        var exported = ExportedMeetup.Of(ReleasedMeetup.Append(prefix == "【活动取消】" ? new EventCancelled(reason) : new EventPostponed(reason)));

        Assert.Contains($"title: \"{prefix}Meetup 13\"", exported.Text, StringComparison.Ordinal);
        Assert.Contains($"- 活动状态：{status}\n- 原因：{reason}\n", exported.Text, StringComparison.Ordinal);
        Assert.Equal((exported.State.Status, reason), (Imports.Import(exported.Read()).Status, Imports.Import(exported.Read()).StatusReason));
    }

    [Fact]
    public void an_open_registration_is_in_the_title_and_old_names_lead_on()
    {
        var page = ExportedMeetup.Of(ReleasedMeetup.Concat(
        [
            new RegistrationOpened("https://sign.example", null), new SlugChanged("meetup-13", "meetup-12"), new SlugChanged("meetup-12", "meetup-twelve"),
            new SlugChanged("meetup-twelve", "meetup-13"), new AliasAdded("thirteen"), new AliasAdded("unlucky"), new AliasRemoved("unlucky"),
        ])).Text;

        Assert.Contains("title: \"【活动报名】Meetup 13\"", page, StringComparison.Ordinal);
        Assert.StartsWith("---\naliases: [\"/activities/meetup-12/\", \"/activities/meetup-twelve/\", \"/activities/thirteen/\"]\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void what_is_not_released_or_not_published_is_not_in_it()
    {
        var text = ExportedMeetup.Of(ReleasedMeetup.Concat([Talk(Id(399), "A secret talk", "Secret text."), Slot(Id(499), 16, Id(399)), new RecapWritten("A secret recap.")])).Text;

        Assert.DoesNotContain("ecret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("decks.example", text, StringComparison.Ordinal);
    }

    [Fact]
    public void an_english_meetup_is_written_in_english()
    {
        var text = ExportedMeetup.Of(Scheduled(title: "Spring evening") with { Language = "en" }, Speaker(Ann, "Ada", alias: "Countess"), Talk(Raft, "Why?", "Text.", Ann), Released(1)).Text;

        Assert.Contains("- Time: Saturday, 18 December 2021, 13:00-17:00\n- Time zone: Asia/Shanghai\n", text, StringComparison.Ordinal);
        Assert.Contains("\n### Why&#x3F;\n\n- Ada (alias: Countess), *Ant Group* Engineer\n", text, StringComparison.Ordinal);
    }

    // The site's template renders the result of rendering once more.
    [Fact]
    public void a_second_rendering_changes_nothing_and_nobodys_html_runs()
    {
        var hostile = ExportedMeetup.Of(
            Scheduled(title: "<script>x</script>") with { Summary = "<b>bold</b>\n\n<script>alert(1)</script>\n\n    indented\n\n{{< figure >}}\n\n```\n<i>code</i>\n```" },
            Talk(Raft, "<SOFA:Channel/> *and* _more_ `x`", "a <img src=x onerror=y> b"), Slot(RaftSlot, 13, Raft), Released(1)).Text;
        var body = hostile[(hostile.IndexOf("\n---\n", 4, StringComparison.Ordinal) + 5)..];
        var once = Markdown.ToHtml(body, Hugo);

        Assert.Equal(once, Markdown.ToHtml(once, Hugo));
        Assert.DoesNotContain("<script", once, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", once, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", once, StringComparison.Ordinal);
        Assert.DoesNotContain("{{<", body, StringComparison.Ordinal);
        Assert.Contains("&lt;SOFA:Channel/&gt; *and* _more_ `x`", once, StringComparison.Ordinal);
        Assert.DoesNotContain(body.Split('\n'), line => line.StartsWith("    ", StringComparison.Ordinal));
        Assert.EndsWith("\n", hostile, StringComparison.Ordinal);
        Assert.False(hostile.EndsWith("\n\n", StringComparison.Ordinal) || hostile.Contains('\r', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("学会取舍", "学会放弃", typeof(ReviseTalk))]
    [InlineData("13:00-17:00", "13:00-18:00", typeof(RescheduleEvent))]
    [InlineData("34197075", "34197076", typeof(SetChannel))]
    [InlineData("*Ant Group* Engineer", "*Ant Group* Architect", typeof(ReviseSpeaker))]
    public void an_edited_page_asks_for_exactly_the_difference(string old, string edited, Type wanted)
    {
        var exported = ExportedMeetup.Of(Held);
        var page = Imports.Page(exported.Text.Replace(old, edited, StringComparison.Ordinal));

        Assert.Equal(wanted, ImportPlanner.Plan(page, exported.State).Commands.First(command => command is not PublishAgenda).GetType());
    }

    [Fact]
    public void a_line_that_nobody_would_have_written_is_a_finding_and_the_rest_is_read()
    {
        var exported = ExportedMeetup.Of(Held);
        var page = Imports.Page(exported.Text.Replace("## 主办与支持\n", "## 花絮\n\n大家都很开心。\n\n## 主办与支持\n", StringComparison.Ordinal));

        Assert.Equal("大家都很开心。", Assert.Single(page.Findings).Excerpt);
        Assert.Empty(ImportPlanner.Plan(page, exported.State).Commands);
        Assert.Contains("time.unreadable", Imports.Page(exported.Text.Replace("周六", "星期八", StringComparison.Ordinal)).Codes(FindingSeverity.Error));
    }
}
