using System.Text;
using EventOps.Formats.Shared;
using EventOps.Projections.Agendas;
using NodaTime.Text;

namespace EventOps.Formats.Tables;

/// <summary>
/// The talks of an agenda as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read Chinese). Several people,
/// takeaways or links in one cell stand on lines of their own. A cell that a spreadsheet would compute begins with an
/// apostrophe, which the import takes off again.
/// </summary>
public static class TalkTable
{
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    /// <summary>The head of the table, in order. Columns may be added at the end.</summary>
    public static IReadOnlyList<string> Head { get; } =
    [
        "day", "start", "end", "room", "track", "kind", "title", "speakers", "aliases", "organisations", "roles", "language",
        "abstract", "takeaways", "slides", "recordings",
    ];

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static byte[] Of(AgendaView agenda)
    {
        var text = new StringBuilder();
        Row(text, Head);
        foreach (var slot in agenda.Days.SelectMany(day => day.Slots))
        {
            if (slot.Talk is { } talk)
                Row(text, Cells(talk, LocalDatePattern.Iso.Format(slot.Date), Clock.Format(slot.Start), Clock.Format(slot.End), slot.Room, slot.Track));
        }

        foreach (var talk in agenda.Unplaced)
            Row(text, Cells(talk, "", "", "", "", ""));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string?[] Cells(AgendaTalk talk, string day, string start, string end, string? room, string? track) =>
    [
        day, start, end, room, track, talk.Kind.ToString().ToLowerInvariant(), talk.Title,
        Lines(talk.Speakers.Select(speaker => speaker.Name)), Lines(talk.Speakers.Select(speaker => speaker.Alias)),
        Lines(talk.Speakers.Select(speaker => speaker.Organisation)), Lines(talk.Speakers.Select(speaker => speaker.Role)),
        talk.Language, talk.Abstract, Lines(talk.Takeaways), Lines(talk.Slides.Select(deck => deck.Url)),
        Lines(talk.Recordings.Select(recording => recording.Url)),
    ];

    // Line by line the same person: an absent alias is an empty line. A column without any is empty.
    private static string Lines(IEnumerable<string?> values)
    {
        var lines = values.Select(PlainText.Line).ToList();
        return lines.TrueForAll(line => line.Length == 0) ? "" : string.Join('\n', lines);
    }

    private static void Row(StringBuilder text, IEnumerable<string?> cells) =>
        text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string? value)
    {
        var plain = PlainText.Of(value);
        // What begins like this is computed by spreadsheets, or, for the apostrophe, taken for our own mark.
        if (plain.Length > 0 && plain[0] is '=' or '+' or '-' or '@' or '\t' or '\'')
            plain = $"'{plain}";
        return plain.AsSpan().IndexOfAny(",\"\n") < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
