using EventOps.Projections.Shared;

namespace EventOps.Formats.Shared;

/// <summary>People as files name them.</summary>
public static class PersonNames
{
    /// <summary>The name with the pen name in brackets, or whichever there is; null when a person has neither.</summary>
    public static string? Of(SpeakerLine speaker) => Of(speaker.Name, speaker.Alias);

    public static string? Of(string? of, string? penName) => (Blank(of), Blank(penName)) switch
    {
        (null, var alias) => alias,
        (var name, null) => name,
        var (name, alias) => IsHan(name[0]) ? $"{name}（{alias}）" : $"{name} ({alias})",
    };

    public static IEnumerable<string> Of(IEnumerable<SpeakerLine> speakers) => speakers.Select(Of).OfType<string>();

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static bool IsHan(char character) => character is >= '\u2E80' and < '\uE000';
}
