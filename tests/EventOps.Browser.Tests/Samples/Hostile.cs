using EventOps.Domain.Meetups;

namespace EventOps.Browser.Tests.Samples;

/// <summary>What somebody types who means no good, or simply a lot.</summary>
internal static class Hostile
{
    public const string Script = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";

    public static readonly string Long = new('长', 300);

    public static Story Tell() => new Story("sofastack", "hostile")
        .Scheduled(
            $"“Quotes” 'and' \"more\" & {Script}", new(2027, 1, 1, 10, 0), null, "Asia/Kathmandu", "not a language", Long,
            $"{Script}\n\n[click](javascript:document.title='taken') <javascript:document.title='taken'> ![pixel](https://tracker.example.org/p.png) [![badge](https://tracker.example.org/b.png)](https://example.org/)\n\n##### Deep\n\n# Shallow",
            Script, ["#tag", Script, "🎉"], MeetupForm.Hybrid, new(Script, "اختبار من اليمين إلى اليسار"), "javascript:document.title='taken'",
            "https://tracker.example.org/cover.png")
        .Speaker("a", Script, "אבג", "\u202Ereversed", new string('w', 200), new string('>', 5_000))
        .Talk("long", Long, ["a"], Script, [Script, Long])
        .Talk("unbroken", new string('W', 300), ["a"])
        .Talk("emoji", "👩🏽‍💻🚀✨ مرحبا بالعالم", ["a"])
        .Slot(new(10, 0), new(10, 30), "long", Script)
        .Slot(new(10, 0), new(10, 30), "unbroken", Long)
        .Then(new AgendaPublished(1, Script))
        .Deck("long", Script, "https://decks.example.org/\"><script>.pdf")
        .Then(new EventCancelled(Script))
        .Then(new ChannelSet(Story.Id("x"), ChannelKind.Other, Script, Script, "javascript:alert(1)", "data:text/html,<script>"))
        .Then(new OrganiserAdded(Story.Id("y"), Long, OrganiserRole.Host, "javascript:alert(1)"))
        .Then(new RecapWritten(Script))
        .Then(new RecapPublished(null));
}
