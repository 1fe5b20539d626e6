using EventOps.Domain.Shared;

namespace EventOps.Domain.Communities;

/// <summary>Founds a community. Founding it again with the same facts changes nothing.</summary>
public sealed record CreateCommunity(
    string Name, string Language = CommunityFacts.DefaultLanguage, string Zone = CommunityFacts.DefaultZone,
    ValueList<string> Languages = default, Look? Look = null, DefaultOrganiser? Organiser = null, string? Website = null)
{
    public Decision<CommunityEvent> Decide(Community community)
    {
        var facts = new CommunityFacts(Name, Language, Zone, Languages, Look, Organiser, Website);
        if (CommunityRules.Impossible(facts) is { } impossible)
            return impossible;
        if (!community.Exists)
            return new CommunityCreated(Name, Language, Zone, Languages, Look, Organiser, Website);
        return community.Facts == facts ? Decision<CommunityEvent>.Nothing : new CommunityAlreadyFounded();
    }
}

/// <summary>There is a community of that name with other facts.</summary>
public sealed record CommunityAlreadyFounded() : Refusal(
    RefusalKind.Conflict, "community.already_founded", "There is a community of that name already; revise it, or choose another name.");
