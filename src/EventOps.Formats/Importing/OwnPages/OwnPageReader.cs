using EventOps.Domain.Meetups;
using EventOps.Formats.Exporting;

namespace EventOps.Formats.Importing.OwnPages;

/// <summary>Reads what <see cref="MeetupMarkdown"/> writes, section by section. A line that it would not write is a finding.</summary>
internal sealed class OwnPageReader(PageWords words, Findings findings)
{
    private readonly OwnSheet sheet = new();

    public static OwnSheet Read(IEnumerable<OwnLine> body, PageWords words, Findings findings)
    {
        var reader = new OwnPageReader(words, findings);
        var (heading, section) = ("", new List<OwnLine>());
        foreach (var line in body)
        {
            if (!line.Text.StartsWith("## ", StringComparison.Ordinal))
            {
                section.Add(line);
                continue;
            }

            reader.Section(heading, section);
            (heading, section) = (line.Text[3..].Trim(), []);
        }

        reader.Section(heading, section);
        return reader.sheet;
    }

    private void Section(string heading, List<OwnLine> lines)
    {
        if (heading == words.Overview)
            Overview(lines);
        else if (heading == words.Intro)
            sheet.Intro = OwnLines.Prose(lines);
        else if (heading == words.Agenda)
            Agenda(lines);
        else if (heading == words.Review || heading == words.Programme)
            sheet.Told = OwnTalkReader.Read(lines, sheet, words, LeftOver);
        else if (heading == words.Replays)
            Each(lines, line => Add(sheet.Recordings, line));
        else if (heading == words.Reading)
            Each(lines, line => Add(sheet.References, line));
        else if (heading == words.Photos)
            Each(lines, Photos);
        else if (heading == words.Organisers)
            Each(lines, Organiser);
        else if (heading == words.Community)
            Each(lines, Channel);
        else
            Each(lines, _ => false);
    }

    private void Overview(List<OwnLine> lines) => Each(lines, line =>
    {
        if (line.Text.TrimEnd() == $"**{words.Decks}**")
            return true;
        if (line.Link is var (title, url, _))
        {
            sheet.Downloads.Add(new(OwnLines.Quoted(title, words) ?? MarkdownText.Read(title), url, line.Number));
            return true;
        }

        string[] labels =
        [
            words.Theme, words.Time, words.Zone, words.Form, words.Place, words.Address, words.Stream, words.Registration, words.ClosesAt,
            words.Status, words.Reason,
        ];
        return line.Labelled(labels, words.Colon) is var (label, written) && sheet.Overview.TryAdd(label, (written, line.Number));
    });

    private void Agenda(List<OwnLine> lines)
    {
        var (day, columns) = (1, (List<string>?)null);
        Each(lines, line =>
        {
            if (DayOf(line.Text) is { } number)
            {
                (day, columns) = (number, null);
                return true;
            }

            if (!line.Text.StartsWith('|'))
                return false;
            var cells = line.Text.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToList();
            if (columns is null)
                columns = cells;
            else if (!cells.TrueForAll(cell => cell.Length > 2 && cell.All(c => c is '-' or ':')))
                return Slot(day, columns, cells, line);
            return true;
        });
    }

    private int? DayOf(string line)
    {
        for (var day = 1; day <= 31; day++)
        {
            if (line.StartsWith($"### {AgendaText.DayHeading(day, words)}{words.Colon}", StringComparison.Ordinal))
                return day;
        }

        return null;
    }

    private bool Slot(int day, List<string> columns, List<string> cells, OwnLine line)
    {
        string Cell(string column) => columns.IndexOf(column) is >= 0 and var at && at < cells.Count ? cells[at] : "";
        string? Known(string column) => Cell(column) is { Length: > 0 } written ? MarkdownText.Read(written) : null;
        var hours = Cell(words.Hours).Split('-');
        if (hours.Length != 2 || PageTimes.Time(hours[0].Trim()) is not { } start || PageTimes.Time(hours[1].Trim()) is not { } end)
            return false;
        var kind = columns.Contains(words.Kind) ? words.SlotKinds.Named(Cell(words.Kind)) : SlotKind.Talk;
        var talk = kind is SlotKind.Talk ? OwnLines.Quoted(Cell(words.Title), words) ?? Known(words.Title) : null;
        if (kind is null || (kind is SlotKind.Talk && talk is null))
            return false;
        sheet.Slots.Add(new(
            kind.Value, day, start, end, Known(words.Room), Known(words.Track), talk is null ? Known(words.Title) : null, talk, line.Number));
        return true;
    }

    private bool Photos(OwnLine line)
    {
        if (line.Link is not var (title, url, isPicture))
            return false;
        sheet.Photos.Add((title is "" or "*" ? null : MarkdownText.Read(title), url, isPicture ? PhotosKind.Picture : PhotosKind.Album, line.Number));
        return true;
    }

    private bool Organiser(OwnLine line)
    {
        if (line.Labelled(words.Roles.Values, words.Colon) is not var (label, written) || words.Roles.Named(label) is not { } role)
            return false;
        var link = PageLinks.Read(written);
        sheet.Organisers.Add((MarkdownText.Read(link?.Text ?? written), role, link?.Url, line.Number));
        return true;
    }

    private bool Channel(OwnLine line)
    {
        if (line.Labelled(words.Channels.Values, words.Colon) is not var (label, written) || words.Channels.Named(label) is not { } kind)
            return false;
        var channel = new SetChannel(kind);
        var (comma, links) = (words.Comma.Trim(), written.IndexOf('[', StringComparison.Ordinal) is >= 0 and var at ? at : written.Length);
        links -= links is > 0 && links < written.Length && written[links - 1] == '!' ? 1 : 0;
        foreach (var part in written[..links].Split(comma, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            channel = part.StartsWith($"{words.Number} **", StringComparison.Ordinal) && part.EndsWith("**", StringComparison.Ordinal)
                ? channel with { Number = MarkdownText.Read(part[(words.Number.Length + 3)..^2]) }
                : channel with { Name = MarkdownText.Read(part) };
        }

        // Up to the comma behind its bracket: an address may hold a comma.
        foreach (var part in written[links..].Split($"){comma}").Select(part => part.Trim()))
        {
            if (PageLinks.Read(part.EndsWith(')') ? part : $"{part})") is var (_, url, isPicture))
                channel = isPicture ? channel with { Picture = url } : channel with { Url = url };
        }

        sheet.Channels.Add((channel, line.Number));
        return true;
    }

    private static bool Add(List<OwnLink> links, OwnLine line)
    {
        if (line.Link is not var (title, url, _))
            return false;
        links.Add(new(MarkdownText.Read(title), url, line.Number));
        return true;
    }

    private void Each(List<OwnLine> lines, Func<OwnLine, bool> take)
    {
        foreach (var line in lines.Where(line => !line.IsBlank && !take(line)))
            LeftOver(line);
    }

    private void LeftOver(OwnLine line)
    {
        sheet.LeftOver.Add(line.Number);
        findings.Info("prose.left_over", "The line belongs to no field and was not imported.", line.Number, line.Text);
    }
}
