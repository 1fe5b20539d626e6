using EventOps.Domain.Communities;
using EventOps.Domain.Shared;

namespace EventOps.Server.Communities;

/// <summary>Founds a community.</summary>
/// <param name="Community">Its name in addresses, for ever: lower-case letters, digits and single hyphens, at most 63.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Language">Of what nobody said the language of, like <c>zh</c>.</param>
/// <param name="Zone">Of what nobody said the zone of, like <c>Asia/Shanghai</c>.</param>
/// <param name="Languages">All that its meetups are held in.</param>
/// <param name="Logo">A link to its picture.</param>
/// <param name="Colour">Like <c>#0b6b61</c>; pages take shades of it that can be read.</param>
/// <param name="Organiser">Who holds its meetups unless somebody else is named.</param>
public sealed record FoundCommunityRequest(
    string Community, string Name, string Language = CommunityFacts.DefaultLanguage, string Zone = CommunityFacts.DefaultZone,
    ValueList<string> Languages = default, string? Logo = null, string? Colour = null, DefaultOrganiser? Organiser = null,
    string? Website = null)
{
    internal CreateCommunity ToCommand() => new(
        Name, Language, Zone, Languages, Logo is null && Colour is null ? null : new(Logo, Colour), Organiser, Website);
}

/// <summary>A community as it says of itself.</summary>
/// <param name="Picture">Its uploaded picture; pages show it at <c>/{community}/pictures/{sha256}</c>.</param>
public sealed record CommunityAnswer(
    string Community, string Name, string Language, string Zone, ValueList<string> Languages, string? Logo, string? Colour,
    DefaultOrganiser? Organiser, string? Website, CommunityPicture? Picture, ValueList<CommunityChannel> Channels, long Version)
{
    internal static CommunityAnswer Of(string community, CommunityFacts facts, long version) => new(
        community, facts.Name, facts.Language, facts.Zone, facts.Languages, facts.Look?.Logo, facts.Look?.Colour, facts.Organiser,
        facts.Website, facts.Look?.Picture, facts.Channels, version);
}

/// <summary>A community that was just founded.</summary>
/// <param name="Secret">The key of its first owner, shown this once; absent when it was founded before.</param>
public sealed record CommunityFoundedAnswer(CommunityAnswer Community, string? Secret);

/// <summary>The names of all communities.</summary>
public sealed record CommunitiesAnswer(ValueList<string> Communities);
