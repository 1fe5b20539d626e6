namespace EventOps.Formats.Importing;

/// <summary>How long texts may be, as everywhere at the edge. What is cut is said.</summary>
internal sealed class Limits(Findings findings)
{
    public const int Title = 300;
    public const int Name = 200;
    public const int Takeaway = 1_000;
    public const int Prose = 20_000;
    public const int Tags = 50;
    public const int Takeaways = 50;

    public string Line(string text, int most, int line) => Cut(Folding.OneLine(text), most, line).Trim();

    public string? LineOrNull(string? text, int most, int line) =>
        text is not null && Line(text, most, line) is { Length: > 0 } kept ? kept : null;

    public string? Text(string? text, int most, int line)
    {
        if (text is null)
            return null;
        var kept = Cut(string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\t')).Trim(), most, line);
        return kept.Length > 0 ? kept : null;
    }

    /// <summary>As it is, but for what is too much.</summary>
    public string Cut(string text, int most, int line)
    {
        if (text.Length <= most)
            return text;
        findings.Warn("text.too_long", $"The text has {text.Length} characters; it was cut at {most}.", line, text);
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
