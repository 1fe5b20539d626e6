using System.Collections.Frozen;
using EventOps.Domain.Communities;

namespace EventOps.Server.Access;

/// <summary>What a route can need of whoever asks.</summary>
public enum Right
{
    /// <summary>Public: anybody may, without a key.</summary>
    None,

    /// <summary>See what is not published yet.</summary>
    ReadDrafts,

    /// <summary>See who changed what.</summary>
    ReadHistory,

    /// <summary>Give commands to every meetup.</summary>
    RunMeetups,

    /// <summary>Give commands to a meetup: all with <see cref="RunMeetups"/>, else those of one's own talks.</summary>
    GiveCommands,

    /// <summary>Have subscriptions: all with <see cref="ManageSubscriptions"/>, else one's own.</summary>
    Subscribe,

    /// <summary>See and change the subscriptions of everybody.</summary>
    ManageSubscriptions,

    /// <summary>Make and revoke keys.</summary>
    ManageKeys,

    /// <summary>Say what people are in the community.</summary>
    ManageMembers,

    /// <summary>Change the community itself.</summary>
    ManageCommunity,

    /// <summary>Erase what is known of a person, for good.</summary>
    ErasePeople,

    /// <summary>See which attempts were refused.</summary>
    ReadRefusals,

    /// <summary>Found communities. An operator's, not a community's.</summary>
    FoundCommunities,

    /// <summary>See which attempts at what belongs to no community were refused. An operator's.</summary>
    ReadOperatorRefusals,
}

/// <summary>The one table of who may do what.</summary>
internal static class Rights
{
    private static readonly FrozenSet<Right> OfReader = [Right.None, Right.ReadDrafts];

    private static readonly FrozenSet<Right> OfOrganizer =
    [
        .. OfReader, Right.ReadHistory, Right.RunMeetups, Right.GiveCommands, Right.Subscribe, Right.ManageSubscriptions,
    ];

    private static readonly FrozenDictionary<Role, FrozenSet<Right>> Table = new Dictionary<Role, FrozenSet<Right>>
    {
        [Role.Reader] = OfReader,
        [Role.Bot] = [.. OfReader, Right.Subscribe],
        [Role.Speaker] = [Right.None, Right.GiveCommands],
        [Role.Organizer] = OfOrganizer,
        [Role.Owner] = [.. OfOrganizer, Right.ManageKeys, Right.ManageMembers, Right.ManageCommunity, Right.ErasePeople, Right.ReadRefusals],
    }.ToFrozenDictionary();

    public static FrozenSet<Right> OfOperator { get; } = [Right.None, Right.FoundCommunities, Right.ReadOperatorRefusals];

    /// <summary>Somebody who signed in and is nothing here.</summary>
    public static FrozenSet<Right> OfNobody { get; } = [Right.None];

    public static FrozenSet<Right> Of(Role role) => Table[role];
}
