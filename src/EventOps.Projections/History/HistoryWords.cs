using System.Diagnostics;
using EventOps.Domain.Meetups;

namespace EventOps.Projections.History;

/// <summary>Tells in one sentence what happened, in Chinese or in English.</summary>
public sealed class HistoryWords
{
    private static readonly HistoryWords Chinese = new("zh");
    private static readonly HistoryWords English = new("en");

    private HistoryWords(string language) => (Language, Values) = (language, new ValueWords(language));

    public string Language { get; }

    public ValueWords Values { get; }

    /// <param name="language"><c>zh</c>, or English for anything else.</param>
    public static HistoryWords In(string language) => language == "zh" ? Chinese : English;

    /// <summary>The whole sentence: what was done, from what to what, and why.</summary>
    public string Sentence(MeetupEvent happened, Deed deed, string? reason)
    {
        var changes = deed.Changes.Where(change => !IsName(change, deed)).Select(Change).ToList();
        var text = Did(happened, Quoted(deed.Name));
        if (changes.Count > 0)
            text += Say("：", ": ") + string.Join(Say("；", "; "), changes);
        return reason is { Length: > 0 } ? text + Say($"。原因：{reason}", $". Why: {reason}") : text;
    }

    /// <summary>One field: <c>start 13:00 → 16:00</c>.</summary>
    public string Change(FieldChange change) => change switch
    {
        { Old: null } => $"{Values.Field(change.Field)} {Values.Of(change.New)}",
        _ => $"{Values.Field(change.Field)} {Values.Of(change.Old)} → {Values.Of(change.New)}",
    };

    // "Added the talk 'Raft': title Raft" says it twice.
    private static bool IsName(FieldChange change, Deed deed) =>
        change.Field is "title" or "name" && (change.New ?? change.Old) as string == deed.Name && (change.Old is null || change.New is null);

    private string Did(MeetupEvent happened, string name) => happened switch
    {
        EventScheduled => Say($"安排了活动{name}", $"Scheduled the meetup {name}"),
        EventRevised => Say($"修改了活动{name}的介绍", $"Revised the meetup {name}"),
        SlugChanged => Say($"改了活动{name}的页面地址", $"Gave the pages of the meetup {name} another address"),
        AliasAdded => Say($"给活动{name}的页面加了一个别名地址", $"Gave the pages of the meetup {name} one more address"),
        AliasRemoved => Say($"去掉了活动{name}页面的一个别名地址", $"Took one address of the pages of the meetup {name} away"),
        EventRescheduled => Say($"改了活动{name}的时间", $"Moved the meetup {name} to another time"),
        EventRelocated => Say($"改了活动{name}的地点", $"Moved the meetup {name} to another place"),
        EventPostponed => Say($"推迟了活动{name}", $"Postponed the meetup {name}"),
        EventCancelled => Say($"取消了活动{name}", $"Cancelled the meetup {name}"),
        EventReinstated => Say($"恢复了活动{name}", $"Reinstated the meetup {name}"),
        SpeakerAdded => Say($"添加了讲师{name}", $"Added the speaker {name}"),
        SpeakerRevised => Say($"修改了讲师{name}", $"Revised the speaker {name}"),
        SpeakerRemoved => Say($"移除了讲师{name}", $"Removed the speaker {name}"),
        TalkAdded => Say($"添加了议题{name}", $"Added the talk {name}"),
        TalkRevised => Say($"修改了议题{name}", $"Revised the talk {name}"),
        TalkWithdrawn => Say($"撤下了议题{name}", $"Withdrew the talk {name}"),
        SpeakersAssigned => Say($"指定了议题{name}的讲师", $"Assigned the speakers of the talk {name}"),
        SlotPlaced => Say($"把{name}排入议程", $"Placed {name} in the agenda"),
        SlotMoved => Say($"移动了{name}在议程中的位置", $"Moved {name} in the agenda"),
        SlotRemoved => Say($"把{name}从议程中去掉", $"Took {name} out of the agenda"),
        AgendaPublished => Say("发布了议程", "Published the agenda"),
        SlidesAttached => Say($"上传了讲稿{name}", $"Attached the slides {name}"),
        SlidesScheduled => Say($"定时公布讲稿{name}", $"Scheduled the slides {name}"),
        SlidesHeld => Say($"暂缓公布讲稿{name}", $"Held the slides {name} back"),
        SlidesPublished => Say($"公布了讲稿{name}", $"Published the slides {name}"),
        SlidesReplaced => Say($"替换了讲稿{name}", $"Replaced the slides {name}"),
        SlidesWithdrawn => Say($"撤回了讲稿{name}", $"Withdrew the slides {name}"),
        RecordingAdded => Say($"添加了回放{name}", $"Added the recording {name}"),
        RecordingRemoved => Say($"移除了回放{name}", $"Removed the recording {name}"),
        RecapWritten => Say("写了活动回顾", "Wrote the recap"),
        RecapPublished => Say("发布了活动回顾", "Published the recap"),
        RegistrationOpened => Say("开放了报名", "Opened the registration"),
        RegistrationClosed => Say("关闭了报名", "Closed the registration"),
        ChannelSet => Say($"设置了社群渠道{name}", $"Set the channel {name}"),
        ChannelRemoved => Say($"移除了社群渠道{name}", $"Removed the channel {name}"),
        OrganiserAdded => Say($"添加了主办方{name}", $"Added the organiser {name}"),
        OrganiserRemoved => Say($"移除了主办方{name}", $"Removed the organiser {name}"),
        ReferenceAdded => Say($"添加了延伸阅读{name}", $"Added the reference {name}"),
        ReferenceRemoved => Say($"移除了延伸阅读{name}", $"Removed the reference {name}"),
        PhotosAdded => Say($"添加了照片{name}", $"Added the photos {name}"),
        PhotosRemoved => Say($"移除了照片{name}", $"Removed the photos {name}"),
        PersonErased => Say("删除了一个人的个人信息", "Erased a person"),
        _ => throw new UnreachableException($"The history has no words for {happened.GetType().Name}."),
    };

    private string Quoted(string? name) => name is null ? Say("（未命名）", "without a name") : Say($"“{name}”", $"“{name}”");

    private string Say(string zh, string en) => Language == "zh" ? zh : en;
}
