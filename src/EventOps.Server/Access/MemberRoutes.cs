using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Meetups.Commands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Access;

/// <summary>What people who sign in are in a community: facts of the community, granted and revoked by its owners.</summary>
internal static class MemberRoutes
{
    public static void Map(RouteGroupBuilder community)
    {
        var members = community.MapGroup("/members").WithTags("Access").Needs(Right.ManageMembers);
        members.MapPost("", Grant).Describe("GrantRole", typeof(GrantRoleRequest)).Produces<MemberAnswer>()
            .WithSummary("Says what somebody who signs in is here, whatever they were before.");
        members.MapGet("", List).Describe("ListMembers").Produces<MembersAnswer>().WithSummary("Who is what here, by ids that tell nobody who they are.");
        members.MapDelete("/{id:guid}", Revoke).Describe("RevokeRole").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Somebody is nothing here from then on.");
    }

    private static async Task<IResult> Grant(HttpContext context, CommunityRegister communities, SignInSettings signIn)
    {
        var community = Caller.Of(context).Community;
        var (request, options, problem) = await ConditionalBody.Read<GrantRoleRequest>(context, nameof(GrantRole));
        if (request is null)
            return problem!;
        if (CommandReader.ErrorsOf(GrantRoleRequest.Shape.Validate(request)) is { Count: > 0 } errors)
            return Problems.Shape(errors);
        if (signIn.Authority is not { } issuer)
            return Problems.Of(StatusCodes.Status409Conflict, "access.sign_in_off", "Nobody can sign in to this server; give them a key.");
        var (kind, text) = request.Who;
        var command = new GrantRole(MemberIds.Of(community, issuer, kind, text), kind, request.Role, request.Talks);
        var outcome = await communities.Decide(community, command.Decide, options!, context.RequestAborted);
        return CommunityRoutes.Refused(outcome)
            ?? TypedResults.Ok(new MemberAnswer(command.MemberId, command.Kind, command.Role, command.Talks));
    }

    private static async Task<Ok<MembersAnswer>> List(HttpContext context, CommunityRegister communities)
    {
        var loaded = await communities.Load(Caller.Of(context).Community, context.RequestAborted);
        return TypedResults.Ok(new MembersAnswer([.. loaded.State.Members.Values.OrderBy(member => member.MemberId).Select(MemberAnswer.Of)]));
    }

    private static async Task<IResult> Revoke(HttpContext context, CommunityRegister communities, Guid id)
    {
        var caller = Caller.Of(context);
        var (options, problem) = Preconditions.Read(context.Request, caller, [], nameof(RevokeRole));
        if (options is null)
            return problem!;
        var outcome = await communities.Decide(caller.Community, new RevokeRole(id).Decide, options, context.RequestAborted);
        return CommunityRoutes.Refused(outcome)
            ?? (outcome is CommandOutcome<Refusal?>.Unchanged ? Problems.NotFound("member.not_found", "Nobody of that id is anything here.") : TypedResults.NoContent());
    }
}
