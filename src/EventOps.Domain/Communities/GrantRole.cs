using EventOps.Domain.Shared;

namespace EventOps.Domain.Communities;

/// <summary>Says what somebody is here, from now on.</summary>
/// <param name="Talks">The talks that are theirs; a speaker has at least one, nobody else any.</param>
public sealed record GrantRole(Guid MemberId, MemberKind Kind, Role Role, ValueList<OwnTalk> Talks = default)
{
    public Decision<CommunityEvent> Decide(Community community)
    {
        if (!community.Exists)
            return new CommunityNotFound();
        if (Role is Role.Speaker != Talks.Count > 0)
            return new TalksOfSpeakersOnly();
        return community.Members.GetValueOrDefault(MemberId) == new Member(MemberId, Kind, Role, Talks)
            ? Decision<CommunityEvent>.Nothing
            : new RoleGranted(MemberId, Kind, Role, Talks);
    }
}

/// <summary>Somebody has no role here any more.</summary>
public sealed record RevokeRole(Guid MemberId)
{
    public Decision<CommunityEvent> Decide(Community community) => community switch
    {
        { Exists: false } => new CommunityNotFound(),
        _ when community.Members.ContainsKey(MemberId) => new RoleRevoked(MemberId),
        _ => Decision<CommunityEvent>.Nothing,
    };
}

/// <summary>A speaker is a speaker of talks; whoever is something else has all of them or none.</summary>
public sealed record TalksOfSpeakersOnly() : Refusal(
    RefusalKind.Invalid, "access.talks", "A speaker needs at least one talk of their own, and nobody else has any.");
