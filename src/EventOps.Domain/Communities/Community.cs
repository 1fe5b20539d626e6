using System.Collections.Immutable;
using System.Diagnostics;
using EventOps.Domain.Shared;

namespace EventOps.Domain.Communities;

/// <summary>The tenant: it owns meetups, subscriptions and keys.</summary>
public sealed record Community(CommunityFacts? Facts, ImmutableDictionary<Guid, Member> Members)
{
    public static Community Initial { get; } = new(null, ImmutableDictionary<Guid, Member>.Empty);

    public ImmutableHashSet<Guid> Erasures { get; private init; } = [];

    public bool Exists => Facts is not null;

    public string? Name => Facts?.Name;

    /// <summary>The language of what nobody said the language of.</summary>
    public string Language => Facts?.Language ?? CommunityFacts.DefaultLanguage;

    public string Zone => Facts?.Zone ?? CommunityFacts.DefaultZone;

    public Community Evolve(CommunityEvent happened) => happened switch
    {
        CommunityCreated e => this with { Facts = new(e.Name, e.Language, e.Zone, e.Languages, e.Look, e.Organiser, e.Website) },
        CommunityRevised e => this with { Facts = e.Facts },
        RoleGranted e => this with { Members = Members.SetItem(e.MemberId, new(e.MemberId, e.Kind, e.Role, e.Talks)) },
        ErasureCompleted e => this with { Erasures = Erasures.Add(e.ErasureId) },
        RoleRevoked e => this with { Members = Members.Remove(e.MemberId) },
        _ => throw new UnreachableException($"No evolution for {happened.GetType().Name}."),
    };
}

/// <summary>What a community says of itself.</summary>
/// <param name="Language">The language of what nobody said the language of.</param>
/// <param name="Languages">All that its meetups are held in, the usual one first; empty: nobody said.</param>
/// <param name="Organiser">Who holds its meetups unless somebody else is named.</param>
/// <param name="Channels">Where it talks, whatever a single meetup says.</param>
public sealed record CommunityFacts(
    string Name, string Language, string Zone, ValueList<string> Languages, Look? Look, DefaultOrganiser? Organiser, string? Website,
    ValueList<CommunityChannel> Channels = default)
{
    public const string DefaultLanguage = "zh";
    public const string DefaultZone = "Asia/Shanghai";
}

/// <summary>How a community's pages look.</summary>
/// <param name="Logo">Where its picture is, for whoever follows links; pages show no pictures of other hosts.</param>
/// <param name="Colour">Like <c>#0b6b61</c>; pages take shades of it that can be read.</param>
/// <param name="Picture">Its picture as uploaded, which pages show.</param>
public sealed record Look(string? Logo, string? Colour, CommunityPicture? Picture = null);

/// <summary>Who usually holds the meetups.</summary>
public sealed record DefaultOrganiser(string Name, string? Url);

/// <summary>How a person is recognised when they sign in.</summary>
public enum MemberKind
{
    /// <summary>By the provider's id for them.</summary>
    Subject,

    /// <summary>By an address of mail that the provider has verified.</summary>
    Email,

    /// <summary>By what the provider says of them, like a group.</summary>
    Claim,
}

/// <summary>Somebody who is something in a community. The log knows them by an id that tells nobody who they are.</summary>
/// <param name="Talks">The talks that are theirs, for a speaker.</param>
public sealed record Member(Guid MemberId, MemberKind Kind, Role Role, ValueList<OwnTalk> Talks);

/// <summary>One talk of one meetup.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct OwnTalk(Guid MeetupId, Guid TalkId);
