using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Domain.Communities;

/// <summary>Changes what a community says of itself. What is left out stays; an empty text or list clears.</summary>
/// <param name="Logo">A link to its picture; an empty one clears the uploaded picture as well.</param>
/// <param name="Organiser">The whole of it; one with an empty name clears.</param>
/// <param name="LogoFile">An uploaded picture, by its SHA-256: pages show it.</param>
/// <param name="Channels">All of them.</param>
public sealed record ReviseCommunity(
    string? Name = null, string? Language = null, string? Zone = null, ValueList<string>? Languages = null, string? Logo = null,
    string? Colour = null, DefaultOrganiser? Organiser = null, string? Website = null, FileReference? LogoFile = null,
    ValueList<NamedChannel>? Channels = null)
{
    public Decision<CommunityEvent> Decide(Community community)
    {
        if (community.Facts is not { } before)
            return new CommunityNotFound();
        if (Files.Select(CommunityPicture.Unfit).FirstOrDefault(refusal => refusal is not null) is { } unfit)
            return unfit;
        var look = new Look(
            Texts.Revise(before.Look?.Logo, Logo), Texts.Revise(before.Look?.Colour, Colour),
            LogoFile is { } file ? CommunityPicture.Of(file) : Logo is "" ? null : before.Look?.Picture);
        var after = new CommunityFacts(
            Name ?? before.Name, Language ?? before.Language, Zone ?? before.Zone, Languages ?? before.Languages,
            look == new Look(null, null) ? null : look,
            Organiser is { Name: "" } ? null : Organiser ?? before.Organiser, Texts.Revise(before.Website, Website),
            Channels is { } channels ? [.. channels.Select(channel => channel.Shown)] : before.Channels);
        if (CommunityRules.Impossible(after) is { } impossible)
            return impossible;
        return after == before ? Decision<CommunityEvent>.Nothing : new CommunityRevised(after);
    }

    /// <summary>The uploaded files that it names.</summary>
    private IEnumerable<FileReference> Files => (Channels ?? []).Select(channel => channel.PictureFile).Append(LogoFile).OfType<FileReference>();
}

/// <summary>Nobody founded this community.</summary>
public sealed record CommunityNotFound() : Refusal(RefusalKind.NotFound, "community.not_found", "There is no such community.");
