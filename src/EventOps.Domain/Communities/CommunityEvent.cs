using EventOps.Domain.Shared;

namespace EventOps.Domain.Communities;

/// <summary>What happened to a community. These names and fields are on disk: add, never change.</summary>
public abstract record CommunityEvent
{
    private protected CommunityEvent()
    {
    }

    public static EventNames<CommunityEvent> Names { get; } = new(
        ("community_created", typeof(CommunityCreated)),
        ("community_revised", typeof(CommunityRevised)),
        ("role_granted", typeof(RoleGranted)),
        ("role_revoked", typeof(RoleRevoked)),
        ("erasure_completed", typeof(ErasureCompleted)));
}

public sealed record CommunityCreated(
    string Name, string Language, string Zone, ValueList<string> Languages = default, Look? Look = null,
    DefaultOrganiser? Organiser = null, string? Website = null) : CommunityEvent;

/// <summary>All of it as it is from now on.</summary>
public sealed record CommunityRevised(CommunityFacts Facts) : CommunityEvent;

/// <summary>Whatever role they had before, they have this one now.</summary>
public sealed record RoleGranted(Guid MemberId, MemberKind Kind, Role Role, ValueList<OwnTalk> Talks) : CommunityEvent;

public sealed record RoleRevoked(Guid MemberId) : CommunityEvent;

/// <summary>A person's data is gone from the log and from everything made of it; only ids are left.</summary>
public sealed record ErasureCompleted(Guid ErasureId, ValueList<Guid> MeetupIds) : CommunityEvent;
