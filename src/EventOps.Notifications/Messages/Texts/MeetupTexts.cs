namespace EventOps.Notifications.Messages.Texts;

/// <summary>The meetup itself: announced, moved, called off, back on; and signing up for it.</summary>
internal static class MeetupTexts
{
    public static Dictionary<string, Telling> All { get; } = new()
    {
        ["eventops.meetup.scheduled.v1"] = f => f.News(
            f.Say($"新活动：{f.Meetup}", $"New meetup: {f.Meetup}"), f.Agenda,
            f.Line("主题", "Theme", f.Text("theme")), f.When(), f.Line("地点", "Where", f.Place("form", "venue"), Stream(f))),
        ["eventops.meetup.revised.v1"] = f => f.News(
            f.Say($"活动信息更新：{f.Meetup}", $"Details updated: {f.Meetup}"), f.Agenda,
            f.Line("主题", "Theme", f.Text("theme")), f.When()),
        ["eventops.slug.changed.v1"] = f => f.Change(
            f.Say($"活动页面地址变更：{f.Meetup}", $"New address of the pages: {f.Meetup}"), f.Agenda,
            f.Line("原地址", "Was", f.Text("oldSlug")), f.Line("新地址", "Now", f.Text("slug")), f.When()),
        ["eventops.alias.added.v1"] = f => f.Change(
            f.Say($"活动页面新增地址：{f.Meetup}", $"One more address of the pages: {f.Meetup}"), f.Agenda,
            f.Line("新增地址", "Address", f.Text("alias")), f.When()),
        ["eventops.alias.removed.v1"] = f => f.Change(
            f.Say($"活动页面地址停用：{f.Meetup}", $"An address of the pages is gone: {f.Meetup}"), f.Agenda,
            f.Line("停用地址", "Address", f.Text("alias")), f.When()),
        ["eventops.meetup.rescheduled.v1"] = f => f.Change(
            f.SameDay("oldStart", "start")
                ? f.Say($"活动时间调整：{f.Meetup}", $"New time: {f.Meetup}")
                : f.Say($"活动改期：{f.Meetup}", $"New date: {f.Meetup}"),
            f.Agenda, f.Line("原定", "Was", f.Was), f.Line("改为", "Now", f.When), f.Why()),
        ["eventops.meetup.relocated.v1"] = Relocated,
        ["eventops.meetup.postponed.v1"] = f => f.Warning(
            f.Say($"活动延期：{f.Meetup}", $"Postponed: {f.Meetup}"), f.Agenda,
            f.Line("原定", "Was planned for", f.When), f.Line("新时间", "New date", f.Say("待定", "to be announced")), f.Why()),
        ["eventops.meetup.cancelled.v1"] = f => f.Warning(
            f.Say($"活动取消：{f.Meetup}", $"Cancelled: {f.Meetup}"), f.Agenda,
            f.Line("原定", "Was planned for", f.When), f.Why()),
        ["eventops.meetup.reinstated.v1"] = f => f.News(
            f.Say($"活动恢复举行：{f.Meetup}", $"Back on: {f.Meetup}"), f.Agenda, f.When(),
            f.Line("说明", "Note", f.Text("reason"))),
        ["eventops.registration.opened.v1"] = f => f.News(
            f.Say($"报名开启：{f.Meetup}", $"Registration is open: {f.Meetup}"), f.Agenda, f.When(),
            f.Line("报名截止", "Closes", f.Moment("closesAt")),
            f.Line("报名", "Sign up", null, f.Link("url", f.Say("立即报名", "Register")))),
        ["eventops.registration.closed.v1"] = f => f.Change(
            f.Say($"报名截止：{f.Meetup}", $"Registration is closed: {f.Meetup}"), f.Agenda, f.When(), f.Why()),
    };

    private static MessageText Relocated(TextFacts f)
    {
        var (was, now) = (f.Place("oldForm", "oldVenue"), f.Place("form", "venue"));
        if (was == now)
            return f.Change(
                f.Say($"直播地址变更：{f.Meetup}", $"New stream link: {f.Meetup}"), f.Agenda, f.When(),
                f.Line("直播", "Stream", Stream(f) is null ? f.Say("待定", "to be announced") : null, Stream(f)), f.Why());
        return f.Change(
            f.Say($"活动地点变更：{f.Meetup}", $"New venue: {f.Meetup}"), f.Agenda,
            f.Line("原地点", "Was", was), f.Line("新地点", "Now", now, Stream(f)), f.When(), f.Why());
    }

    private static TextLink? Stream(TextFacts f) => f.Link("streamUrl", f.Say("观看直播", "Watch the stream"));
}
