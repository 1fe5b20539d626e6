using EventOps.Domain.Shared;

namespace EventOps.Domain.Communities;

/// <summary>Changes what a community says of itself. What is left out stays; an empty text or list clears.</summary>
/// <param name="Organiser">The whole of it; one with an empty name clears.</param>
public sealed record ReviseCommunity(
    string? Name = null, string? Language = null, string? Zone = null, ValueList<string>? Languages = null, string? Logo = null,
    string? Colour = null, DefaultOrganiser? Organiser = null, string? Website = null)
{
    public Decision<CommunityEvent> Decide(Community community)
    {
        if (community.Facts is not { } before)
            return new CommunityNotFound();
        var look = new Look(Texts.Revise(before.Look?.Logo, Logo), Texts.Revise(before.Look?.Colour, Colour));
        var after = new CommunityFacts(
            Name ?? before.Name, Language ?? before.Language, Zone ?? before.Zone, Languages ?? before.Languages,
            look == new Look(null, null) ? null : look,
            Organiser is { Name: "" } ? null : Organiser ?? before.Organiser, Texts.Revise(before.Website, Website));
        if (CommunityRules.Impossible(after) is { } impossible)
            return impossible;
        return after == before ? Decision<CommunityEvent>.Nothing : new CommunityRevised(after);
    }
}

/// <summary>Nobody founded this community.</summary>
public sealed record CommunityNotFound() : Refusal(RefusalKind.NotFound, "community.not_found", "There is no such community.");
