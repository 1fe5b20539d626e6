using System.Diagnostics;
using EventOps.Domain.Meetups;
using EventOps.Formats.Exporting;
using EventOps.Projections.Catalogue;

namespace EventOps.Formats.Atom;

/// <summary>What the entries of a feed say, in Chinese or English.</summary>
internal sealed class NewsText(bool chinese)
{
    private readonly PageWords words = chinese ? PageWords.Chinese : PageWords.English;

    public string Title(NewsEntry entry) => entry.Event switch
    {
        EventScheduled => Say("新活动", "New meetup", entry.Meetup),
        EventRescheduled => Say("时间变更", "New time", entry.Meetup),
        EventRelocated => Say("地点变更", "New place", entry.Meetup),
        EventPostponed => Say("活动延期", "Postponed", entry.Meetup),
        EventCancelled => Say("活动取消", "Cancelled", entry.Meetup),
        EventReinstated => Say("活动恢复", "Back on", entry.Meetup),
        AgendaPublished e => Say($"议程发布（第 {e.Release} 版）", $"Agenda, release {e.Release}", entry.Meetup),
        SlidesPublished e => Say($"讲稿发布：{e.Title}", $"Slides published: {e.Title}", entry.Meetup, dash: true),
        SlidesReplaced e => Say($"讲稿更新：{e.Title}", $"Slides replaced: {e.Title}", entry.Meetup, dash: true),
        SlidesWithdrawn e => Say($"讲稿撤回：{e.Title}", $"Slides withdrawn: {e.Title}", entry.Meetup, dash: true),
        RecordingAdded e => Say($"回放上线：{e.Title}", $"Recording: {e.Title}", entry.Meetup, dash: true),
        RecapPublished => Say("活动回顾", "Recap", entry.Meetup),
        _ => throw new UnreachableException($"{entry.Event.GetType().Name} is no news."),
    };

    /// <summary>When the meetup is, and why it changed.</summary>
    public string Summary(NewsEntry entry)
    {
        var meetup = entry.Meetup;
        var when = $"{PageTimes.Span(meetup.Start, meetup.End, words)} ({meetup.Zone})";
        return string.Join(" · ", new[] { meetup.Status is MeetupStatus.Postponed ? null : when, Reason(entry.Event), meetup.Theme }.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    private static string? Reason(MeetupEvent happened) => happened switch
    {
        EventRescheduled e => e.Reason,
        EventRelocated e => e.Reason,
        EventPostponed e => e.Reason,
        EventCancelled e => e.Reason,
        EventReinstated e => e.Reason,
        AgendaPublished e => e.Comment,
        SlidesReplaced e => e.Reason,
        SlidesWithdrawn e => e.Reason,
        RecapPublished e => e.Comment,
        _ => null,
    };

    private string Say(string zh, string en, CatalogueLine meetup, bool dash = false) =>
        $"{(chinese ? zh : en)}{(dash ? " — " : chinese ? "：" : ": ")}{meetup.Title}";
}
