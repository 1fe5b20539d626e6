namespace EventOps.Formats.Importing;

internal enum LineKind
{
    Blank,
    Heading,
    Bold,
    Item,
    Row,
    Image,
    Text,
    Code,
}

/// <summary>One line of the body.</summary>
/// <param name="Number">The line of the file, from 1; a line that <c>&lt;br&gt;</c> breaks gives several with one number.</param>
/// <param name="Text">Without marks of Markdown and HTML; links keep theirs.</param>
/// <param name="Markdown">As it should be written again.</param>
/// <param name="Level">Of a heading, from 1.</param>
internal sealed record PageLine(int Number, LineKind Kind, string Text, string Markdown, int Level = 0)
{
    /// <summary>Which of the parts that a line was broken into, from 0.</summary>
    public int Part { get; init; }

    /// <summary>As it stands in the file.</summary>
    public string Source { get; init; } = "";
}
