using EventOps.Server.Access;
using EventOps.Server.Hosting;

namespace EventOps.Server.Previews;

/// <summary>Links for those who are to read a draft and have no account: organizers make them and take them back.</summary>
internal static class PreviewLinkRoutes
{
    /// <summary>To the agenda, from where the recap is one click away.</summary>
    public static readonly LinkKind Kind = new(
        "CreatePreviewLink", ToTalk: false, (community, secret) => $"{PreviewPages.RootOf(community, secret)}/agenda");

    public static void Map(RouteGroupBuilder meetups)
    {
        var meetup = meetups.MapGroup("/{meetup}").WithTags("Meetups").Needs(Right.RunMeetups);
        meetup.MapPost("/preview-link", (HttpContext context, SecretLinkDesk links, string meetup) => links.Make(context, Kind, meetup))
            .Describe(Kind.Command, typeof(SecretLinkRequest)).Produces<SecretLinkAnswer>(StatusCodes.Status201Created)
            .WithSummary("Makes a link by which whoever has it reads agenda and recap as they would be if they were published now, and shows it this once.");
        meetup.MapGet("/preview-links", (HttpContext context, SecretLinkDesk links, string meetup) => links.List(context, meetup))
            .Describe("ListPreviewLinks").Produces<SecretLinksAnswer>().WithSummary("The links to the meetup's drafts that open something.");
        meetup.MapDelete("/preview-links/{id:guid}", (HttpContext context, SecretLinkDesk links, string meetup, Guid id) => links.Revoke(context, id, meetup))
            .Describe("RevokePreviewLink").Produces(StatusCodes.Status204NoContent).WithSummary("Takes a link back; it opens nothing from then on.");
    }
}
