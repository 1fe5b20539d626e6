using EventOps.Domain.Meetups;
using EventOps.Projections.Shared;

namespace EventOps.Formats.Exporting;

/// <summary>
/// A person in one line: <c>杨斌（花名：凯撒），*蚂蚁集团* 技术总监</c>, with the part in front unless they simply speak. The stars
/// tell the organisation from the role.
/// </summary>
internal static class PersonText
{
    private const string Reserved = "（）(),，:：";

    public static string Of(SpeakerLine person, PageWords words)
    {
        var part = person.Part is SpeakerPart.Speaker ? "" : $"{words.Parts[person.Part]}{words.Colon}";
        var role = person.Role is { } known ? MarkdownText.Of(known) : "";
        var work = string.IsNullOrEmpty(person.Organisation) ? role : $"*{MarkdownText.Of(person.Organisation)}*{(role.Length > 0 ? " " : "")}{role}";
        return $"{part}{Name(person, words)}{(work.Length > 0 ? words.Comma : "")}{work}";
    }

    public static string Name(SpeakerLine person, PageWords words) =>
        $"{MarkdownText.Of(person.Name ?? "", Reserved)}{(person.Alias is { } alias ? $"{words.Open1}{words.Alias}{words.Colon}{MarkdownText.Of(alias, Reserved)}{words.Close1}" : "")}".TrimStart();
}
