namespace EventOps.Notifications.Sinks;

/// <summary>
/// For robots whose Markdown has no escape: what is markup or a mention becomes its full-width sibling, which reads the same
/// among Chinese characters and means nothing to a parser.
/// </summary>
internal static class FullWidth
{
    private const int Distance = '＠' - '@';

    /// <summary>Nothing in the text is markup, an entity or a mention.</summary>
    public static string Escape(string text) => Replace(text, "@<>[]*_`~|\\&");

    /// <summary>Nothing in the text is a mention, for places that know no other markup.</summary>
    public static string EscapeMentions(string text) => Replace(text, "@<>");

    private static string Replace(string text, string these) =>
        string.Create(text.Length, (text, these), static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = from.these.Contains(from.text[i]) ? (char)(from.text[i] + Distance) : from.text[i];
        });
}
