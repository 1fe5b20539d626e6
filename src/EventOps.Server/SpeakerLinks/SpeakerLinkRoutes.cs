using EventOps.Server.Access;
using EventOps.Server.Hosting;

namespace EventOps.Server.SpeakerLinks;

/// <summary>Links for speakers without an account: organizers make them for one talk and take them back.</summary>
internal static class SpeakerLinkRoutes
{
    public static readonly LinkKind Kind = new("CreateSpeakerLink", ToTalk: true, HandInRoutes.PathOf);

    public static void Map(RouteGroupBuilder meetups)
    {
        var talks = meetups.MapGroup("/{meetup}/talks/{talk:guid}").WithTags("Speakers").Needs(Right.RunMeetups);
        talks.MapPost("/speaker-link", (HttpContext context, SecretLinkDesk links, string meetup, Guid talk) => links.Make(context, Kind, meetup, talk))
            .Describe(Kind.Command, typeof(SecretLinkRequest)).Produces<SecretLinkAnswer>(StatusCodes.Status201Created)
            .WithSummary("Makes a link by which whoever has it hands in slides for this talk, and shows it this once. It never publishes.");
        talks.MapGet("/speaker-links", (HttpContext context, SecretLinkDesk links, string meetup, Guid talk) => links.List(context, meetup, talk))
            .Describe("ListSpeakerLinks").Produces<SecretLinksAnswer>().WithSummary("The links of the talk that open something.");
        talks.MapDelete("/speaker-links/{id:guid}", (HttpContext context, SecretLinkDesk links, string meetup, Guid talk, Guid id) => links.Revoke(context, id, meetup, talk))
            .Describe("RevokeSpeakerLink").Produces(StatusCodes.Status204NoContent).WithSummary("Takes a link back; it opens nothing from then on.");
    }
}
