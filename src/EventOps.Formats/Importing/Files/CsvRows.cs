using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace EventOps.Formats.Importing.Files;

/// <param name="Line">That the row begins on, from 1.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>The rows of a table (RFC 4180) that is separated by commas, semicolons or tabs.</summary>
internal static class CsvRows
{
    private const int MostInCell = 1 << 20;

    /// <summary>At most so many rows and one more; rows of blank cells are left out. Null, with a finding, when a quote is never closed.</summary>
    public static List<CsvRow>? Read(string text, int most, Findings findings)
    {
        var (rows, strays, line) = (new List<CsvRow>(), new List<string>(), 1);
        using var parser = new CsvParser(new StringReader(text), Form(text, strays));
        try
        {
            while (rows.Count <= most && parser.Read())
            {
                var cells = parser.Record ?? [];
                if (strays.Find(IsOpen) is not null)
                {
                    findings.Error("table.quote_open", "A quote opens a cell here and is never closed.", line);
                    return null;
                }

                if (strays.Count > 0)
                    findings.Warn("table.quote_stray", "A quote stands inside a cell; it was read as well as it could be.", line, strays[0]);
                if (Array.Exists(cells, cell => !string.IsNullOrWhiteSpace(cell)))
                    rows.Add(new(line, cells));
                line += parser.RawRecord.AsSpan().Count('\n');
                strays.Clear();
            }
        }
        catch (MaxFieldSizeException)
        {
            findings.Error("table.cell_too_long", $"A cell has more than {MostInCell} characters.", line);
            return null;
        }

        return rows;
    }

    private static CsvConfiguration Form(string text, List<string> strays) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = SeparatorOf(text), MaxFieldSize = MostInCell, BadDataFound = bad => strays.Add(bad.Field), IgnoreBlankLines = false, ProcessFieldBufferSize = 4_096,
    };

    private static bool IsOpen(string field) => field.StartsWith('"') && field.AsSpan().Count('"') % 2 == 1;

    private static string SeparatorOf(string text)
    {
        var head = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length);
        var (comma, semicolon, tab) = (head.Count(','), head.Count(';'), head.Count('\t'));
        return tab > comma && tab > semicolon ? "\t" : semicolon > comma ? ";" : ",";
    }
}
