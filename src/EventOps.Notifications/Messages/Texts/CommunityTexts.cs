namespace EventOps.Notifications.Messages.Texts;

/// <summary>Where the community talks and who holds the meetup.</summary>
internal static class CommunityTexts
{
    public static Dictionary<string, Telling> All { get; } = new()
    {
        ["eventops.channel.set.v1"] = f => f.News(
            f.Say($"加入社区交流：{f.Text("name") ?? Kind(f)}", $"Join the conversation: {f.Text("name") ?? Kind(f)}"), f.Agenda,
            f.Line("平台", "On", Kind(f)), f.Line("群号", "Number", f.Text("number")),
            f.Line("链接", "Link", null, f.Link("url", f.Say("加入", "Join"))), f.Meetup()),
        ["eventops.channel.removed.v1"] = f => f.Change(
            f.Say($"社区交流渠道有调整：{f.Meetup}", $"A community channel is no longer in use: {f.Meetup}"), f.Agenda),
        ["eventops.organiser.added.v1"] = f => f.News(
            f.Say($"新增{Role(f)}：{f.Text("name") ?? f.Meetup}", $"{Role(f)}: {f.Text("name") ?? f.Meetup}"), f.Agenda,
            f.Line("主页", "Website", null, f.Link("url", f.Say("打开", "Open"))), f.Meetup()),
        ["eventops.organiser.removed.v1"] = f => f.News(
            f.Say($"主办与支持名单有调整：{f.Meetup}", $"The list of organisers and supporters has changed: {f.Meetup}"), f.Agenda),
        ["eventops.person.erased.v1"] = f => f.Warning(
            f.Say($"有人要求删除个人信息：{f.Meetup}", $"A person asked to be forgotten: {f.Meetup}"), f.Agenda,
            f.Line("请您", "Please", f.Say("删除您保存的相关姓名与简介。", "delete the names and texts that you keep of them."))),
    };

    private static string Kind(TextFacts f) => f.Text("kind") switch
    {
        "dingTalk" => f.Say("钉钉群", "DingTalk"),
        "weChat" => f.Say("微信", "WeChat"),
        "feishu" => f.Say("飞书群", "Feishu"),
        "bilibili" => f.Say("哔哩哔哩", "Bilibili"),
        "slack" => "Slack",
        "discord" => "Discord",
        "telegram" => "Telegram",
        "matrix" => "Matrix",
        "mail" => f.Say("邮箱", "Mail"),
        _ => f.Say("社区", "Community"),
    };

    private static string Role(TextFacts f) => f.Text("role") switch
    {
        "host" => f.Say("主办方", "Hosted by"),
        "coHost" => f.Say("联合主办方", "Co-hosted by"),
        "partner" => f.Say("合作伙伴", "In partnership with"),
        "sponsor" => f.Say("赞助方", "Sponsored by"),
        "media" => f.Say("媒体支持", "Media partner"),
        _ => f.Say("支持方", "Supported by"),
    };
}
