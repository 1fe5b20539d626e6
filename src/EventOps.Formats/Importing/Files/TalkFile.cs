using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Formats.Importing.Files;

/// <summary>What a person says about the meetup that a file of talks is for, where the file does not know it, or knows it wrong.</summary>
public sealed record FileTarget(string? Slug = null, string? Title = null, LocalDate? Date = null);

/// <summary>
/// A file that tells a meetup's talks and little of the meetup itself: a table (CSV), schedule.xml, schedule.json. What it comes
/// to depends on the meetup that it is for.
/// </summary>
public sealed class TalkFile
{
    /// <summary>A longer file is refused, so no reader needs to take in more than one byte beyond.</summary>
    public const int MostBytes = 10 << 20;

    private readonly SourcePage source;
    private readonly ImportSettings settings;
    private readonly Findings findings = new();
    private readonly ToldProgramme? told;

    private TalkFile(SourcePage source, ImportSettings settings, FileTarget target)
    {
        (this.source, this.settings) = (source, settings);
        told = Read() is { } read ? read with { Slug = target.Slug ?? read.Slug, Title = target.Title ?? read.Title } : null;
        if (target.Date is { } date && told is { Start: null } undated)
            told = undated with { FirstDay = undated.FirstDay ?? date, Start = date.AtMidnight() };

        ToldProgramme? Read()
        {
            var decoded = FileText.Read(source.Bytes.Span, findings);
            return decoded is null ? null : FormOf(source.Path, decoded) switch
            {
                FileForm.Xml => ScheduleXmlReader.Read(decoded, findings) is { } raw ? ScheduleReading.Of(raw, settings, findings) : null,
                FileForm.Json => ScheduleJsonReader.Read(decoded, findings) is { } raw ? ScheduleReading.Of(raw, settings, findings) : null,
                _ => TalkTableReader.Read(decoded, source.Path, target.Date, findings),
            };
        }
    }

    private enum FileForm
    {
        Page,
        Table,
        Xml,
        Json,
    }

    /// <summary>The meetup's name in addresses; null when the file could not be read or does not say.</summary>
    public string? Slug => told?.Slug;

    /// <summary>Whether the file is one of talks, by what is in it, else by its name; otherwise it is a page.</summary>
    public static bool Is(SourcePage source) => FormOf(source.Path, FileText.HeadOf(source.Bytes.Span)) is not FileForm.Page;

    /// <summary>Never throws, whatever the bytes are.</summary>
    public static TalkFile Read(SourcePage source, ImportSettings settings, FileTarget? target = null) => new(source, settings, target ?? new());

    /// <summary>What the file asks for.</summary>
    /// <param name="current">The meetup that has the slug; <see cref="Meetup.Initial"/> if there is none.</param>
    public ImportedPage On(Meetup current)
    {
        if (told is { Slug: null })
            findings.Error("file.meetup_unknown", "The file does not say which meetup it is about; name one with --meetup.", 1);
        var draft = told is { Slug: { } slug } ? new FileDrafting(told, settings, current, findings).Draft(slug) : null;
        return new(source.Path, draft, findings.InOrder());
    }

    private static FileForm FormOf(string path, string text)
    {
        var head = text.AsSpan().TrimStart("\uFEFF \t\r\n");
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        if (head.StartsWith("<?xml", StringComparison.Ordinal) || head.StartsWith("<schedule", StringComparison.Ordinal) || Named(name, ".xml"))
            return FileForm.Xml;
        if (Named(name, ".json") || (head.StartsWith("{", StringComparison.Ordinal) && !Named(name, ".md")))
            return FileForm.Json;
        return Named(name, ".csv") || Named(name, ".tsv") ? FileForm.Table : FileForm.Page;
    }

    private static bool Named(ReadOnlySpan<char> name, string extension) => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
