using System.Text;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Tests.Texts;

namespace EventOps.Notifications.Tests.Sinks;

/// <summary>What robots are told, read by strict readers.</summary>
public sealed class RobotPayloadTests(ITestOutputHelper output)
{
    private static readonly string[] Hostile =
    [
        "@all", "@everyone @here", "@room", "<!channel>", "<at user_id=\"all\">everyone</at>", "<at id=all></at>", "<@U123>", "<@all>",
        "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "[x](https://evil.example", "`code` ```block```", "**bold*", "_a_ ~b~ ||c||",
        "\n# heading\r\n- list", "\u202Egnp.exe", "zero\u200Bwidth\uFEFF", "</b><script>", "&lt;at&gt; &amp; &#64;all", "\\*\\", "C# & <T>",
        "👩\u200D👩\u200D👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️", "…", "    ", "\0\u0007", "议程（初稿）【重要】", ":tada: :+1:", "http://evil.example/?a=1&b=2", "\"quoted\" 'single'",
        new string('长', 300), new string('*', 300), new string('<', 300), string.Concat(Enumerable.Repeat("👨\u200D👩\u200D👧", 60)),
        "e" + new string('\u0301', 400),
    ];

    public static TheoryData<SubscriptionKind> Kinds => [.. RobotCase.All.Select(c => c.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task every_type_of_message_is_taken_in_both_languages(SubscriptionKind kind)
    {
        var robot = RobotCase.Of(kind);
        foreach (var happened in TextSamples.All)
            foreach (var language in new[] { "zh", "en" })
                foreach (var address in new[] { "https://meetups.example.org", null })
                    await Taken(robot, TextSamples.Message(happened, address).Body, language, happened.GetType().Name);
        await Taken(robot, TextSamples.Test, "zh", "test");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task no_title_pings_anybody_or_breaks_the_markup(SubscriptionKind kind)
    {
        foreach (var title in Hostile)
            await Taken(RobotCase.Of(kind), TextSamples.Titled(title), "en", title);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task two_thousand_random_titles_are_taken(SubscriptionKind kind)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var n = 0; n < 2_000; n++)
        {
            var title = RandomTitle(random);
            await Taken(RobotCase.Of(kind), TextSamples.Titled(title), n % 2 == 0 ? "zh" : "en", $"seed {seed}, number {n}: {title}");
        }
    }

    [Fact]
    public async Task dingtalk_gets_a_card_with_the_facts_and_one_button()
    {
        var (request, _, _) = await RobotCase.Of(SubscriptionKind.DingTalk).Say(TextSamples.Message(History.Published).Body, "zh");

        var card = request.Json.GetProperty("actionCard");
        Assert.Equal(
            "### 讲稿发布：从零到一：打造开源社区\n\n**讲师：**宋顺、凯撒\n\n**讲稿：**主题演讲 [打开讲稿](https://example.org/deck.pdf)\n\n"
            + "**活动：**SOFAStack 社区 “第 13 期”",
            card.GetProperty("text").GetString());
        Assert.Equal("查看活动页面", card.GetProperty("singleTitle").GetString());
        Assert.Equal("https://meetups.example.org/sofa/meetup-13/agenda", card.GetProperty("singleURL").GetString());
    }

    [Fact]
    public async Task slack_gets_a_header_and_labelled_lines()
    {
        var (request, _, _) = await RobotCase.Of(SubscriptionKind.Slack).Say(TextSamples.Titled("R&D <evening> *live*"), "en");

        var blocks = request.Json.GetProperty("blocks");
        Assert.Equal("New meetup: R&amp;D &lt;evening&gt; *live*", blocks[0].GetProperty("text").GetProperty("text").GetString());
        Assert.Equal(
            "*When:* Sat 18 December 2021, 13:00–17:00 (China time, UTC+8)\n*Where:* Online\n"
            + "<https://meetups.example.org/sofa/meetup-13/agenda|Open the meetup page>",
            blocks[1].GetProperty("text").GetProperty("text").GetString());
        Assert.Equal("New meetup: R&amp;D &lt;evening&gt; ∗live∗", request.Json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task a_wecom_message_is_cut_by_bytes_between_whole_lines()
    {
        var message = TextSamples.Titled(new string('界', 2_000));

        var (request, _, _) = await RobotCase.Of(SubscriptionKind.WeCom).Say(message, "zh");

        var content = request.Json.GetProperty("markdown").GetProperty("content").GetString()!;
        Assert.InRange(Encoding.UTF8.GetByteCount(content), 900, 4096);
        Assert.Contains("界…</font>", content);
        Assert.EndsWith("[查看活动页面](https://meetups.example.org/sofa/meetup-13/agenda)", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_discord_title_is_cut_by_its_escaped_length_between_characters()
    {
        var (request, _, _) = await RobotCase.Of(SubscriptionKind.Discord).Say(TextSamples.Titled(new string('_', 300)), "en");

        var title = request.Json.GetProperty("embeds")[0].GetProperty("title").GetString()!;
        Assert.InRange(title.Length, 254, 256);
        Assert.EndsWith("\\_…", title, StringComparison.Ordinal);
    }

    private static async Task Taken(RobotCase robot, ReadOnlyMemory<byte> body, string language, string what)
    {
        var (request, answer, verdict) = await robot.Say(body, language);
        Assert.True(verdict.Error is null, $"{what}: {answer.Body}\n{request.Text}");
    }

    private static string RandomTitle(Random random)
    {
        var title = new StringBuilder();
        for (var left = random.Next(1, 40); left > 0; left--)
            title.Append(random.Next(5) switch
            {
                0 => Hostile[random.Next(Hostile.Length - 5)],
                1 => ((char)random.Next(0x20, 0x7F)).ToString(),
                2 => char.ConvertFromUtf32(random.Next(0x4E00, 0x9FFF)),
                3 => char.ConvertFromUtf32(random.Next(0x1F300, 0x1FAFF)),
                _ => char.ConvertFromUtf32(Scalar(random)),
            });
        return title.ToString();
    }

    private static int Scalar(Random random)
    {
        while (true)
        {
            var scalar = random.Next(1, 0x10FFFF);
            if (scalar is < 0xD800 or > 0xDFFF)
                return scalar;
        }
    }
}
