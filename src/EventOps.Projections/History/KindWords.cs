using System.Diagnostics;
using EventOps.Domain.Meetups;

namespace EventOps.Projections.History;

/// <summary>What kinds, roles and statuses are called, Chinese beside English.</summary>
internal static class KindWords
{
    public static (string Zh, string En) Of(Enum value) => value switch
    {
        MeetupStatus.Absent => ("不存在", "absent"),
        MeetupStatus.Scheduled => ("已安排", "scheduled"),
        MeetupStatus.Postponed => ("已延期", "postponed"),
        MeetupStatus.Cancelled => ("已取消", "cancelled"),
        MeetupForm.Online => ("线上", "online"),
        MeetupForm.Onsite => ("线下", "on site"),
        MeetupForm.Hybrid => ("线上线下结合", "hybrid"),
        TalkKind.Talk => ("演讲", "talk"),
        TalkKind.Panel => ("圆桌讨论", "panel"),
        TalkKind.Workshop => ("工作坊", "workshop"),
        TalkKind.Lightning => ("闪电演讲", "lightning talk"),
        TalkKind.Keynote => ("主题演讲", "keynote"),
        SlidesStatus.Attached => ("未公布", "attached"),
        SlidesStatus.Scheduled => ("待公布", "scheduled"),
        SlidesStatus.Published => ("已公布", "published"),
        SlidesStatus.Withdrawn => ("已撤回", "withdrawn"),
        OrganiserRole.Host => ("主办", "host"),
        OrganiserRole.CoHost => ("联合主办", "co-host"),
        OrganiserRole.Partner => ("合作伙伴", "partner"),
        OrganiserRole.Sponsor => ("赞助", "sponsor"),
        OrganiserRole.Media => ("媒体支持", "media"),
        PhotosKind.Album => ("相册", "album"),
        PhotosKind.Picture => ("图片", "picture"),
        ChannelKind.DingTalk => ("钉钉", "DingTalk"),
        ChannelKind.WeChat => ("微信", "WeChat"),
        ChannelKind.Feishu => ("飞书", "Feishu"),
        ChannelKind.Bilibili => ("哔哩哔哩", "Bilibili"),
        ChannelKind.Mail => ("邮箱", "mail"),
        ChannelKind.Other => ("其他", "other"),
        ChannelKind named => ($"{named}", $"{named}"),
        _ => throw new UnreachableException($"The history has no words for {value.GetType().Name}.{value}."),
    };
}
