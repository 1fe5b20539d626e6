using EventOps.Formats.Shared;
using EventOps.Projections.Shared;

namespace EventOps.Formats.Exporting;

/// <summary>The agenda as a table for each day; columns that would be empty are left out.</summary>
internal static class AgendaText
{
    public static void Write(PageBlocks blocks, PageSheet sheet)
    {
        var days = sheet.Slots.GroupBy(slot => slot.Day).ToList();
        blocks.Section(
            sheet.Words.Agenda, days.SelectMany(day => Day(day.Key, [.. day], sheet, blocks, alone: days.Count == 1 && sheet.Meetup.Days == 1)));
    }

    public static string DayHeading(int day, PageWords words) => words == PageWords.Chinese ? $"第 {day} 天" : $"Day {day}";

    private static IEnumerable<string> Day(int day, List<TimetableSlot> slots, PageSheet sheet, PageBlocks blocks, bool alone)
    {
        if (!alone)
            yield return $"### {DayHeading(day, sheet.Words)}{sheet.Words.Colon}{PageTimes.Date(sheet.Meetup.DateOf(day), sheet.Words).TrimEnd(' ', ',')}";
        yield return Table(slots, sheet.Words, blocks);
    }

    private static string Table(List<TimetableSlot> slots, PageWords words, PageBlocks blocks)
    {
        var columns = new List<(string Head, Func<TimetableSlot, string> Cell)>
        {
            (words.Hours, slot => $"{PageTimes.Of(slot.Start)}-{PageTimes.Of(slot.End)}"),
        };
        if (slots.Exists(slot => slot.Talk is null))
            columns.Add((words.Kind, slot => words.SlotKinds[slot.Kind]));
        columns.Add((words.Title, slot => slot.Talk is { } talk ? blocks.Title(talk.Title) : MarkdownText.Of(slot.Title ?? "", words.Quote)));
        if (slots.Exists(slot => slot.Talk?.Speakers.Count > 0))
            columns.Add((words.Speakers, slot => string.Join(words.Comma.Trim() == "，" ? "、" : ", ", PersonNames.Of(slot.Talk?.Speakers ?? []).Select(name => MarkdownText.Of(name)))));
        if (slots.Exists(slot => slot.Room is not null))
            columns.Add((words.Room, slot => MarkdownText.Of(slot.Room ?? "")));
        if (slots.Exists(slot => slot.Track is not null))
            columns.Add((words.Track, slot => MarkdownText.Of(slot.Track ?? "")));
        return string.Join('\n',
            [Row(columns.Select(column => column.Head)), Row(columns.Select(_ => "---")), .. slots.Select(slot => Row(columns.Select(column => column.Cell(slot))))]);
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
