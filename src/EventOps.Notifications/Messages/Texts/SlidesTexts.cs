namespace EventOps.Notifications.Messages.Texts;

/// <summary>Decks: filed, shown, swapped, taken back.</summary>
internal static class SlidesTexts
{
    public static Dictionary<string, Telling> All { get; } = new()
    {
        ["eventops.slides.attached.v1"] = f => f.News(
            f.Say($"收到讲稿（未公开）：{About(f)}", $"Slides filed, not public yet: {About(f)}"), f.Agenda,
            f.Speakers(), Deck(f), f.Meetup()),
        ["eventops.slides.scheduled.v1"] = f => f.News(
            f.Say($"讲稿已定时发布：{About(f)}", $"Slides will be published by themselves: {About(f)}"), f.Agenda, f.Speakers(),
            f.Line("公开时间", "Public from", f.Moment("availableFrom") ?? f.Say("议题结束时", "the end of the talk")), f.Meetup()),
        ["eventops.slides.held.v1"] = f => f.Change(
            f.Say($"讲稿取消定时发布：{About(f)}", $"Slides will not be published by themselves any more: {About(f)}"), f.Agenda,
            f.Speakers(), f.Meetup()),
        ["eventops.slides.published.v1"] = f => f.News(
            f.Say($"讲稿发布：{About(f)}", $"Slides published: {About(f)}"), f.Agenda, f.Speakers(), Deck(f), f.Meetup()),
        ["eventops.slides.replaced.v1"] = f => f.Change(
            f.Is("published")
                ? f.Say($"讲稿更新：{About(f)}", $"New version of the slides: {About(f)}")
                : f.Say($"讲稿更新（未公开）：{About(f)}", $"New version of the slides, not public yet: {About(f)}"),
            f.Agenda, f.Speakers(),
            f.Line("旧版", "Was", f.Text("oldTitle"), f.Link("oldUrl", f.Say("打开旧版", "Open the old version"))),
            f.Line("新版", "Now", f.Text("title"), f.Link("url", f.Say("打开新版", "Open the new version"))),
            f.Why(), f.Meetup()),
        ["eventops.slides.withdrawn.v1"] = f => f.Warning(
            f.Is("published")
                ? f.Say($"讲稿撤回：{About(f)}", $"Slides withdrawn: {About(f)}")
                : f.Say($"讲稿撤回（未公开）：{About(f)}", $"Slides withdrawn, never public: {About(f)}"),
            f.Agenda, f.Speakers(), f.Why(), f.Meetup()),
    };

    private static string About(TextFacts f) => f.Talk ?? f.Text("title") ?? f.Meetup;

    private static TextLine? Deck(TextFacts f) =>
        f.Line("讲稿", "Slides", f.Text("title"), f.Link("url", f.Say("打开讲稿", "Open the slides")));
}
