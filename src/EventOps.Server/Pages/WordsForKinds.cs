using EventOps.Domain.Meetups;
using EventOps.Projections.Shared;

namespace EventOps.Server.Pages;

/// <summary>What kinds, parts and counts are called.</summary>
internal sealed partial class Words
{
    public string Comma => Say("、", ", ");

    public string Colon => Say("：", ": ");

    public string Form(MeetupForm form) => form switch
    {
        MeetupForm.Online => Online,
        MeetupForm.Onsite => Onsite,
        _ => Hybrid,
    };

    /// <summary>Null for an ordinary talk, which needs no label.</summary>
    public string? Kind(TalkKind kind) => kind switch
    {
        TalkKind.Panel => Say("圆桌讨论", "Panel"),
        TalkKind.Workshop => Say("工作坊", "Workshop"),
        TalkKind.Lightning => Say("闪电演讲", "Lightning talk"),
        TalkKind.Keynote => Say("主题演讲", "Keynote"),
        _ => null,
    };

    public string Slot(SlotKind kind) => kind switch
    {
        SlotKind.Break => Say("休息", "Break"),
        SlotKind.SignIn => Say("签到", "Sign-in"),
        SlotKind.Opening => Say("开场", "Opening"),
        SlotKind.Closing => Say("闭幕", "Closing"),
        SlotKind.Talk => Say("议题", "Talk"),
        _ => Say("活动", "Activity"),
    };

    /// <summary>Null for a speaker: that is what the list is about.</summary>
    public string? Part(SpeakerPart part) => part switch
    {
        SpeakerPart.Moderator => Say("主持人", "Moderator"),
        SpeakerPart.Host => Say("主持人", "Host"),
        SpeakerPart.Panelist => Say("圆桌嘉宾", "Panelist"),
        _ => null,
    };

    public string Organiser(OrganiserRole role) => role switch
    {
        OrganiserRole.Host => Say("主办", "Host"),
        OrganiserRole.CoHost => Say("联合主办", "Co-host"),
        OrganiserRole.Partner => Say("合作伙伴", "Partner"),
        OrganiserRole.Sponsor => Say("赞助", "Sponsor"),
        _ => Say("媒体支持", "Media"),
    };

    public string Channel(ChannelKind kind) => kind switch
    {
        ChannelKind.DingTalk => Say("钉钉群", "DingTalk group"),
        ChannelKind.WeChat => Say("微信", "WeChat"),
        ChannelKind.Feishu => Say("飞书群", "Feishu group"),
        ChannelKind.Bilibili => Say("哔哩哔哩", "Bilibili"),
        ChannelKind.Mail => Say("邮箱", "Mail"),
        ChannelKind.Other => Say("社区", "Community"),
        _ => kind.ToString(),
    };

    public string SpokenIn(string language) => language.Split('-')[0].ToLowerInvariant() switch
    {
        "zh" => Say("中文", "Chinese"),
        "en" => Say("英文", "English"),
        "ja" => Say("日文", "Japanese"),
        _ => language,
    };

    /// <summary>A speaker in one word: the name with the pen name in brackets, or whichever there is.</summary>
    public string Person(string? name, string? alias) => (name, alias) switch
    {
        (null, _) => alias ?? Say("待定", "To be announced"),
        (_, null) => name,
        _ => Say($"{name}（{alias}）", $"{name} ({alias})"),
    };

    public string Person(SpeakerLine speaker) => Person(speaker.Name, speaker.Alias);

    public string ReleaseNumber(int number) => Say($"第 {number} 版议程", $"Agenda release {number}");

    public string DayNumber(int day) => Say($"第 {day} 天", $"Day {day}");

    public string TalkCount(int count) => Say($"{count} 个议题", count == 1 ? "1 talk" : $"{count} talks");

    public string SlidesCount(int count) => Say($"{count} 份讲稿", count == 1 ? "1 deck" : $"{count} decks");

    public string RecordingCount(int count) => Say($"{count} 个回放", count == 1 ? "1 recording" : $"{count} recordings");
}
