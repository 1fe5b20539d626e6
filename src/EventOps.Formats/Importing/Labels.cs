using System.Collections.Frozen;

namespace EventOps.Formats.Importing;

/// <summary>What a label says about the text that follows it.</summary>
internal enum Label
{
    None,
    Theme, Time, Form, Place, Zone,
    Decks, Recording, Article, Registration, Stream, StreamId, Projects, Reading, Photos,
    Host, CoHost, Partner, Sponsor, Media,
    TalkTitle, Speakers, Moderator, Bio, Abstract, Outline, Takeaways,
    Overview, Intro, Agenda, Review, Guests, Community, Poster,
}

/// <summary>
/// The words that communities head their blocks with. A label is compared without blanks, punctuation and case. Another
/// community's words are another line here.
/// </summary>
internal static class Labels
{
    private const int LongestLabel = 40;

    private static readonly FrozenDictionary<string, Label> Fields = Table(
        (Label.Theme, "活动主题|主题|直播主题|会议主题|Theme|Topic|Subject"),
        (Label.Time, "活动时间|时间|直播时间|会议时间|日期|活动日期|Time|Date|When|Date and time"),
        (Label.Form, "活动形式|形式|直播形式|Form|Format"),
        (Label.Place, "活动地点|地点|活动地址|会议地点|Venue|Place|Location|Where|Address"),
        (Label.Zone, "时区|Time zone|Timezone|Zone"),
        (Label.Decks, "资料下载|资料地址|资料|课件|相关分享资料点击查看|相关资料|PPT|PPT 下载|点击下载资料|下载资料|Slides|Decks|Slide decks|Downloads"),
        (Label.Recording, "活动回顾|直播回顾|直播视频回顾|视频回顾|活动视频回顾|视频回顾地址|视频回放|直播回放|直播回看|回放|B 站直播回放|活动回放|Recording|Recordings|Video|Videos|Replay|Replays"),
        (Label.Article, "直播回顾文章|回顾文章|Article|Write-up"),
        (Label.Registration, "报名方式|活动报名|报名|报名地址|报名链接|注册地址|点击即可报名|直播预约|Registration|Register|Sign up|Tickets"),
        (Label.Stream, "B 站直播间地址|直播间地址|直播地址|直播间|Stream|Live stream|Livestream|Watch live"),
        (Label.StreamId, "B 站直播 ID|直播 ID"),
        (Label.Projects, "项目地址|本次分享涉及的项目地址|项目链接|Project|Projects|Repository|Code"),
        (Label.Reading, "推荐阅读|查看文章|相关文章|延伸阅读|Further reading|Reading|Links"),
        (Label.Photos, "照片|活动照片|现场照片|照片直播|相册|Photos|Pictures|Album"),
        (Label.Host, "主办|主办方|主办单位|Organiser|Organisers|Organizer|Organizers|Hosted by|Organised by|Organized by"),
        (Label.CoHost, "协办|协办方|协办单位|联合主办|Co-host|Co-hosts|Co-organiser|Co-organizer"),
        (Label.Partner, "合作伙伴|合作方|合作社区|支持社区|Partner|Partners"),
        (Label.Sponsor, "赞助|赞助商|Sponsor|Sponsors"),
        (Label.Media, "媒体|合作媒体|媒体支持|Media|Media partner|Media partners"),
        (Label.TalkTitle, "分享主题|议题分享|分享议题|议题|演讲主题|Talk|Title"),
        (Label.Speakers, "分享嘉宾|圆桌嘉宾|对话嘉宾|讨论嘉宾|On the panel|嘉宾|讲师|分享讲师|演讲嘉宾|演讲者|Speaker|Speakers|Panelist|Panelists"),
        (Label.Moderator, "主持人|主持|圆桌主持|圆桌主持人|Moderator|Moderated by|Host of the panel"),
        (Label.Bio, "嘉宾简介|嘉宾介绍|讲师介绍|讲师简介|个人简介|About the speaker|About the speakers|Bio|Speaker bio|Speaker bios"),
        (Label.Abstract, "议题简介|议题介绍|Topic 介绍|内容简介|演讲简介|议题内容|Abstract|Summary|About the talk|Description"),
        (Label.Outline, "大纲|分享大纲|本期分享大纲|议题大纲|Outline"),
        (Label.Takeaways, "你将收获|您将收获|听众收获|听众收益|用户收获|听众受益|成果|参加此次 Meetup 您将获得|Takeaways|Takeaway|Key takeaways|You will learn|What you will learn"));

    private static readonly FrozenDictionary<string, Label> Sections = Table(
        (Label.Overview, "概要|活动概要|活动信息|Overview|At a glance|Summary|Details"),
        (Label.Intro, "介绍|活动介绍|活动简介|简介|活动背景|Introduction|About|About the meetup|About the evening|About this meetup"),
        (Label.Agenda, "议程|活动议程|会议议程|日程|活动日程|Agenda|Programme|Program|Schedule"),
        (Label.Review, "活动回顾|议题回顾|本期议题以及嘉宾详解|议题详解|议题介绍|分享议题|直播介绍|Talks|The talks|Sessions|Review"),
        (Label.Guests, "嘉宾|分享嘉宾|讲师|活动嘉宾|主持人|Guests|Speakers|The speakers"),
        (Label.Community, "了解更多技术干货|社区群|社区|加入我们|联系我们|Community|Stay in touch|Contact|Join us|Join the community"),
        (Label.Poster, "嘉宾海报|活动海报|海报|Poster"));

    private static readonly FrozenSet<string> Generic =
        Words("戳这里|请戳这里|戳我|点击获取|点击链接|点击这里|点击此处|点击查看|点击观看|点击下载|点击下载资料|下载资料|下载|链接|地址|回顾地址|下载地址|获取地址|here|click here|link|download|watch|slides|pdf|video|recording|register|sign up|register here|watch here");

    private static readonly string[] Placeholders = ["待直播后更新", "待更新", "稍后更新", "敬请期待", "即将", "tobeannounced", "tba", "tbd", "comingsoon", "afterthemeetup"];

    /// <summary>Every word there is, folded.</summary>
    public static IEnumerable<string> All => Fields.Keys.Concat(Sections.Keys).Concat(Generic);

    /// <summary>What a heading, or a bold line that stands as one, opens.</summary>
    public static Label OfHeading(string text)
    {
        var key = Folding.Key(text);
        if (Sections.TryGetValue(key, out var section))
            return section;
        if (Of(text) is not Label.None and var label)
            return label;
        if (key.Length <= 24 && (key.EndsWith("介绍", StringComparison.Ordinal) || key.EndsWith("简介", StringComparison.Ordinal)))
            return Label.Intro;
        return key.Contains("钉钉", StringComparison.Ordinal) && key.EndsWith('群') ? Label.Community : Label.None;
    }

    /// <summary>The field that a text names, and nothing else beside it.</summary>
    public static Label Of(string text) => text.Length <= LongestLabel ? Fields.GetValueOrDefault(Folding.Key(text)) : Label.None;

    /// <summary>Splits "label: value" where the label is known; the value may be empty.</summary>
    public static (Label Label, string Key, string Value) Split(string text)
    {
        var colon = text.AsSpan(0, Math.Min(text.Length, LongestLabel)).IndexOfAny('：', ':');
        if (colon <= 0)
            return (Label.None, "", text);
        return (Of(text[..colon]), text[..colon].Trim(), text[(colon + 1)..].TrimStart(':', '：', ' '));
    }

    /// <summary>A link's text that says only "here is a link".</summary>
    public static bool IsGeneric(string text) => Folding.Key(text) is var key && (key.Length == 0 || Generic.Contains(key) || Of(text) != Label.None);

    /// <summary>A link's text that says the right link is still to come.</summary>
    public static bool IsPlaceholder(string text) =>
        Folding.Key(text) is var key && Placeholders.Any(word => key.StartsWith(word, StringComparison.Ordinal));

    private static FrozenDictionary<string, Label> Table(params (Label Label, string Words)[] rows) => rows
        .SelectMany(row => Words(row.Words), (row, word) => (row.Label, Word: word))
        .ToFrozenDictionary(row => row.Word, row => row.Label);

    private static FrozenSet<string> Words(string words) => words.Split('|').Select(Folding.Key).ToFrozenSet();
}
