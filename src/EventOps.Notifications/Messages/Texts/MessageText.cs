using System.Text.Json;
using EventOps.Domain.Shared;

namespace EventOps.Notifications.Messages.Texts;

/// <summary>How a message feels to whoever reads it; robots that have colours show it.</summary>
public enum Tone
{
    /// <summary>Something new to look forward to or to look at.</summary>
    News,

    /// <summary>What people had planned for has changed.</summary>
    Change,

    /// <summary>It does not take place, or something was taken back.</summary>
    Warning,
}

/// <summary>What a person reads instead of JSON: a title, a few labelled lines, the way to the page.</summary>
/// <param name="Title">One line of plain text, like every text in here: no markup, no control characters.</param>
/// <param name="Page">Null when the server does not know its public address.</param>
/// <param name="Colon">What stands between a label and its value in this language.</param>
public sealed record MessageText(string Title, ValueList<TextLine> Lines, TextLink? Page, Tone Tone, string Colon)
{
    /// <summary>The text of a message; of a type that nobody knows, that something has changed.</summary>
    /// <param name="body">The CloudEvent as JSON.</param>
    /// <param name="language">A language tag; everything that is not Chinese reads English.</param>
    public static MessageText Of(ReadOnlyMemory<byte> body, string language)
    {
        using var json = JsonDocument.Parse(body);
        var facts = new TextFacts(json.RootElement, Tongue.Of(language));
        var type = facts.Type;
        return MessageTexts.Of(type)(facts);
    }
}

/// <param name="Value">May be empty when the link says it all.</param>
public sealed record TextLine(string Label, string Value, TextLink? Link = null);

/// <param name="Address">An absolute http or https address.</param>
public sealed record TextLink(string Text, Uri Address);
