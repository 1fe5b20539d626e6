using System.Text;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace EventOps.Formats.Exporting;

/// <summary>The head of a page as Hugo reads it: YAML, keys in the order of the alphabet, nothing that is empty.</summary>
internal static class FrontMatterText
{
    private const int LongestDescription = 160;

    /// <param name="lead">What of the summary stands only here.</param>
    public static void Write(StringBuilder page, PageSheet sheet, string? lead)
    {
        var meetup = sheet.Meetup;
        page.Append("---\n");
        List(page, "aliases", meetup.OldSlugs.Concat(meetup.Aliases).Select(slug => $"/{MeetupMarkdown.Section}/{slug}/"));
        Value(page, "community", meetup.Community);
        Value(page, "cover", meetup.Cover);
        page.Append($"date: {OffsetDateTimePattern.Rfc3339.Format(Date(sheet))}\n");
        Value(page, "description", Plain(lead ?? sheet.Told ?? meetup.Summary ?? meetup.Theme));
        Value(page, "eventops", sheet.IsRecap ? "recap" : "agenda");
        Value(page, "language", meetup.Language);
        Value(page, "lead", lead);
        Value(page, "linkTitle", meetup.Title);
        List(page, "series", meetup.Series is { } series ? [series] : []);
        Value(page, "slug", meetup.Slug);
        List(page, "tags", meetup.Tags);
        Value(page, "title", $"{sheet.Words.State[sheet.State]}{meetup.Title}");
        page.Append("---\n");
    }

    // Hugo leaves a page out whose date is still to come.
    private static OffsetDateTime Date(PageSheet sheet)
    {
        var zone = DateTimeZoneProviders.Tzdb[sheet.Meetup.Zone];
        var start = sheet.Meetup.Start.InZone(zone, Resolvers.LenientResolver);
        var date = start.ToInstant() < sheet.KnownSince ? start : sheet.KnownSince.InZone(zone);
        return date.ToOffsetDateTime().With((LocalTime time) => new LocalTime(time.Hour, time.Minute, time.Second));
    }

    private static string? Plain(string? text)
    {
        if (text?.Split("\n\n").Select(part => string.Join(' ', part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .FirstOrDefault(part => part.Length > 0 && part[0] is not ('#' or '!' or '|' or '`')) is not { } first)
            return null;
        if (first.Length <= LongestDescription)
            return first;
        var end = char.IsHighSurrogate(first[LongestDescription - 1]) ? LongestDescription - 1 : LongestDescription;
        return $"{first[..end].TrimEnd()}…";
    }

    private static void Value(StringBuilder page, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            page.Append($"{key}: {Quoted(value)}\n");
    }

    private static void List(StringBuilder page, string key, IEnumerable<string> values)
    {
        var list = string.Join(", ", values.Select(Quoted));
        if (list.Length > 0)
            page.Append($"{key}: [{list}]\n");
    }

    private static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                '\u0085' or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' => text.Append($"\\u{(int)c:X4}"),
                _ when char.IsControl(c) => text.Append($"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }
}
