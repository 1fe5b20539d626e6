using System.Text;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Sinks;

/// <summary>How a robot writes lines: what people typed goes through <paramref name="Escape"/>, piece by piece.</summary>
/// <param name="Escape">Of a text is that of its characters, one after the other.</param>
/// <param name="Strong">Makes an escaped text bold.</param>
/// <param name="Link">Makes a link of an escaped text and an address that is safe in every markup.</param>
/// <param name="Break">Between lines.</param>
internal sealed record Markup(
    Func<string, string> Escape, Func<string, string> Strong, Func<string, string, string> Link, string Break)
{
    /// <summary>A text that is no longer than this when it is escaped, and escaped.</summary>
    public string Cut(string text, int limit, Func<string, int>? measure = null)
    {
        measure ??= static piece => piece.Length;
        return Escape(PlainLine.Cut(text, limit, piece => measure(Escape(piece))));
    }

    /// <summary>A line: its label, its value, its link.</summary>
    public string Line(TextLine line, string colon, bool linked = true)
    {
        var value = Escape(line.Value);
        var link = linked && line.Link is { } to ? Link(Escape(to.Text), Address(to.Address)) : "";
        return Strong(Escape(line.Label + colon.TrimEnd())) + (colon.EndsWith(' ') ? " " : "")
            + value + (value.Length > 0 && link.Length > 0 ? " " : "") + link;
    }

    /// <summary>
    /// As many whole lines as fit, so that nothing is cut within its markup. The way to the page, when wanted, goes before
    /// any of the lines.
    /// </summary>
    public string Lines(MessageText text, string head, int limit, Func<string, int>? measure = null, bool page = true)
    {
        measure ??= static piece => piece.Length;
        var foot = page && text.Page is { } to ? Break + Link(Escape(to.Text), Address(to.Address)) : "";
        var written = new StringBuilder(head);
        var left = limit - measure(head) - measure(foot);
        foreach (var line in text.Lines)
        {
            var separator = written.Length == 0 ? "" : Break;
            var next = separator + Line(line, text.Colon);
            if (measure(next) > left)
                next = separator + Line(line, text.Colon, linked: false);
            if (measure(next) > left)
                break;
            written.Append(next);
            left -= measure(next);
        }

        return written.Append(written.Length == 0 && foot.Length > 0 ? foot[Break.Length..] : foot).ToString();
    }

    /// <summary>An address in ASCII without a character that any markup knows.</summary>
    public static string Address(Uri address)
    {
        var ascii = new UriBuilder(address) { Host = address.IdnHost }.Uri.AbsoluteUri;
        var safe = new StringBuilder(ascii.Length);
        foreach (var c in ascii)
        {
            if (c is > ' ' and < '\u007f' and not ('(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '"' or '\'' or '*' or '`'
                or '\\' or '|' or '^' or '!' or '@'))
                safe.Append(c);
            else
                foreach (var b in Encoding.UTF8.GetBytes([c]))
                    safe.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return safe.ToString();
    }
}
