using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using EventOps.Server.Communities;
using NodaTime;

namespace EventOps.Server.Pages;

/// <summary>What every page knows besides its facts.</summary>
/// <param name="Language"><c>zh</c> or <c>en</c>: of the page's own words, not of what people wrote.</param>
/// <param name="Community">Its name in addresses.</param>
/// <param name="CommunityName">Its name for people.</param>
/// <param name="PublicUrl">Where the world finds this server, without a slash at the end; absent when nobody said so.</param>
/// <param name="Path">The page's own path, without the query.</param>
/// <param name="LanguageChosen">Whether the reader asked for the language in the address, so that links keep it.</param>
public sealed record PageContext(
    string Language, string Community, string CommunityName, string? PublicUrl, string Path, bool LanguageChosen = false)
{
    /// <summary>How the community wants its pages to look.</summary>
    public Look? Look { get; init; }

    /// <summary>Who holds a meetup that names nobody.</summary>
    public DefaultOrganiser? Organiser { get; init; }

    /// <summary>Where the community talks.</summary>
    public ValueList<CommunityChannel> Channels { get; init; }

    /// <summary>When the page is made: what is over and what can still be signed up for depends on it.</summary>
    public Instant Now { get; init; }

    /// <summary>Present on a page of a draft: where it is and its sisters are.</summary>
    internal DraftAddress? Draft { get; init; }

    /// <summary>Present on a page of the past: the last change that it shows.</summary>
    internal PastMoment? AsOf { get; init; }

    /// <summary>Tells this page from others made of the same facts, for whoever remembers pages.</summary>
    public string Variant => LanguageChosen ? $"html {Language} chosen" : $"html {Language}";

    internal Words Words => Words.In(Language);

    /// <summary>The community's own picture on this server.</summary>
    internal string? Logo => Look?.Picture is { } picture ? PictureRoute.PathOf(Community, picture) : null;

    internal string Home => To($"/{Uri.EscapeDataString(Community)}");

    internal string Agenda(string slug) => Draft is null ? To(AgendaPath(slug)) : OfDraft("agenda");

    internal string AgendaPath(string slug) => File(slug, "agenda");

    internal string Talk(string slug, Guid talkId) => Draft is null ? To(TalkPath(slug, talkId)) : OfDraft($"talks/{talkId}");

    internal string TalkPath(string slug, Guid talkId) => File(slug, $"talks/{talkId}");

    internal string Person(Guid personId) => To($"/{Uri.EscapeDataString(Community)}/people/{personId}");

    internal string Changes(string slug, int since) =>
        To($"/{Uri.EscapeDataString(Community)}/{Uri.EscapeDataString(slug)}/agenda/changes", ("since", $"{since}"));

    /// <summary>A file beside the pages of a meetup, the same in every language.</summary>
    internal string File(string slug, string name) => $"/{Uri.EscapeDataString(Community)}/{Uri.EscapeDataString(slug)}/{name}";

    internal string Recap(string slug) => Draft is null ? To(File(slug, "recap")) : OfDraft("recap");

    /// <summary>All meetups of the community as a calendar to subscribe to.</summary>
    internal string Calendar => $"/{Uri.EscapeDataString(Community)}/calendar.ics";

    /// <summary>A path as the world knows it; null when nobody said where that is.</summary>
    internal string? World(string path) => PublicUrl is { } origin ? origin + path : null;

    /// <summary>A page of this server, in the language that the reader chose.</summary>
    internal string To(string path, params ReadOnlySpan<(string Name, string? Value)> query) =>
        LanguageChosen ? Address(path, [.. query, ("lang", Language)]) : Address(path, query);

    private string OfDraft(string name) => To($"{Draft!.Root}/{name}", ("view", Draft.View));

    internal static string Address(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var pairs = new List<string>();
        foreach (var (name, value) in query)
        {
            if (!string.IsNullOrEmpty(value))
                pairs.Add($"{name}={Uri.EscapeDataString(value)}");
        }

        return pairs.Count == 0 ? path : $"{path}?{string.Join('&', pairs)}";
    }
}

/// <summary>When the last change was stored that a page of the past shows, and its position.</summary>
internal sealed record PastMoment(Instant At, long Position);

/// <summary>Where the pages of a meetup's drafts are.</summary>
/// <param name="Root">What their paths begin with.</param>
/// <param name="LinkExpires">When the link ends by which somebody came; absent for whoever came with a key.</param>
internal sealed record DraftAddress(string Root, Instant? LinkExpires = null)
{
    public bool IsLink => LinkExpires is not null;

    /// <summary>What asks for a draft where the public page is.</summary>
    public string? View => IsLink ? null : "draft";
}
