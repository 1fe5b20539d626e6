using System.Collections.Frozen;
using EventOps.Domain.Meetups;

namespace EventOps.Formats.Exporting;

/// <summary>
/// The words that a Markdown page is written in, by which it is read again as well. A word that is changed here makes older
/// pages unreadable: add to the reader before.
/// </summary>
internal sealed record PageWords
{
    public static PageWords Chinese { get; } = new()
    {
        Overview = "概要", Intro = "活动介绍", Agenda = "活动议程", Review = "活动回顾", Programme = "议题介绍", Replays = "直播回放",
        Reading = "推荐阅读", Photos = "现场照片", Organisers = "主办与支持", Community = "社区群", Theme = "活动主题", Time = "活动时间",
        Zone = "活动时区", Form = "活动形式", Place = "活动地点", Address = "详细地址", Stream = "直播地址", Status = "活动状态", Reason = "原因",
        Registration = "报名方式", ClosesAt = "报名截止", Watch = "观看直播", Register = "点击报名", Open = "点击打开", Decks = "资料下载",
        Bio = "嘉宾简介", Abstract = "议题简介", Takeaways = "听众收益", Kind = "类型", Language = "语言", Hours = "时间", Title = "议题",
        Speakers = "嘉宾", Room = "会场", Track = "分会场", Alias = "花名", Number = "群号", QrCode = "二维码", Colon = "：", Comma = "，",
        Open1 = "（", Close1 = "）", Quote = "《", Unquote = "》", Cancelled = "已取消", Postponed = "已延期", State = new Dictionary<PageState, string>
        {
            [PageState.Recap] = "【活动回顾】", [PageState.Registration] = "【活动报名】", [PageState.Cancelled] = "【活动取消】",
            [PageState.Postponed] = "【活动延期】", [PageState.None] = "",
        }.ToFrozenDictionary(),
        Forms = Named((MeetupForm.Online, "线上直播"), (MeetupForm.Onsite, "线下活动"), (MeetupForm.Hybrid, "线下活动 + 线上直播")),
        TalkKinds = Named(
            (TalkKind.Talk, "分享"), (TalkKind.Panel, "圆桌讨论"), (TalkKind.Workshop, "动手实验"), (TalkKind.Lightning, "闪电演讲"), (TalkKind.Keynote, "主题演讲")),
        SlotKinds = Named(
            (SlotKind.Talk, "分享"), (SlotKind.Break, "休息"), (SlotKind.SignIn, "签到"), (SlotKind.Opening, "开场"), (SlotKind.Closing, "闭幕"), (SlotKind.Other, "其他")),
        Parts = Named((SpeakerPart.Moderator, "圆桌主持"), (SpeakerPart.Host, "主持人"), (SpeakerPart.Panelist, "圆桌嘉宾"), (SpeakerPart.Speaker, "讲师")),
        Roles = Named(
            (OrganiserRole.Host, "主办"), (OrganiserRole.CoHost, "协办"), (OrganiserRole.Partner, "合作伙伴"), (OrganiserRole.Sponsor, "赞助"), (OrganiserRole.Media, "媒体支持")),
        Channels = Named(
            (ChannelKind.DingTalk, "钉钉群"), (ChannelKind.WeChat, "微信"), (ChannelKind.Feishu, "飞书群"), (ChannelKind.Bilibili, "哔哩哔哩"), (ChannelKind.Slack, "Slack"),
            (ChannelKind.Discord, "Discord"), (ChannelKind.Telegram, "Telegram"), (ChannelKind.Matrix, "Matrix"), (ChannelKind.Mail, "邮箱"), (ChannelKind.Other, "其他")),
    };

    public static PageWords English { get; } = new()
    {
        Overview = "Overview", Intro = "About", Agenda = "Agenda", Review = "Review", Programme = "Talks", Replays = "Recordings",
        Reading = "Further reading", Photos = "Photos", Organisers = "Organised by", Community = "Community", Theme = "Theme", Time = "Time",
        Zone = "Time zone", Form = "Format", Place = "Venue", Address = "Address", Stream = "Stream", Status = "Status", Reason = "Reason",
        Registration = "Registration", ClosesAt = "Registration closes", Watch = "Watch live", Register = "Sign up", Open = "Open", Decks = "Slides",
        Bio = "About the speaker", Abstract = "Abstract", Takeaways = "Takeaways", Kind = "Kind", Language = "Language", Hours = "Time", Title = "Talk",
        Speakers = "Speakers", Room = "Room", Track = "Track", Alias = "alias", Number = "number", QrCode = "QR code", Colon = ": ", Comma = ", ",
        Open1 = " (", Close1 = ")", Quote = "“", Unquote = "”", Cancelled = "Cancelled", Postponed = "Postponed", State = new Dictionary<PageState, string>
        {
            [PageState.Recap] = "[Recap] ", [PageState.Registration] = "[Sign up] ", [PageState.Cancelled] = "[Cancelled] ",
            [PageState.Postponed] = "[Postponed] ", [PageState.None] = "",
        }.ToFrozenDictionary(),
        Forms = Named((MeetupForm.Online, "Online"), (MeetupForm.Onsite, "On site"), (MeetupForm.Hybrid, "Hybrid")),
        TalkKinds = Same<TalkKind>(),
        SlotKinds = Named(
            (SlotKind.Talk, "Talk"), (SlotKind.Break, "Break"), (SlotKind.SignIn, "Sign-in"), (SlotKind.Opening, "Opening"), (SlotKind.Closing, "Closing"), (SlotKind.Other, "Other")),
        Parts = Same<SpeakerPart>(),
        Roles = Named(
            (OrganiserRole.Host, "Host"), (OrganiserRole.CoHost, "Co-host"), (OrganiserRole.Partner, "Partner"), (OrganiserRole.Sponsor, "Sponsor"), (OrganiserRole.Media, "Media")),
        Channels = Same<ChannelKind>(),
    };

    public required string Overview { get; init; }
    public required string Intro { get; init; }
    public required string Agenda { get; init; }
    public required string Review { get; init; }
    public required string Programme { get; init; }
    public required string Replays { get; init; }
    public required string Reading { get; init; }
    public required string Photos { get; init; }
    public required string Organisers { get; init; }
    public required string Community { get; init; }
    public required string Theme { get; init; }
    public required string Time { get; init; }
    public required string Zone { get; init; }
    public required string Form { get; init; }
    public required string Place { get; init; }
    public required string Address { get; init; }
    public required string Stream { get; init; }
    public required string Status { get; init; }
    public required string Reason { get; init; }
    public required string Registration { get; init; }
    public required string ClosesAt { get; init; }
    public required string Watch { get; init; }
    public required string Register { get; init; }
    public required string Open { get; init; }
    public required string Decks { get; init; }
    public required string Bio { get; init; }
    public required string Abstract { get; init; }
    public required string Takeaways { get; init; }
    public required string Kind { get; init; }
    public required string Language { get; init; }
    public required string Hours { get; init; }
    public required string Title { get; init; }
    public required string Speakers { get; init; }
    public required string Room { get; init; }
    public required string Track { get; init; }
    public required string Alias { get; init; }
    public required string Number { get; init; }
    public required string QrCode { get; init; }
    public required string Colon { get; init; }
    public required string Comma { get; init; }
    public required string Open1 { get; init; }
    public required string Close1 { get; init; }
    public required string Quote { get; init; }
    public required string Unquote { get; init; }
    public required string Cancelled { get; init; }
    public required string Postponed { get; init; }
    public required FrozenDictionary<PageState, string> State { get; init; }
    public required FrozenDictionary<MeetupForm, string> Forms { get; init; }
    public required FrozenDictionary<TalkKind, string> TalkKinds { get; init; }
    public required FrozenDictionary<SlotKind, string> SlotKinds { get; init; }
    public required FrozenDictionary<SpeakerPart, string> Parts { get; init; }
    public required FrozenDictionary<OrganiserRole, string> Roles { get; init; }
    public required FrozenDictionary<ChannelKind, string> Channels { get; init; }

    public static PageWords Of(string language) => language.Split('-')[0].Equals("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    /// <summary>Whether a line is one of the labels in bold type that part the text of a talk.</summary>
    public bool IsLabel(string line)
    {
        var bare = line.TrimEnd();
        return bare.Length > 4 && bare.StartsWith("**", StringComparison.Ordinal) && bare.EndsWith("**", StringComparison.Ordinal)
            && (bare[2..^2] is var label && (label == Abstract || label == Takeaways || label == Decks || label == Replays || label == Reading
                || label.StartsWith(Bio, StringComparison.Ordinal)));
    }

    private static FrozenDictionary<T, string> Named<T>(params (T Value, string Word)[] words)
        where T : notnull => words.ToFrozenDictionary(pair => pair.Value, pair => pair.Word);

    private static FrozenDictionary<T, string> Same<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(value => value, value => value.ToString());
}

/// <summary>What a title tells of the meetup in front of its name.</summary>
internal enum PageState
{
    None,
    Registration,
    Recap,
    Cancelled,
    Postponed,
}
