using EventOps.Domain.Meetups;
using EventOps.Projections.Recaps;

namespace EventOps.Formats.Exporting;

/// <summary>The talks one below the other: who, about what, what it is good for, what can be fetched and watched.</summary>
internal static class TalkText
{
    public static void Write(PageBlocks blocks, PageSheet sheet, string? told)
    {
        var words = sheet.Words;
        if (sheet.Talks.Count == 0 && told is null)
            return;
        blocks.Block($"## {(sheet.IsRecap ? words.Review : words.Programme)}");
        if (told is not null)
            blocks.Block(blocks.Prose(told));
        var introduced = new HashSet<(string?, string?)>();
        foreach (var talk in sheet.Talks)
            Write(blocks, words, talk, introduced);
    }

    /// <param name="introduced">Whose biography stands further up.</param>
    private static void Write(PageBlocks blocks, PageWords words, RecapTalk talk, HashSet<(string?, string?)> introduced)
    {
        blocks.Block($"### {(words == PageWords.Chinese ? blocks.Title(talk.Title) : MarkdownText.OfHeading(talk.Title))}");
        if (Facts(blocks, words, talk) is { Length: > 0 } facts)
            blocks.Block(facts);
        foreach (var speaker in talk.Speakers.Where(s => !string.IsNullOrWhiteSpace(s.Bio) && introduced.Add((s.Name, s.Alias))))
            blocks.Labelled($"{words.Bio}{words.Colon}{PersonText.Name(speaker, words)}", blocks.Prose(speaker.Bio!));
        blocks.Labelled(words.Abstract, string.IsNullOrWhiteSpace(talk.Abstract) ? null : blocks.Prose(talk.Abstract));
        blocks.Labelled(words.Takeaways, string.Join('\n', talk.Takeaways.Select(takeaway => $"- {MarkdownText.Of(takeaway)}")));
        blocks.Labelled(words.Decks, blocks.Titled(talk.Slides.Select(deck => (deck.Title, deck.Url))));
        blocks.Labelled(words.Replays, PageBlocks.Links(talk.Recordings.Select(film => (film.Title, film.Url))));
        blocks.Labelled(words.Reading, PageBlocks.Links(talk.References.Select(reference => (reference.Title, reference.Url))));
    }

    private static string Facts(PageBlocks blocks, PageWords words, RecapTalk talk) => string.Join('\n', (string[])
    [
        .. talk.Speakers.Select(speaker => $"- {PersonText.Of(speaker, words)}"),
        .. talk.Kind is TalkKind.Talk ? (string[])[] : [blocks.Item(words.Kind, words.TalkKinds[talk.Kind])],
        .. string.IsNullOrEmpty(talk.Language) ? (string[])[] : [blocks.Item(words.Language, MarkdownText.Of(talk.Language))],
    ]);
}
