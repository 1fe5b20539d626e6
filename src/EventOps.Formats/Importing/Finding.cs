using EventOps.Domain.Shared;

namespace EventOps.Formats.Importing;

public enum FindingSeverity
{
    Info,
    Warning,
    Error,
}

/// <summary>Something that a person should look at on a page: a contradiction, a guess that was not made, text left over.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Excerpt">What stands there, shortened.</param>
/// <param name="Chosen">Of several readings the one that was taken; null if none was.</param>
/// <param name="Candidates">All readings that were possible.</param>
public sealed record Finding(
    FindingSeverity Severity, string Code, string Message, int Line, string? Excerpt = null, string? Chosen = null,
    ValueList<string> Candidates = default);

/// <summary>The findings of one page, in the order in which they were made.</summary>
internal sealed class Findings
{
    private const int LongestExcerpt = 120;

    private readonly List<Finding> all = [];

    /// <summary>In the order of the page; a finding without an excerpt gets its line of <paramref name="lines"/>.</summary>
    public ValueList<Finding> InOrder(params string[] lines) =>
        [.. all.Distinct().OrderBy(finding => finding.Line).Select(finding => finding.Excerpt is not null ? finding : finding with
        {
            Excerpt = Shorten(lines.ElementAtOrDefault(finding.Line - 1)?.Trim()),
        })];

    public void AddAll(Findings more) => all.AddRange(more.all);

    public void Info(string code, string message, int line, string? excerpt = null, string? chosen = null) =>
        all.Add(new(FindingSeverity.Info, code, message, line, Shorten(excerpt), chosen));

    public void Warn(
        string code, string message, int line, string? excerpt = null, string? chosen = null,
        ValueList<string> candidates = default) =>
        all.Add(new(FindingSeverity.Warning, code, message, line, Shorten(excerpt), chosen, candidates));

    public void Error(string code, string message, int line, string? excerpt = null) =>
        all.Add(new(FindingSeverity.Error, code, message, line, Shorten(excerpt)));

    private static string? Shorten(string? text) =>
        text is { Length: > LongestExcerpt } ? string.Concat(text.AsSpan(0, LongestExcerpt), "…") : text;
}
