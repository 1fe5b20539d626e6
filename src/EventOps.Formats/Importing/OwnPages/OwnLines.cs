using System.Collections.Frozen;
using EventOps.Formats.Exporting;

namespace EventOps.Formats.Importing.OwnPages;

/// <summary>A line as it stands in the file, and its number from 1.</summary>
internal sealed record OwnLine(string Text, int Number)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    public bool IsItem => Text.StartsWith("- ", StringComparison.Ordinal);

    /// <summary>Text and address of an item that is a link.</summary>
    public (string Text, string Url, bool IsPicture)? Link => IsItem ? PageLinks.Read(Text[2..].TrimEnd()) : null;

    /// <summary>Label and value of an item like "- label: value"; null when it has no label of those.</summary>
    public (string Label, string Written)? Labelled(IEnumerable<string> labels, string colon)
    {
        foreach (var label in labels)
        {
            if (Text.StartsWith($"- {label}{colon}", StringComparison.Ordinal))
                return (label, Text[(2 + label.Length + colon.Length)..].TrimEnd());
        }

        return null;
    }
}

internal static class OwnLines
{
    /// <summary>Lines as one text without the blank ones at its ends; null when nothing is left.</summary>
    public static string? Prose(IEnumerable<OwnLine> lines)
    {
        var kept = lines.SkipWhile(line => line.IsBlank).ToList();
        kept.RemoveRange(kept.FindLastIndex(line => !line.IsBlank) + 1, kept.Count - kept.FindLastIndex(line => !line.IsBlank) - 1);
        return kept.Count == 0 ? null : MarkdownText.Read(string.Join('\n', kept.Select(line => line.Text)));
    }

    public static T? Named<T>(this FrozenDictionary<T, string> words, string word)
        where T : struct, Enum
    {
        foreach (var (value, known) in words)
        {
            if (known == word)
                return value;
        }

        return null;
    }

    /// <summary>A title without the marks that it stands in.</summary>
    public static string? Quoted(string written, PageWords words) =>
        written.StartsWith(words.Quote, StringComparison.Ordinal) && written.EndsWith(words.Unquote, StringComparison.Ordinal) && written.Length > 1
            ? MarkdownText.Read(written[words.Quote.Length..^words.Unquote.Length])
            : null;
}
