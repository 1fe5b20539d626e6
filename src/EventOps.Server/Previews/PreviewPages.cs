using EventOps.Server.Access;
using EventOps.Server.Meetups;
using EventOps.Server.Pages;
using NodaTime;

namespace EventOps.Server.Previews;

/// <summary>
/// The pages of a meetup's drafts: behind a link that an organizer made, and at the public addresses with <c>?view=draft</c> for
/// whoever sends a key that may read drafts. Everybody else is told that nothing is here.
/// </summary>
internal sealed class PreviewPages(
    PageDesk desk, DraftReader drafts, SecretLinkDesk links, SlugRegister slugs, Credentials credentials)
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Makes the page of a meetup; null when there is none.</summary>
    private delegate Task<byte[]?> Make(Guid meetupId, PageContext context, CancellationToken ct);

    public static string RootOf(string community, string secret) => $"/{Uri.EscapeDataString(community)}/preview/{secret}";

    public static void Map(WebApplication app)
    {
        var preview = app.MapGroup("/{community}/preview/{secret}").ExcludeFromDescription();
        preview.MapMethods("/agenda", Reading, (HttpContext context, PreviewPages pages, DraftReader drafts, string community, string secret) =>
            pages.ByLink(context, community, secret, drafts.Agenda));
        preview.MapMethods("/recap", Reading, (HttpContext context, PreviewPages pages, DraftReader drafts, string community, string secret) =>
            pages.ByLink(context, community, secret, drafts.Recap));
        preview.MapMethods("/talks/{talk:guid}", Reading, (
            HttpContext context, PreviewPages pages, DraftReader drafts, string community, string secret, Guid talk) =>
            pages.ByLink(context, community, secret, TalkOf(drafts, talk)));
    }

    public Task<IResult> Agenda(HttpContext context, string community, string meetup) => ByKey(context, community, meetup, drafts.Agenda);

    public Task<IResult> Recap(HttpContext context, string community, string meetup) => ByKey(context, community, meetup, drafts.Recap);

    public Task<IResult> Talk(HttpContext context, string community, string meetup, Guid talk) => ByKey(context, community, meetup, TalkOf(drafts, talk));

    private static Make TalkOf(DraftReader drafts, Guid talk) => (meetup, context, ct) => drafts.Talk(meetup, talk, context, ct);

    private async Task<IResult> ByLink(HttpContext context, string community, string secret, Make make)
    {
        var link = await links.Open(context, PreviewLinkRoutes.Kind, community, secret);
        return await Show(
            context, community, link?.To.MeetupId, new(RootOf(community, secret), link is null ? null : Instant.FromDateTimeOffset(link.Expires)), make);
    }

    private async Task<IResult> ByKey(HttpContext context, string community, string meetup, Make make)
    {
        var (holder, _) = await credentials.Read(context, community);
        var may = holder is not null && holder.Community == community && holder.May(Right.ReadDrafts);
        return await Show(
            context, community, may ? await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) : null,
            new($"/{Uri.EscapeDataString(community)}/{Uri.EscapeDataString(meetup)}"), make);
    }

    private async Task<IResult> Show(HttpContext context, string community, Guid? meetup, DraftAddress address, Make make) =>
        meetup is { } id
        && await desk.Context(context, community) is { } page
        && await make(id, page with { Draft = address }, context.RequestAborted) is { } html
            ? new SecretPage(html)
            : await desk.Missing(context, community);
}
