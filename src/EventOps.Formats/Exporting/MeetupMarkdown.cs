using System.Text;
using EventOps.Projections.Agendas;
using EventOps.Projections.Recaps;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Formats.Exporting;

/// <summary>
/// A meetup as a page of a Markdown site that Hugo builds. The same facts give the same bytes, and the importer reads them all
/// again.
/// </summary>
public static class MeetupMarkdown
{
    public const string ContentType = "text/markdown; charset=utf-8";

    /// <summary>The folder of a site's content that the pages belong into.</summary>
    public const string Section = "activities";

    /// <param name="recap">As published.</param>
    /// <param name="held">The programme as it took place.</param>
    public static byte[] Of(RecapView recap, Timetable held) => Write(PageSheet.Of(recap, held));

    /// <param name="agenda">As released.</param>
    /// <param name="scheduledAt">When the meetup was first heard of.</param>
    public static byte[] Of(AgendaView agenda, Instant scheduledAt) => Write(PageSheet.Of(agenda, scheduledAt));

    private static byte[] Write(PageSheet sheet)
    {
        var page = new StringBuilder(4096);
        var (lead, intro, told) = Texts(sheet);
        FrontMatterText.Write(page, sheet, lead);
        var blocks = new PageBlocks(page, sheet.Words);
        OverviewText.Write(blocks, sheet);
        blocks.Section(sheet.Words.Intro, intro is null ? null : blocks.Prose(intro, topLevel: 3));
        AgendaText.Write(blocks, sheet);
        TalkText.Write(blocks, sheet, told);
        blocks.Section(sheet.Words.Replays, PageBlocks.Links(sheet.Recordings.Select(film => (film.Title, film.Url))));
        blocks.Section(sheet.Words.Reading, PageBlocks.Links(sheet.References.Select(reference => (reference.Title, reference.Url))));
        SurroundingsText.Write(blocks, sheet);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    // A recap mostly repeats the summary behind its first words; it is not written twice.
    private static (string? Lead, string? Intro, string? Told) Texts(PageSheet sheet)
    {
        var (summary, told) = (Known(sheet.Meetup.Summary), Known(sheet.Told));
        if (told is null || summary == told)
            return (null, summary, null);
        if (summary is not null && summary.EndsWith($"\n\n{told}", StringComparison.Ordinal) && summary[..^(told.Length + 2)] is { Length: > 0 } lead)
            return (lead, told, null);
        return (null, summary, told);
    }

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
