using EventOps.Domain.Meetups;

namespace EventOps.Formats.Exporting;

/// <summary>The first block of a page: what, when, where, how to come, what to fetch.</summary>
internal static class OverviewText
{
    /// <summary>Pages in Chinese that name no zone mean this one, as their readers do.</summary>
    public const string UnsaidZone = "Asia/Shanghai";

    public static void Write(PageBlocks blocks, PageSheet sheet)
    {
        var (meetup, words) = (sheet.Meetup, sheet.Words);
        var items = new List<string>();
        Add(words.Theme, meetup.Theme is { } theme ? MarkdownText.Of(theme) : null);
        Add(words.Time, PageTimes.Span(meetup.Start, meetup.End, words));
        Add(words.Zone, words == PageWords.Chinese && meetup.Zone == UnsaidZone ? null : MarkdownText.Of(meetup.Zone));
        Add(words.Form, words.Forms[meetup.Form]);
        Add(words.Place, meetup.Venue is { } venue ? MarkdownText.Of(venue.Name) : null);
        Add(words.Address, meetup.Venue?.Address is { Length: > 0 } address ? MarkdownText.Of(address) : null);
        Add(words.Stream, meetup.StreamUrl is { Length: > 0 } stream ? PageLinks.Of(words.Watch, stream) : null);
        Add(words.Registration, meetup.Registration is { } registration ? PageLinks.Of(words.Register, registration.Url) : null);
        Add(words.ClosesAt, meetup.Registration?.ClosesAt is { } closes ? PageTimes.Moment(closes, words) : null);
        Add(words.Status, meetup.Status is MeetupStatus.Cancelled ? words.Cancelled : meetup.Status is MeetupStatus.Postponed ? words.Postponed : null);
        Add(words.Reason, meetup.StatusReason is { } reason ? MarkdownText.Of(reason) : null);
        blocks.Section(words.Overview, string.Join('\n', items));
        blocks.Labelled(words.Decks, blocks.Titled(Downloads(sheet)));

        void Add(string label, string? written)
        {
            if (!string.IsNullOrEmpty(written))
                items.Add(blocks.Item(label, written));
        }
    }

    // All of them at a glance; those of a talk stand with the talk again.
    private static IEnumerable<(string, string)> Downloads(PageSheet sheet) =>
        sheet.Talks.SelectMany(talk => talk.Slides).Concat(sheet.Slides).Select(deck => (deck.Title, deck.Url));
}
