using EventOps.Domain.Meetups;

namespace EventOps.Formats.Exporting;

/// <summary>What stands around the talks: pictures, who held the meetup, where the community talks.</summary>
internal static class SurroundingsText
{
    public static void Write(PageBlocks blocks, PageSheet sheet)
    {
        var words = sheet.Words;
        blocks.Section(words.Photos, List(sheet.Photos.Select(Photos)));
        blocks.Section(words.Organisers, List(sheet.Meetup.Organisers.Select(organiser => blocks.Item(
            words.Roles[organiser.Role],
            string.IsNullOrEmpty(organiser.Url) ? MarkdownText.Of(organiser.Name) : PageLinks.Of(MarkdownText.Of(organiser.Name), organiser.Url)))));
        blocks.Section(words.Community, List(sheet.Meetup.Channels.Select(channel => blocks.Item(words.Channels[channel.Kind], Channel(channel, words)))));
    }

    private static string List(IEnumerable<string> items) => string.Join('\n', items);

    // A picture is shown; an album is a link.
    private static string Photos(Photos photos)
    {
        var title = MarkdownText.Of(photos.Title ?? "");
        return $"- {(photos.Kind is PhotosKind.Picture ? PageLinks.Picture(title, photos.Url) : PageLinks.Of(title.Length > 0 ? title : "*", photos.Url))}";
    }

    private static string Channel(Channel channel, PageWords words) => string.Join(words.Comma, new[]
    {
        string.IsNullOrEmpty(channel.Name) ? null : MarkdownText.Of(channel.Name, "，,:："),
        string.IsNullOrEmpty(channel.Number) ? null : $"{words.Number} **{MarkdownText.Of(channel.Number, "，,:：")}**",
        string.IsNullOrEmpty(channel.Url) ? null : PageLinks.Of(words.Open, channel.Url),
        string.IsNullOrEmpty(channel.Picture) ? null : PageLinks.Picture(words.QrCode, channel.Picture),
    }.Where(part => part is not null));
}
