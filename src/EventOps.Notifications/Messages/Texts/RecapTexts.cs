namespace EventOps.Notifications.Messages.Texts;

/// <summary>What is left when it is over: the recap, recordings, references, pictures.</summary>
internal static class RecapTexts
{
    public static Dictionary<string, Telling> All { get; } = new()
    {
        ["eventops.recap.written.v1"] = f => f.News(
            f.Say($"活动回顾草稿有更新：{f.Meetup}", $"Recap drafted: {f.Meetup}"), f.Recap,
            f.Line("摘要", "Summary", f.Text("summary"))),
        ["eventops.recap.published.v1"] = f => f.News(
            f.Say($"活动回顾发布：{f.Meetup}", $"The recap is out: {f.Meetup}"), f.Recap, f.Comment()),
        ["eventops.recording.added.v1"] = f => f.News(
            f.Say($"回放上线：{f.Talk ?? f.Meetup}", $"Recording available: {f.Talk ?? f.Meetup}"), f.Agenda, f.Speakers(),
            f.Line("回放", "Recording", f.Text("title"), f.Link("url", f.Say("观看回放", "Watch"))),
            f.Talk is null ? null : f.Meetup()),
        ["eventops.recording.removed.v1"] = f => f.Change(
            f.Say($"回放下线：{f.Meetup}", $"A recording was taken down: {f.Meetup}"), f.Agenda, f.Why()),
        ["eventops.reference.added.v1"] = f => f.News(
            f.Say($"延伸阅读：{f.Text("title") ?? f.Meetup}", $"Further reading: {f.Text("title") ?? f.Meetup}"), f.Recap,
            f.Talk(), f.Line("链接", "Link", null, f.Link("url", f.Say("打开", "Open"))), f.Meetup()),
        ["eventops.reference.removed.v1"] = f => f.News(
            f.Say($"延伸阅读有调整：{f.Meetup}", $"Further reading has changed: {f.Meetup}"), f.Recap),
        ["eventops.photos.added.v1"] = f => f.News(
            f.Say($"现场照片：{f.Meetup}", $"Photos: {f.Meetup}"), f.Recap,
            f.Line("照片", "Photos", f.Text("title"), f.Link("url", f.Say("查看照片", "Look at them")))),
        ["eventops.photos.removed.v1"] = f => f.News(
            f.Say($"现场照片有调整：{f.Meetup}", $"The photos have changed: {f.Meetup}"), f.Recap),
    };
}
