using System.Globalization;
using EventOps.Domain.Meetups;
using EventOps.Formats.Tables;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Formats.Importing.Files;

/// <summary>
/// Reads talks from a table with the head of <see cref="TalkTable"/>, of which only <c>title</c> must be there. Rows of one
/// title are one talk with several slots.
/// </summary>
internal static class TalkTableReader
{
    public const int MostRows = 500;

    private static readonly string[] PlainNames = ["talks", "agenda", "schedule", "export", "table", "download"];

    /// <param name="day">Of rows that name none.</param>
    public static ToldProgramme? Read(string text, string path, LocalDate? day, Findings findings)
    {
        if (CsvRows.Read(text, MostRows + 1, findings) is not { } rows)
            return null;
        if (rows is not [var first, ..] || HeadOf(first, findings) is not { } head)
        {
            findings.Error("table.column_missing", $"The first row must name the columns, 'title' among them; known are {string.Join(", ", TalkTable.Head)}.", 1);
            return null;
        }

        if (rows.Count > MostRows + 1)
            findings.Warn("page.too_much", $"Only the first {MostRows} rows were read.", rows[MostRows + 1].Line);
        var talks = new Dictionary<string, ToldTalk>(StringComparer.Ordinal);
        foreach (var row in rows.Skip(1).Take(MostRows).Select(row => new TalkRow(head, row)))
            Take(row, talks, day, findings);
        var slots = talks.Values.SelectMany(talk => talk.Slots).Where(slot => slot.Date is not null).ToList();
        var (start, end) = (slots.Min(slot => slot.Date?.At(slot.Start)), slots.Max(slot => slot.Date?.At(slot.End)));
        var told = new ToldProgramme(Slugs.OfFile(path, PlainNames), null, slots.Min(slot => slot.Date) ?? day)
        {
            Start = start, End = end > start ? end : null,
        };
        told.Talks.AddRange(talks.Values);
        return told;
    }

    private static List<string>? HeadOf(CsvRow row, Findings findings)
    {
        var head = row.Cells.Select(cell => cell.Trim().ToLowerInvariant()).ToList();
        if (!head.Contains("title"))
            return null;
        foreach (var column in head.Where(column => column.Length > 0).Distinct())
        {
            if (!TalkTable.Head.Contains(column))
                findings.Warn("table.column_unknown", "The column is not known and was not read.", row.Line, column);
            else if (head.FindAll(other => other == column).Count > 1)
                findings.Warn("table.column_twice", "The column is there twice; the first one was read.", row.Line, column);
        }

        return head;
    }

    private static void Take(TalkRow row, Dictionary<string, ToldTalk> talks, LocalDate? day, Findings findings)
    {
        if (row.IsTooLong)
            findings.Warn("table.row_too_long", "The row has more cells than the head; what is behind was not read.", row.Line);
        if (row.Cell("title") is not { } title)
        {
            findings.Warn("table.row_untitled", "The row has no title and was left out.", row.Line);
            return;
        }

        if (!talks.TryGetValue(title, out var talk))
            talks.Add(title, talk = Talk(row, title, findings));
        if (row.Cell("start") is null && row.Cell("end") is null)
            return;
        var date = row.Cell("day") is { } written ? LocalDatePattern.Iso.Parse(written) : null;
        if (date is null or { Success: true } && TimeOf(row.Cell("start")) is { } start && TimeOf(row.Cell("end")) is { } end)
            talk.Slots.Add(new(date?.Value ?? day, start, end, row.Cell("room"), row.Cell("track")));
        else
            findings.Warn("slot.unreadable", "Its day, start or end cannot be read (2031-04-10, 19:00, 19:45); the talk was not placed.", row.Line, title);
    }

    private static ToldTalk Talk(TalkRow row, string title, Findings findings)
    {
        var kind = TalkKind.Talk;
        if (row.Cell("kind") is { } named && !(Enum.TryParse(named, ignoreCase: true, out kind) && Enum.IsDefined(kind)))
        {
            kind = TalkKind.Talk;
            findings.Warn("talk.kind_unknown", "The kind is none of talk, panel, workshop, lightning, keynote.", row.Line, named, "talk");
        }

        return new(title, row.Line)
        {
            Kind = kind, Abstract = row.Text("abstract"), Language = row.Cell("language"), Takeaways = row.Lines("takeaways"), People = row.People(),
            Slides = [.. row.Lines("slides").Select(url => new ToldLink(null, url))],
            Recordings = [.. row.Lines("recordings").Select(url => new ToldLink(null, url))],
        };
    }

    private static LocalTime? TimeOf(string? text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? LocalTime.FromTimeOnly(time) : null;
}
