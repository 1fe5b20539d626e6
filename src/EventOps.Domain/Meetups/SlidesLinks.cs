using EventOps.Domain.Shared;

namespace EventOps.Domain.Meetups;

/// <summary>What a link to slides should be: a document, and not the one of another deck.</summary>
internal static class SlidesLinks
{
    private static readonly string[] Documents =
        [".pdf", ".ppt", ".pptx", ".pps", ".ppsx", ".key", ".odp", ".doc", ".docx", ".epub", ".zip", ".html", ".md", ".ipynb"];

    private static readonly string[] Hosts =
        ["docs.google.com", "drive.google.com", "speakerdeck.com", "slideshare.net", "slides.com", "slidev.dev", "github.com",
         "gitee.com", "gitlab.com", "yuque.com", "feishu.cn", "figma.com", "canva.com", "prezi.com", "sched.co", "onedrive.live.com"];

    public static IEnumerable<Warning?> Doubts(Meetup meetup, Guid slidesId, DeckSource source) =>
        [source.File is null ? NotADocument(source.Url) : null, Shared(meetup, slidesId, source)];

    private static Warning? NotADocument(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
            return null;
        var document = Documents.Any(end => uri.AbsolutePath.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        var host = Hosts.Any(known => uri.Host == known || uri.Host.EndsWith($".{known}", StringComparison.OrdinalIgnoreCase));
        return document || host
            ? null
            : new("slides.not_a_document", "The link does not look like a document; is it a picture or a page?", "url");
    }

    private static Warning? Shared(Meetup meetup, Guid slidesId, DeckSource source) => meetup.Slides.Values
        .Where(deck => deck.SlidesId != slidesId && deck.Status is not SlidesStatus.Withdrawn && IsSame(deck.Source, source))
        .OrderBy(deck => deck.SlidesId).FirstOrDefault() is { } other
            ? source.File is null
                ? new("slides.link_shared", $"The same link stands under '{other.Title}'.", "url")
                : new("slides.link_shared", $"The same file stands under '{other.Title}'.", "file")
            : null;

    private static bool IsSame(DeckSource one, DeckSource other) =>
        one.File is null ? one.Url == other.Url : one.File.Sha256 == other.File?.Sha256;
}
