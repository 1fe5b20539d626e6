using EventOps.Domain.Meetups;
using EventOps.Server.Access;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups.Commands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Meetups;

/// <summary>The routes that change a meetup: schedule it, one command, several at once.</summary>
internal static class CommandRoutes
{
    public const int MostCommands = 1_000;

    public static void Map(RouteGroupBuilder meetups)
    {
        meetups.MapPost("", Schedule).DescribeCommand("ScheduleEvent", typeof(ScheduleEvent)).Needs(Right.RunMeetups);
        foreach (var slice in CommandTable.Slices.Where(slice => slice.Type != typeof(ScheduleEvent)))
        {
            meetups.MapPost($"/{{meetup}}/{slice.Route}", (HttpContext context, MeetupDesk desk, SlugRegister slugs, string meetup) =>
                    One(context, desk, slugs, meetup, slice))
                .DescribeCommand(slice.Name, slice.Type).Needs(Right.GiveCommands);
        }

        meetups.MapPost("/{meetup}/commands", Batch).DescribeCommand("Commands", body: null, "Several commands, all or nothing, as one append.")
            .Needs(Right.GiveCommands);
    }

    private static async Task<IResult> Schedule(HttpContext context, MeetupDesk desk, CommunityRegister communities)
    {
        var (body, problem) = await Opened(context);
        if (body is null)
            return problem!;
        using var _ = body;
        var (meetupId, fields, wrongId) = ClientId.Take(context.Request, body, "meetupId");
        var (command, errors) = CommandReader.Read(
            ScheduleDefaults.Fill(fields, await communities.Find(Caller.Of(context).Community, context.RequestAborted)), CommandTable.Of(typeof(ScheduleEvent)));
        return command is null || wrongId.Count > 0
            ? Problems.Shape([.. wrongId, .. errors])
            : await Run(context, desk, body, meetupId, [command], batch: false);
    }

    private static async Task<IResult> One(HttpContext context, MeetupDesk desk, SlugRegister slugs, string meetup, CommandSlice slice)
    {
        var (body, problem) = await Opened(context);
        if (body is null)
            return problem!;
        using var _ = body;
        var (command, errors) = CommandReader.Read(body.Root, slice);
        if (command is null)
            return Problems.Shape(errors);
        return await MeetupIds.Find(slugs, Caller.Of(context).Community, meetup, context.RequestAborted) is { } id
            ? await Run(context, desk, body, id, [command], batch: false)
            : MeetupIds.NotFound();
    }

    private static async Task<IResult> Batch(HttpContext context, MeetupDesk desk, SlugRegister slugs, string meetup)
    {
        var (body, problem) = await Opened(context);
        if (body is null)
            return problem!;
        using var _ = body;
        var (commands, errors) = CommandReader.ReadBatch(body.Root, MostCommands);
        if (errors.Count > 0)
            return Problems.Shape(errors);
        return await MeetupIds.Find(slugs, Caller.Of(context).Community, meetup, context.RequestAborted) is { } id
            ? await Run(context, desk, body, id, commands, batch: true)
            : MeetupIds.NotFound();
    }

    private static async Task<(JsonBody? Body, ProblemHttpResult? Problem)> Opened(HttpContext context) =>
        await JsonBody.Read(context.Request, context.RequestAborted);

    private static async Task<IResult> Run(
        HttpContext context, MeetupDesk desk, JsonBody body, Guid meetupId, IReadOnlyList<MeetupCommand> commands, bool batch)
    {
        var caller = Caller.Of(context);
        var names = string.Join(',', commands.Select(command => command.GetType().Name).Distinct());
        var (options, problem) = Preconditions.Read(context.Request, caller, body.Bytes.Span, names);
        if (options is null)
            return problem!;
        var request = new MeetupRequest(caller.Community, meetupId, commands, options) { Limit = OwnTalks.LimitOf(caller, meetupId) };
        var outcome = await desk.Handle(request, context.RequestAborted);
        var report = options.DryRun
            ? await context.RequestServices.GetRequiredService<DryRunReports>().Of(request, outcome, context.RequestAborted)
            : null;
        return CommandResults.Of(context, request, outcome, batch, report);
    }
}
