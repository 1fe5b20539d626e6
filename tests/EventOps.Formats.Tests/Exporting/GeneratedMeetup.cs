using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EventOps.Formats.Tests.Exporting;

/// <summary>
/// Commands that make a meetup with everything that one can have, in texts that are hard to write down. Shrinks by leaving
/// commands out: what then makes no sense is refused and falls away.
/// </summary>
internal sealed class GeneratedMeetup
{
    private static readonly string[] Words =
    [
        "WebAssembly", "云原生", "Service Mesh", "《", "》", "*", "**", "_", "snake_case", "`code`", "<SOFA:Channel/>", "<b>", "&amp;", "&#x41;", "&",
        "[", "](", "|", "#", "# ", "## ", "- ", "1. ", "\\", "~~", "{{< figure >}}", "{{% x %}}", "：", ":", "，", ",", "（花名：", "(alias: ", ")", "）",
        "🦀", "👨‍👩‍👧", "עברית", "\"", "'", "!", "?", ".", ";", "@", "<https://example.org/a_b>", "https://example.org/a_b?x=1&y=2", "\u00A0", "\u3000", "a", "与",
        "---", "===", "> ", "+", "“", "”", "$", "%", "\u2028", "\u200B", "第 1 天", "**议题简介**", "**Abstract**", "eventops",
    ];

    private static readonly string[] Blocks =
    [
        "一段文字。", "A paragraph\nof two lines", "- one\n- two", "1. first\n2. second", "### A heading", "#### Lower", "# 概要", "## 活动议程", "```\n## code\n    indented\n<b>\n```",
        "```\nnever closed", "    indented by four", "- a\n    - nested", "Title\n=====", "Title\n---", "<div>\n\n<script>alert(1)</script>\n</div>", "> quoted", "| a | b |\n| --- | --- |",
        "[link](https://example.org/(1).pdf)", "**议题简介**", "**嘉宾简介：杨斌**", "**Takeaways**", "\\<SOFA:Channel/>", "&#x3C;", "trailing  \nbreak", "\ttab", "***", "- - x", "a\rb", "-蚂蚁集团", "<!-- hidden -->", "{{< x >}}",
    ];

    private readonly Random random;
    private readonly List<MeetupCommand> commands = [];
    private readonly HashSet<string> names = [];
    private readonly HashSet<string> titles = [];
    private int ids;

    private GeneratedMeetup(int seed) => random = new(seed);

    public static Arbitrary<IReadOnlyList<MeetupCommand>> Any { get; } = Arb.From(
        Gen.Choose(0, int.MaxValue).Select(seed => (IReadOnlyList<MeetupCommand>)new GeneratedMeetup(seed).Make()), Shrunk);

    private static IEnumerable<IReadOnlyList<MeetupCommand>> Shrunk(IReadOnlyList<MeetupCommand> commands)
    {
        for (var size = commands.Count / 2; size > 0; size /= 2)
        {
            for (var at = 1; at + size <= commands.Count; at += size)
                yield return [.. commands.Take(at), .. commands.Skip(at + size)];
        }
    }

    private List<MeetupCommand> Make()
    {
        var start = new LocalDateTime(random.Next(1990, 2040), random.Next(1, 13), random.Next(1, 28), random.Next(4, 14), random.Next(60), random.Next(8) == 0 ? 30 : 0);
        var days = random.Next(3) == 0 ? random.Next(2, 5) : 1;
        var form = OneOf(MeetupForm.Online, MeetupForm.Onsite, MeetupForm.Hybrid);
        commands.Add(new ScheduleEvent(
            "generated-meetup", Line(), start, OneOf("Asia/Shanghai", "Europe/Berlin", "UTC"), form,
            Maybe(() => (LocalDateTime?)start.Date.PlusDays(days - 1).At(new(23, random.Next(60)))) ?? (days > 1 ? start.PlusDays(days - 1) : null),
            form is MeetupForm.Online ? null : Maybe(() => new Venue(Line(), Maybe(Line))), Maybe(Url), Maybe(Line), Maybe(Prose), Maybe(Line),
            Many(4, Line), OneOf("zh", "zh-CN", "en", "en-GB", "de"), Maybe(Url)));
        var speakers = Many(5, Speaker);
        for (var i = random.Next(5); i > 0; i--)
            Talk(speakers, days);
        for (var i = random.Next(3); i > 0; i--)
            commands.Add(new PlaceSlot(Hour(0), Hour(12), Id(), OneOf(SlotKind.Break, SlotKind.SignIn, SlotKind.Opening, SlotKind.Closing, SlotKind.Other), null, Maybe(Line), random.Next(1, days + 1), Maybe(Line), Maybe(Line), "It fits."));
        Surround();
        Publish();
        return commands;
    }

    private Guid Speaker()
    {
        var id = Id();
        commands.Add(new AddSpeaker(id, random.Next(4) == 0 ? null : Unique(names), Unique(names), Maybe(Line), Maybe(Line), Maybe(Prose)));
        return id;
    }

    private void Talk(ValueList<Guid> speakers, int days)
    {
        var talk = Id();
        commands.Add(new AddTalk(
            Unique(titles), talk, OneOf(Enum.GetValues<TalkKind>()), Maybe(Prose), Many(3, () => random.Next(5) == 0 ? Prose().Trim() : Line()), Maybe(() => OneOf("zh", "en")),
            [.. speakers.Where(_ => random.Next(2) == 0).Select(id => new TalkSpeaker(id, OneOf(Enum.GetValues<SpeakerPart>())))]));
        for (var i = random.Next(3); i > 0; i--)
            commands.Add(new PlaceSlot(Hour(0), Hour(12), Id(), SlotKind.Talk, talk, null, random.Next(1, days + 1), Maybe(Line), Maybe(Line), "It fits."));
        Material(talk);
    }

    private void Material(Guid? talk)
    {
        for (var i = random.Next(3); i > 0; i--)
        {
            var deck = Id();
            commands.Add(new AttachSlides(Line(), Url(), deck, talk));
            if (random.Next(4) != 0)
                commands.Add(new PublishSlides(deck));
        }

        for (var i = random.Next(3); i > 0; i--)
            commands.Add(new AddRecording(Line(), Url(), Id(), talk));
        for (var i = random.Next(3); i > 0; i--)
            commands.Add(new AddReference(Line(), Url(), Id(), talk));
    }

    private void Surround()
    {
        Material(null);
        for (var i = random.Next(3); i > 0; i--)
            commands.Add(new AddAlias($"alias-{random.Next(5)}"));
        if (random.Next(6) == 0)
            commands.Add(new ChangeSlug(OneOf("alias-1", "renamed")));
        for (var i = random.Next(3); i > 0; i--)
            commands.Add(new AddOrganiser(Unique(names), OneOf(Enum.GetValues<OrganiserRole>()), Id(), Maybe(Url)));
        for (var i = random.Next(3); i > 0; i--)
            commands.Add(new SetChannel(OneOf(Enum.GetValues<ChannelKind>()), Id(), Maybe(Line), Maybe(() => $"{random.Next(100_000_000)}"), Url(), Maybe(Url)));
        for (var i = random.Next(3); i > 0; i--)
            commands.Add(new AddPhotos(Url(), OneOf(PhotosKind.Album, PhotosKind.Picture), Id(), Maybe(Line)));
        if (random.Next(2) == 0)
            commands.Add(new OpenRegistration(Url(), Maybe(() => (LocalDateTime?)new LocalDateTime(2030, 1, random.Next(1, 28), 12, 0))));
    }

    private void Publish()
    {
        commands.Add(new PublishAgenda());
        if (random.Next(2) == 0)
        {
            commands.Add(new WriteRecap(random.Next(3) == 0 ? commands.OfType<ScheduleEvent>().First().Summary ?? Prose() : Prose()));
            commands.Add(new PublishRecap());
        }

        if (random.Next(4) == 0)
            commands.Add(random.Next(2) == 0 ? new CancelEvent(Line()) : new PostponeEvent(Line()));
    }

    private string Line()
    {
        var line = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => OneOf(Words) + (random.Next(3) == 0 ? " " : "")));
        line = string.Concat(line.Where(c => !char.IsControl(c))).Trim();
        return line.Length == 0 ? "x" : line;
    }

    private string Prose()
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => OneOf(Blocks) + OneOf("\n\n", "\n", "\n\n\n", " " + Line() + "\n\n")));
        return random.Next(6) == 0 ? text : text.Trim() is { Length: > 0 } trimmed ? trimmed : "x";
    }

    // Titles and names tell things apart on a page.
    private string Unique(HashSet<string> taken)
    {
        var line = Line();
        while (!taken.Add(line))
            line += $" {taken.Count}";
        return line;
    }

    private string Url() => $"https://{OneOf("example.org", "例子.example")}/{++ids}{OneOf("", ".pdf", "/a(1).pdf", "/a%281%29.pdf", "/SOFAChannel#27.pdf", "/page#part", "/a_b*c", "?a=1&b=[2]", "/幻灯片，一.pdf", "/a%23b#c", "/<x>", "/a|b")}";

    private LocalTime Hour(int from) => new(from + random.Next(12), random.Next(60));

    private Guid Id() => new(++ids, 0, 0, new byte[8]);

    private T OneOf<T>(params T[] choices) => choices[random.Next(choices.Length)];

    private T? Maybe<T>(Func<T> make) => random.Next(3) == 0 ? default : make();

    private ValueList<T> Many<T>(int most, Func<T> make) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => make())];
}
