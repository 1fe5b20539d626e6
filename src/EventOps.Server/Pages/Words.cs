using Microsoft.Net.Http.Headers;

namespace EventOps.Server.Pages;

/// <summary>Every text of the pages, Chinese beside English.</summary>
internal sealed partial class Words
{
    private static readonly Words Chinese = new("zh");
    private static readonly Words English = new("en");

    private Words(string language) => Language = language;

    public string Language { get; }

    public static Words In(string language) => language == "zh" ? Chinese : English;

    /// <summary>The language of a page: asked for in the address, else preferred by the browser, else the fallback.</summary>
    public static string Negotiate(string? langQuery, string? acceptLanguage, string fallback)
    {
        if (Known(langQuery) is { } asked)
            return asked;
        if (acceptLanguage is null || !StringWithQualityHeaderValue.TryParseList([acceptLanguage], out var wishes))
            return Known(fallback) ?? "en";
        return wishes.Where(wish => wish.Quality is not 0).OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Known(wish.Value.Value)).FirstOrDefault(language => language is not null)
            ?? Known(fallback) ?? "en";
    }

    private static string? Known(string? language) => language?.Split('-', '_')[0].ToLowerInvariant() switch
    {
        "zh" => "zh",
        "en" => "en",
        _ => null,
    };

    public string HtmlLanguage => Say("zh-CN", "en");
    public string OtherLanguage => Say("en", "zh");
    public string OtherHtmlLanguage => Say("en", "zh-CN");
    public string OtherLanguageName => Say("English", "中文");
    public string SkipToContent => Say("跳到正文", "Skip to content");
    public string SiteNavigation => Say("站点", "Site");
    public string PageNavigation => Say("本次活动", "This meetup");
    public string AllMeetups => Say("全部活动", "All meetups");
    public string Agenda => Say("议程", "Agenda");
    public string Recap => Say("活动回顾", "Recap");

    public string When => Say("时间", "When");
    public string Where => Say("地点", "Where");
    public string Registration => Say("报名", "Registration");
    public string Register => Say("立即报名", "Register");
    public string RegisterBefore => Say("报名截止", "Closes");
    public string Online => Say("线上直播", "Online");
    public string Onsite => Say("线下活动", "On site");
    public string Hybrid => Say("线上 + 线下", "On site and online");
    public string Watch => Say("观看直播", "Watch the stream");
    public string DateOpen => Say("新的日期待定", "New date to be announced");
    public string VenueOpen => Say("场地待定", "Venue to be announced");
    public string MyZone => Say("换成我的时区", "Show in my time zone");
    public string MeetupZone => Say("换回活动时区", "Show in the meetup's time zone");

    public string Cancelled => Say("已取消", "Cancelled");
    public string CancelledLong => Say("本次活动已取消", "This meetup is cancelled");
    public string Postponed => Say("已延期", "Postponed");
    public string PostponedLong => Say("本次活动延期举行", "This meetup is postponed");
    public string RescheduledLong => Say("活动时间有变更", "This meetup has a new time");
    public string Was => Say("原定", "It was to be on");
    public string WhyLabel => Say("原因：", "Why: ");

    public string NoAgenda => Say("议程尚未发布", "The agenda is not published yet");
    public string NoAgendaEver => Say("活动取消时议程还没有公布", "It was cancelled before an agenda was published");
    public string NoAgendaLong => Say("议题确定后会在这里公布，欢迎稍后再来。", "It will appear here once the talks are settled. Do come back.");
    public string Programme => Say("议题", "Programme");
    public string ProgrammeNote => Say("以下议题按顺序列出，未标注具体时间。", "The talks in their order; no individual times are announced.");
    public string MoreTalks => Say("时间待定的议题", "Talks without a time yet");
    public string Rooms => Say("会场", "Rooms");
    public string Jump => Say("跳到某一天", "Jump to a day");
    public string TalkWithdrawn => Say("议题已撤下", "Withdrawn");
    public string About => Say("议题与讲师简介", "About this talk");
    public string AboutSpeakers => Say("讲师简介", "About the speakers");
    public string Takeaways => Say("听众收益", "What you take away");
    public string Released => Say("发布于", "released");
    public string Releases => Say("历次发布", "All releases");

    public string Slides => Say("讲稿", "Slides");
    public string Recording => Say("回放", "Recording");
    public string Material => Say("资料", "Material");
    public string PublishedAt => Say("发布于", "published");
    public string ReplacedAt => Say("更新于", "updated");
    public string SlidesFrom => Say("讲稿公布时间", "Slides available from");
    public string Scheduled => Say("待公布", "scheduled");
    public string NotPublished => Say("未发布", "not published");
    public string Withdrawn => Say("已撤回", "withdrawn");
    public string Downloads => Say("资料下载", "Downloads");
    public string Talks => Say("议题", "Talks");
    public string References => Say("延伸阅读", "Further reading");
    public string Photos => Say("现场照片", "Photos");
    public string Picture => Say("图片", "Picture");
    public string Organisers => Say("主办与支持", "Organised by");
    public string Channels => Say("加入社区", "Join the community");
    public string Number => Say("群号", "Number");
    public string Copy => Say("复制", "Copy");
    public string Copied => Say("已复制", "Copied");
    public string QrCode => Say("查看二维码", "QR code");

    public string Upcoming => Say("即将举行", "Upcoming");
    public string Past => Say("往期活动", "Past meetups");
    public string NothingUpcoming => Say("暂时没有即将举行的活动。", "Nothing is planned at the moment.");
    public string NothingFound => Say("没有找到符合条件的活动。", "No meetup matches.");
    public string Search => Say("搜索", "Search");
    public string SearchLabel => Say("搜索活动、议题、讲师", "Search meetups, talks, speakers");
    public string SearchHint => Say("活动、议题、讲师", "Meetup, talk, speaker");
    public string Series => Say("系列", "Series");
    public string Tags => Say("标签", "Tags");
    public string Years => Say("更早的年份", "Earlier years");
    public string ClearFilter => Say("清除筛选", "Clear filters");
    public string Everything => Say("全部", "All");

    public string NotFound => Say("这里没有页面", "Nothing is here");
    public string NotFoundLong => Say("地址可能有误，或者内容尚未公开。", "The address may be mistyped, or what it names is not public yet.");

    private string Say(string zh, string en) => Language == "zh" ? zh : en;
}
