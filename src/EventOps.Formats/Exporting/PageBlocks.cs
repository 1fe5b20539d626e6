using System.Text;

namespace EventOps.Formats.Exporting;

/// <summary>The building blocks of a page: sections, labelled lines, lists of links; a blank line between two blocks.</summary>
internal sealed class PageBlocks(StringBuilder page, PageWords words)
{
    /// <summary>Nothing when none of the blocks holds anything.</summary>
    public void Section(string heading, params IEnumerable<string?> blocks)
    {
        var filled = blocks.Where(block => !string.IsNullOrEmpty(block)).ToList();
        if (filled.Count == 0)
            return;
        Block($"## {heading}");
        foreach (var block in filled)
            Block(block!);
    }

    public void Block(string lines) => page.Append('\n').Append(lines).Append('\n');

    /// <summary>A label in bold type above a block; nothing when the block is empty.</summary>
    public void Labelled(string label, string? block)
    {
        if (string.IsNullOrEmpty(block))
            return;
        Block($"**{label}**");
        Block(block);
    }

    public string Prose(string text, int topLevel = 4) => MarkdownProse.Of(text, topLevel, words.IsLabel);

    public string Item(string label, string written) => $"- {label}{words.Colon}{written}";

    /// <summary>A list of links; empty when there are none.</summary>
    public static string Links(IEnumerable<(string Title, string Url)> links) =>
        string.Join('\n', links.Select(link => $"- {PageLinks.Of(MarkdownText.Of(link.Title), link.Url)}"));

    /// <summary>The same with titles in the marks of the language.</summary>
    public string Titled(IEnumerable<(string Title, string Url)> links) =>
        string.Join('\n', links.Select(link => $"- {PageLinks.Of(Title(link.Title), link.Url)}"));

    public string Title(string title) => $"{words.Quote}{MarkdownText.Of(title)}{words.Unquote}";
}
