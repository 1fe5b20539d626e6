using System.Collections.Immutable;
using System.Diagnostics;
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
        ("erasure_completed", typeof(ErasureCompleted)));
}

public sealed record CommunityCreated(string Name, string Language, string Zone) : CommunityEvent;

/// <summary>A person's data is gone from the log and from everything made of it; only ids are left.</summary>
public sealed record ErasureCompleted(Guid ErasureId, ValueList<Guid> MeetupIds) : CommunityEvent;

/// <summary>The tenant: it owns meetups, subscriptions and keys.</summary>
public sealed record Community(string? Name, string Language, string Zone)
{
    public static Community Initial { get; } = new(null, "zh", "Asia/Shanghai");

    public ImmutableHashSet<Guid> Erasures { get; private init; } = [];

    public bool Exists => Name is not null;

    public Community Evolve(CommunityEvent happened) => happened switch
    {
        CommunityCreated e => this with { Name = e.Name, Language = e.Language, Zone = e.Zone },
        ErasureCompleted e => this with { Erasures = Erasures.Add(e.ErasureId) },
        _ => throw new UnreachableException($"No evolution for {happened.GetType().Name}."),
    };
}

/// <summary>Founds a community. Founding it again changes nothing.</summary>
public sealed record CreateCommunity(string Name, string Language = "zh", string Zone = "Asia/Shanghai")
{
    public Decision<CommunityEvent> Decide(Community community) =>
        community.Exists ? Decision<CommunityEvent>.Nothing : new CommunityCreated(Name, Language, Zone);
}
