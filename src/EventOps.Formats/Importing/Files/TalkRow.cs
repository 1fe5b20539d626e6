using EventOps.Formats.Shared;

namespace EventOps.Formats.Importing.Files;

/// <summary>A row under its head. A cell of blanks is none; a mark that kept a spreadsheet from computing the cell goes.</summary>
internal sealed class TalkRow(List<string> head, CsvRow row)
{
    public int Line => row.Line;

    public bool IsTooLong => row.Cells.Count > head.Count && row.Cells.Skip(head.Count).Any(cell => cell.Trim().Length > 0);

    public string? Cell(string column) => Raw(column).Trim() is { Length: > 0 } cell ? (cell.Any(char.IsControl) ? PlainText.Line(cell) : cell) : null;

    public string? Text(string column) => string.IsNullOrWhiteSpace(Raw(column)) ? null : Raw(column);

    public List<string> Lines(string column) => EveryLine(column).FindAll(line => line.Length > 0);

    /// <summary>Line by line the same person in four columns; organisations and roles may be fewer.</summary>
    public List<ToldPerson> People()
    {
        var (names, aliases, organisations, roles) = (EveryLine("speakers"), EveryLine("aliases"), EveryLine("organisations"), EveryLine("roles"));
        return [.. Enumerable.Range(0, Math.Max(names.Count, aliases.Count))
            .Select(i => new ToldPerson(At(names, i), At(aliases, i), At(organisations, i), At(roles, i)))
            .Where(person => person.Name is not null || person.Alias is not null)
            .DistinctBy(person => person.Called)];

        static string? At(List<string> lines, int i) => lines.ElementAtOrDefault(i) is { Length: > 0 } line ? line : null;
    }

    private List<string> EveryLine(string column) =>
        Raw(column) is { Length: > 0 } cell ? [.. cell.Split('\n').Select(line => line.Trim())] : [];

    private string Raw(string column)
    {
        var at = head.IndexOf(column);
        var cell = at >= 0 && at < row.Cells.Count ? row.Cells[at].Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : "";
        return cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\'', ..] ? cell[1..] : cell;
    }
}
