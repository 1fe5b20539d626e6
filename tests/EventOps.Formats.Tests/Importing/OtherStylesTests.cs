using System.Globalization;
using EventOps.Domain.Meetups;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>Pages as other communities write them, made up for this: the rules must not be those of one site.</summary>
public sealed class OtherStylesTests
{
    private const string Evening = "---\ntitle: Evening\n---\n\n- Theme: Evening\n- Time: 2025-05-20 18:00-21:00\n- Venue: Library\n\n## Agenda\n\n";

    private const string TwoDays = """
        ---
        title: "云上两日"
        date: 2025-04-01
        ---

        ## 活动信息

        - 主题：云上两日
        - 时间：2025 年 5 月 20 日（周二）- 21 日（周三）9:00-17:00
        - 地点：某市图书馆

        ## 日程

        ### 第一天 5 月 20 日

        | 时段 | 演讲主题 | 分享人 | 会场 |
        | --- | --- | --- | --- |
        | 09:00-09:40 | 让日志说话 | 李小梅（某某科技工程师） | 一号厅 |
        | 09:40-10:20 | 存储的一百种坏法 | 王大力 | 二号厅 |

        ### 第二天 5 月 21 日

        | 演讲主题 | 分享人 | 时段 |
        | --- | --- | --- |
        | 一行代码都不写 | 赵小北 | 09:00-09:40 |

        """;

    [Fact]
    public void an_agenda_of_two_days_stands_on_its_days()
    {
        var meetup = Imports.Import(TwoDays);
        Assert.Equal((new NodaTime.LocalDateTime(2025, 5, 20, 9, 0), new NodaTime.LocalDateTime(2025, 5, 21, 17, 0)), (meetup.Time.Start, meetup.Time.End!.Value));
        Assert.Equal(["1 09:00-09:40 让日志说话 一号厅", "1 09:40-10:20 存储的一百种坏法 二号厅", "2 09:00-09:40 一行代码都不写 "], Slots(meetup));
        Assert.Equal(["李小梅", "王大力", "赵小北"], meetup.Speakers.Values.Select(s => s.Name).Order(new ByFirst("李王赵")));
    }

    [Theory]
    [InlineData("### Day 1\n\n- 18:00-18:30 Small steps by Ada Sample\n\n### Day 2\n\n- 18:00-18:30 Large steps by Ben Sample", "1 18:00-18:30 Small steps ", "2 18:00-18:30 Large steps ")]
    [InlineData("**May 20, 2025**\n\n- 18:00-18:30 Small steps\n\n**May 21, 2025**\n\n- 18:00-18:30 Large steps", "1 18:00-18:30 Small steps ", "2 18:00-18:30 Large steps ")]
    [InlineData("| Date | Time | Talk |\n|---|---|---|\n| 2025-05-20 | 18:00-18:30 | Small steps |\n| 2025-05-21 | 18:00-18:30 | Large steps |", "1 18:00-18:30 Small steps ", "2 18:00-18:30 Large steps ")]
    public void days_are_headed_in_many_ways(string agenda, string first, string second)
    {
        var page = Imports.Page(Evening + agenda);
        Assert.Equal([first, second], Slots(Imports.Import(page)));
        Assert.Contains("time.days_from_agenda", page.Findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("- 7:00 PM - 7:45 PM: Small steps", "1 19:00-19:45 Small steps ")]
    [InlineData("- 7:00-7:45 PM Small steps", "1 19:00-19:45 Small steps ")]
    [InlineData("- 下午 7:00-7:45 小步快走", "1 19:00-19:45 小步快走 ")]
    [InlineData("- １９：００－１９：４５　小步快走", "1 19:00-19:45 小步快走 ")]
    [InlineData("- Small steps (19:00-19:45)", "1 19:00-19:45 Small steps ")]
    [InlineData("- 《小步快走》 19:00 至 19:45", "1 19:00-19:45 小步快走 ")]
    [InlineData("**19:00 - 19:45**\n\nSmall steps", "1 19:00-19:45 Small steps ")]
    [InlineData("<table>\n<tr>\n<td>19:00-19:45</td>\n<td>Small steps</td>\n</tr>\n</table>", "1 19:00-19:45 Small steps ")]
    [InlineData("| Start | End | Session |\n|---|---|---|\n| 19:00 | 19:45 | Small steps |", "1 19:00-19:45 Small steps ")]
    [InlineData("| Talk | Speaker | Track | When |\n|---|---|---|---|\n| Small steps | Ada Sample | Data | 19:00-19:45 |", "1 19:00-19:45 Small steps ")]
    public void times_are_written_in_many_ways(string agenda, string slot) => Assert.Equal([slot], Slots(Imports.Import(Evening + agenda)));

    [Fact]
    public void rooms_side_by_side_are_columns_of_a_grid()
    {
        var meetup = Imports.Import(Evening + "| Time | Hall A | Hall B |\n|---|---|---|\n| 18:30-19:00 | Small steps | Large steps |\n| 19:00-19:15 | Break |  |");
        Assert.Equal(["1 18:30-19:00 Large steps Hall B", "1 18:30-19:00 Small steps Hall A", "1 19:00-19:15 Break Hall A"], Slots(meetup).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("- 19:00-19:45 《小步快走》 李小梅，某某科技工程师")]
    [InlineData("- 19:00-19:45 小步快走 —— 李小梅")]
    [InlineData("- 19:00-19:45 小步快走 | 李小梅（某某科技工程师）")]
    [InlineData("- 19:00-19:45 小步快走 by 李小梅")]
    [InlineData("| 时间 | 题目 | 主讲人 | 单位 |\n|---|---|---|---|\n| 19:00-19:45 | 小步快走 | 李小梅 | 某某科技工程师 |")]
    public void speakers_stand_behind_their_talks_in_many_ways(string agenda)
    {
        var meetup = Imports.Import(Evening + agenda);
        var talk = Assert.Single(meetup.Talks.Values);
        Assert.Equal("小步快走", talk.Title);
        Assert.Equal("李小梅", meetup.Speakers[Assert.Single(talk.Speakers).SpeakerId].Name);
    }

    private static IEnumerable<string> Slots(Meetup meetup) => meetup.Slots.Values
        .OrderBy(slot => (slot.Day, slot.Start))
        .Select(slot => string.Create(CultureInfo.InvariantCulture, $"{slot.Day} {slot.Start:HH:mm}-{slot.End:HH:mm} {slot.Title ?? meetup.Talks[slot.TalkId!.Value].Title} {slot.Room}"));

    private sealed class ByFirst(string order) : IComparer<string?>
    {
        public int Compare(string? x, string? y) => order.IndexOf(x![0], StringComparison.Ordinal) - order.IndexOf(y![0], StringComparison.Ordinal);
    }
}
