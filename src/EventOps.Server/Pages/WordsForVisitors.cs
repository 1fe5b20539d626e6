using EventOps.Projections.Agendas;
using NodaTime;

namespace EventOps.Server.Pages;

/// <summary>What stands on the pages of talks, of people and of changes, and what the visitor's own choices are called.</summary>
internal sealed partial class Words
{
    public string Talk => Say("议题", "Talk");
    public string TimeOpen => Say("时间待定", "Time to be announced");
    public string SpeakersTitle => Say("讲师", "Speakers");
    public string SpeakerTitle => Say("讲师", "Speaker");
    public string TalksOverTheYears => Say("历年分享", "Talks over the years");
    public string With => Say("与", "with");
    public string ToCalendar => Say("加入日历", "Add to calendar");
    public string Subscribe => Say("订阅日历", "Subscribe to the calendar");
    public string News => Say("订阅更新（Atom）", "Follow (Atom)");
    public string Changes => Say("议程变更", "What changed");
    public string NoChanges => Say("这两版议程没有差别。", "These two releases are the same.");
    public string Since(int from, int to) => Say($"第 {from} 版 → 第 {to} 版", $"Release {from} → release {to}");
    public string AsOfTitle => Say("历史版本", "A page of the past");
    public string AsOfNow => Say("查看现在的页面", "See it as it is now");
    public string AsOf(Instant at, string? zone, long position)
    {
        var local = Stamp(at.InZone(DateTimeZoneProviders.Tzdb[zone ?? "UTC"]).LocalDateTime);
        return Say($"此页显示的是 {local}（位置 {position}）时的内容。", $"This is how it was as of {local} (position {position}).");
    }

    public string DraftMark => Say("草稿", "Draft");
    public string DraftLong => Say("尚未公布，内容可能变动，请勿转发。", "Not published yet and likely to change. Please do not pass it on.");
    public string LinkExpires => Say("此链接有效期至", "This link works until");

    public string Star => Say("收藏", "Star");
    public string OnlyMine => Say("只看我收藏的", "Only my talks");
    public string Now => Say("正在进行", "Now");
    public string ToNow => Say("看看现在讲到哪里", "What is on now");
    public string NothingSaid => Say("讲师还没有提供简介。", "Nothing more has been said about this talk yet.");
    public string Album => Say("相册", "Album");
    public string OpenSlides => Say("打开讲稿", "Open the slides");
    public string WatchRecording => Say("观看回放", "Watch the recording");
    public string Watched => Say("直播地址", "Where it was streamed");
    public string RegistrationClosed => Say("报名已截止", "Registration is closed");
    public string SlidesAndRecordings => Say("讲稿与回放", "Slides and recordings");
    public string PhotosCount(int count) => Say($"{count} 组照片", count == 1 ? "1 set of photos" : $"{count} sets of photos");
    public string QrCodeOf(string what) => Say($"二维码：{what}", $"QR code: {what}");
    public string Next => Say("接下来", "Next");

    public string Change(SlotChangeKind kind) => kind switch
    {
        SlotChangeKind.Added => Say("新增", "Added"),
        SlotChangeKind.Removed => Say("取消", "Removed"),
        _ => Say("变更", "Changed"),
    };

    public string ChangedPart(string part) => part switch
    {
        "time" => Say("时间", "time"),
        "room" => Say("会场", "room"),
        "track" => Say("分会场", "track"),
        "title" => Say("标题", "title"),
        "speakers" => Say("讲师", "speakers"),
        _ => Say("简介", "description"),
    };
}
