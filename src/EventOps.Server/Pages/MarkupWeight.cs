using System.Buffers;

namespace EventOps.Server.Pages;

/// <summary>
/// Whether Markdown can be read in little time. The work that a paragraph makes grows with the square of its emphases and
/// links: 60 KB of nothing else keep a processor busy for seconds.
/// </summary>
internal static class MarkupWeight
{
    // A list of references under one heading is one paragraph here, and may be long.
    private const int MostInParagraph = 300;
    private const int MostInText = 5_000;

    private static readonly SearchValues<char> Mark = SearchValues.Create("*_[`<>");

    public static bool IsBearable(ReadOnlySpan<char> text)
    {
        var (inText, inParagraph) = (0, 0);
        foreach (var line in text.EnumerateLines())
        {
            var marks = Marks(line);
            inText += marks;
            inParagraph = line.IsWhiteSpace() ? 0 : inParagraph + marks;
            if (inParagraph > MostInParagraph || inText > MostInText)
                return false;
        }

        return true;
    }

    private static int Marks(ReadOnlySpan<char> line)
    {
        var marks = 0;
        for (int at; (at = line.IndexOfAny(Mark)) >= 0; line = line[(at + 1)..])
            marks++;
        return marks;
    }
}
