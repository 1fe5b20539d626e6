namespace EventOps.Notifications.Messages.Texts;

/// <summary>The programme: speakers, talks, slots, and the release that everybody sees.</summary>
internal static class AgendaTexts
{
    public static Dictionary<string, Telling> All { get; } = new()
    {
        ["eventops.agenda.published.v1"] = f => f.Number("release") is not > 1
            ? f.News(f.Say($"议程公布：{f.Meetup}", $"The agenda is out: {f.Meetup}"), f.Agenda, f.When(), f.Comment())
            : f.Change(
                f.Say($"议程更新（第 {f.Number("release")} 版）：{f.Meetup}", $"Agenda updated (release {f.Number("release")}): {f.Meetup}"),
                f.Agenda, f.When(), f.Comment()),
        ["eventops.speaker.added.v1"] = f => f.News(
            f.Say($"新增讲师：{Person(f)}", $"New speaker: {Person(f)}"), f.Agenda, f.Line("单位", "From", From(f)), f.Meetup()),
        ["eventops.speaker.revised.v1"] = f => f.News(
            f.Say($"讲师信息更新：{Person(f)}", $"Speaker details updated: {Person(f)}"), f.Agenda,
            f.Line("单位", "From", From(f)), f.Meetup()),
        ["eventops.speaker.removed.v1"] = f => f.Change(
            f.Say($"讲师名单有变动：{f.Meetup}", $"A speaker was taken off the list: {f.Meetup}"), f.Agenda),
        ["eventops.talk.added.v1"] = f => f.News(
            f.Say($"新增议题：{Title(f)}", $"New talk: {Title(f)}"), f.Agenda, Kind(f), f.Speakers(), f.Meetup()),
        ["eventops.talk.revised.v1"] = f => f.News(
            f.Say($"议题信息更新：{Title(f)}", $"Talk updated: {Title(f)}"), f.Agenda, Kind(f), f.Speakers(), f.Meetup()),
        ["eventops.talk.withdrawn.v1"] = f => f.Warning(
            f.Say($"议题撤下：{Title(f)}", $"Talk withdrawn: {Title(f)}"), f.Agenda, f.Speakers(), f.Why(), f.Meetup()),
        ["eventops.speakers.assigned.v1"] = f => f.News(
            f.Say($"议题讲师调整：{Title(f)}", $"Speakers assigned: {Title(f)}"), f.Agenda, f.Speakers(), f.Meetup()),
        ["eventops.slot.placed.v1"] = f => f.News(
            f.Say($"日程草稿新增：{Title(f)}", $"Placed on the draft agenda: {Title(f)}"), f.Agenda,
            f.Line("时间", "When", f.Slot("day", "start", "end")), f.Line("会场", "Room", f.Text("room")), f.Meetup()),
        ["eventops.slot.moved.v1"] = f => f.Change(
            f.Say($"日程草稿调整：{Title(f)}", $"Moved on the draft agenda: {Title(f)}"), f.Agenda,
            f.Line("原定", "Was", Slot(f, "oldDay", "oldStart", "oldEnd", "oldRoom")),
            f.Line("改为", "Now", Slot(f, "day", "start", "end", "room")), f.Meetup()),
        ["eventops.slot.removed.v1"] = f => f.Change(
            f.Say($"日程草稿移除了一个时段：{f.Meetup}", $"A slot was removed from the draft agenda: {f.Meetup}"), f.Agenda),
    };

    private static string Person(TextFacts f) => (f.Text("name"), f.Text("alias")) switch
    {
        (null, var alias) => alias ?? f.Say("待定", "to be announced"),
        (var name, null) => name,
        var (name, alias) => f.Say($"{name}（{alias}）", $"{name} ({alias})"),
    };

    private static string? From(TextFacts f) => (f.Text("organisation"), f.Text("role")) switch
    {
        (null, var role) => role,
        (var organisation, null) => organisation,
        var (organisation, role) => f.Say($"{organisation} {role}", $"{role}, {organisation}"),
    };

    private static string Title(TextFacts f) => f.Talk ?? f.Text("title") ?? f.Text("kind") switch
    {
        "break" => f.Say("休息", "Break"),
        "signIn" => f.Say("签到", "Sign-in"),
        "opening" => f.Say("开场", "Opening"),
        "closing" => f.Say("闭幕", "Closing"),
        _ => f.Say("活动环节", "a slot"),
    };

    private static TextLine? Kind(TextFacts f) => f.Line("形式", "Format", f.Text("kind") switch
    {
        "panel" => f.Say("圆桌讨论", "Panel"),
        "workshop" => f.Say("工作坊", "Workshop"),
        "lightning" => f.Say("闪电演讲", "Lightning talk"),
        "keynote" => f.Say("主题演讲", "Keynote"),
        _ => null,
    });

    private static string? Slot(TextFacts f, string day, string start, string end, string room) =>
        (f.Slot(day, start, end), f.Text(room)) switch
        {
            (null, _) => null,
            (var time, null) => time,
            var (time, place) => f.Say($"{time}，{place}", $"{time}, {place}"),
        };
}
