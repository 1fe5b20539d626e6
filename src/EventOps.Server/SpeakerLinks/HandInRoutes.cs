using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Files;
using EventOps.Server.Meetups;
using EventOps.Server.Meetups.Commands;
using EventOps.Server.Pages;
using Microsoft.AspNetCore.Mvc;

namespace EventOps.Server.SpeakerLinks;

/// <summary>
/// The page behind a speaker's link: what was handed in for the talk, and a form for more. The secret in the address is what
/// allows it and what no other site can know, so that there is no cookie that a forged form could ride on.
/// </summary>
internal static class HandInRoutes
{
    public static string PathOf(string community, string secret) => $"/{Uri.EscapeDataString(community)}/hand-in/{secret}";

    public static void Map(WebApplication app)
    {
        var page = app.MapGroup("/{community}/hand-in").ExcludeFromDescription();
        page.MapGet("/{secret}", Show);
        // The server's own limit is that of commands; here the bytes are counted as they come.
        page.MapPost("/{secret}", Take).WithMetadata(new DisableRequestSizeLimitAttribute());
    }

    private static async Task<IResult> Show(
        HttpContext context, PageDesk desk, PageRenderer renderer, SecretLinkDesk links, Streams streams, string community, string secret) =>
        await links.Open(context, SpeakerLinkRoutes.Kind, community, secret) is { } link && await Load(context, streams, link) is { } state
            && await desk.Context(context, community) is { } page
                ? new SecretPage(await renderer.HandIn(HandInView.Of(TalkOf(link), state, context.Request.Query.ContainsKey("done")), page))
                : await desk.Missing(context, community);

    private static async Task<IResult> Take(
        HttpContext context, PageDesk desk, PageRenderer renderer, SecretLinkDesk links, Streams streams,
        MeetupDesk meetups, FileDesk files, FileSettings settings, string community, string secret)
    {
        if (await links.Open(context, SpeakerLinkRoutes.Kind, community, secret) is not { } link || await Load(context, streams, link) is not { } state
            || await desk.Context(context, community) is not { } page)
            return await desk.Missing(context, community);
        var (form, wrong) = await HandInForm.Read(context, files, settings, community);
        var problem = form is null ? wrong : await Carry(context, meetups, link, form.Command(state, TalkOf(link)));
        if (problem is null)
            return new SeeOther($"{PathOf(community, secret)}?done{(page.LanguageChosen ? $"&lang={page.Language}" : "")}");
        return new SecretPage(
            await renderer.HandIn(HandInView.Of(TalkOf(link), state, done: false) with { Problem = problem }, page), StatusCodes.Status422UnprocessableEntity);
    }

    // Only links of this kind are opened here.
    private static Guid TalkOf(SecretLink link) => link.To.TalkId!.Value;

    private static async Task<Meetup?> Load(HttpContext context, Streams streams, SecretLink link)
    {
        var state = (await streams.Load(MeetupStreams.Definition, new(link.Community, link.To.MeetupId), context.RequestAborted)).State;
        return state.Talks.TryGetValue(TalkOf(link), out var talk) && !talk.Withdrawn ? state : null;
    }

    private static async Task<string?> Carry(HttpContext context, MeetupDesk meetups, SecretLink link, MeetupCommand command)
    {
        if (CommandReader.ErrorsOf(command).Count > 0)
            return "request.invalid";
        var request = new MeetupRequest(link.Community, link.To.MeetupId, [command], new CommandOptions
        {
            Metadata = new AppendMetadata
            {
                User = $"link:{link.Id}",
                CorrelationId = context.TraceIdentifier,
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["command"] = command.GetType().Name },
            },
        })
        { Limit = OwnTalks.Limit([new(link.To.MeetupId, TalkOf(link))], link.To.MeetupId) };
        return await meetups.Handle(request, context.RequestAborted) switch
        {
            CommandOutcome<Ruling>.Unchanged { Result.Refusal: { } refusal } => refusal.Code,
            CommandOutcome<Ruling>.Contended => "meetup.contended",
            _ => null,
        };
    }

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = address;
            context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }
    }
}
