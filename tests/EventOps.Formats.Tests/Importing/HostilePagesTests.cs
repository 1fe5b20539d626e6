using System.Globalization;
using System.Text;
using EventOps.Formats.Importing;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

public sealed class HostilePagesTests(ITestOutputHelper output)
{
    // What a page costs is counted in bytes asked of the memory: that is the same on a machine that has other things to do.
    private const long PerCharacter = 4_000;

    public static TheoryData<string> Bombs =>
    [
        "[", "](", "[[](", "((((", "<", "<br>", "**", "*a **", "> ", "|", "| a ", "- ", "《", "》", "《a》\n", "![", "`", "```\n", "1. ", "\n\n", "a：",
        "# ", "活动时间：", "http://", "<!--", "\u200B", "汤伟（花名：", "9:00-", "12 月 18 日", "、", "王",
    ];

    [Theory, MemberData(nameof(Bombs))]
    public void a_bomb_costs_no_more_than_its_length(string piece)
    {
        var bomb = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        CostsNoMoreThanItsLength(bomb.Length, () => Imports.Page("- 活动主题：x\n- 活动时间：2021 年 12 月 18 日 13:00\n\n## 活动回顾\n\n《x》\n\n" + bomb));
        CostsNoMoreThanItsLength(100_000, () => Imports.Page(string.Join('\n', Enumerable.Range(0, 6).Select(_ => bomb[..15_000]))));
    }

    [Theory, InlineData("《题目 {0}》"), InlineData("- [《题目 {0}》](https://example.org/{0}.pdf)"), InlineData("讲师：王{0}（花名：小{0}）"), InlineData("13:00-14:00 题 {0}"), InlineData("群号：{0}000000"), InlineData("一句话 {0}"), InlineData("2021 年 12 月 18 日")]
    public void many_things_cost_no_more_than_their_number(string line)
    {
        foreach (var section in (string[])["## 概要\n\n- 资料下载：", "## 介绍", "## 活动回顾", "## 议程", "## 嘉宾", "《x》\n\n王鑫\n技术专家"])
        {
            var lines = string.Join('\n', Enumerable.Range(100, 2_000).Select(n => string.Format(CultureInfo.InvariantCulture, line, n)));
            CostsNoMoreThanItsLength(lines.Length, () => Imports.Import("- 活动主题：x\n- 活动时间：2021 年 12 月 18 日 13:00\n\n" + section + "\n" + lines));
        }
    }

    private static void CostsNoMoreThanItsLength(int length, Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        read();
        var cost = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(cost < PerCharacter * length, $"{cost:N0} bytes for {length:N0} characters");
    }

    [Theory, InlineData("["), InlineData("{a: "), InlineData("- "), InlineData("&a [*a, "), InlineData("? "), InlineData("!"), InlineData("\"")]
    public void deep_front_matter_does_not_overflow(string piece)
    {
        foreach (var count in (int[])[5_000, 50_000])
        {
            var page = Imports.Page($"---\ntitle: x\nbomb: {string.Concat(Enumerable.Repeat(piece, count))}\n---\n- 活动时间：2021 年 12 月 18 日 13:00\n- 活动形式：线上");
            Assert.Equal("x", page.Meetup!.Wanted.OfType<Domain.Meetups.ScheduleEvent>().Single().Title);
        }

    }

    [Theory, InlineData(""), InlineData("eventops: \"recap\"\n")]
    public void front_matter_that_the_scanner_chokes_on_is_read_line_by_line(string own)
    {
        var page = Imports.Page($"---\ntitle: x\n{own}tags: [\"a\", \"b]^date: 2025-05-02\"09:00:00+02:00\ncover: \"https:k/example.org/p]ostgres\"\n---\n- 活动时间：2021 年 12 月 18 日 13:00\n- 活动形式：线上");
        Assert.Equal("x", page.Meetup!.Wanted.OfType<Domain.Meetups.ScheduleEvent>().Single().Title);
    }

    [Fact]
    public void cut_shuffled_and_repeated_pages_never_break_the_importer()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var sources = Pages.All.Select(row => Pages.Bytes(row.Data)).ToList();
        for (var round = 0; round < 80; round++)
        {
            var bytes = Mutate(sources[random.Next(sources.Count)], random);
            try
            {
                var page = PageImporter.Read(new("fuzz.md", bytes), Pages.Settings);
                var meetup = Imports.Import(page);
                Assert.Empty(ImportPlanner.Plan(page, meetup).Commands);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, round {round}: {e}\n{Encoding.UTF8.GetString(bytes)}");
            }
        }
    }

    private static byte[] Mutate(byte[] source, Random random)
    {
        var lines = Encoding.UTF8.GetString(source).Split('\n').ToList();
        switch (random.Next(5))
        {
            case 0:
                return source[..random.Next(source.Length + 1)];
            case 1:
                return [.. source.Select(b => random.Next(50) == 0 ? (byte)random.Next(32, 127) : b)];
            case 2:
                return Encoding.UTF8.GetBytes(string.Join('\n', lines.OrderBy(_ => random.Next())));
            case 3:
                return Encoding.UTF8.GetBytes(string.Join('\n', lines.Where(_ => random.Next(4) > 0)));
            default:
                return Encoding.UTF8.GetBytes(string.Join('\n', lines.SelectMany(line => Enumerable.Repeat(line, random.Next(3)))));
        }
    }
}
