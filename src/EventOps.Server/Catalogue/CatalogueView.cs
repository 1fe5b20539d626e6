using EventOps.Domain.Meetups;
using EventOps.Projections.Catalogue;
using EventOps.Server.Pages;
using NodaTime;

namespace EventOps.Server.Catalogue;

/// <summary>What a reader of the catalogue asked for; absent means everything.</summary>
public sealed record CatalogueFilter(string? Series = null, string? Tag = null, string? Query = null, int? Year = null)
{
    public static CatalogueFilter Nothing { get; } = new();

    /// <summary>Whether a line is among what was asked for. The year is a matter of which page of the past is shown.</summary>
    public bool Takes(CatalogueLine line) =>
        Same(Series, line.Series)
        && (string.IsNullOrEmpty(Tag) || line.Tags.Any(tag => Same(Tag, tag)))
        && Words.All(word => line.SearchText.Contains(word, StringComparison.Ordinal));

    public bool IsNothing => string.IsNullOrEmpty(Series) && string.IsNullOrEmpty(Tag) && Words.Length == 0;

    private string[] Words => Query?.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool Same(string? asked, string? given) =>
        string.IsNullOrEmpty(asked) || string.Equals(asked, given, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Past meetups of one year, latest first.</summary>
public sealed record CatalogueYear(int Year, IReadOnlyList<CatalogueLine> Meetups);

/// <summary>The meetups of a community as its front page lists them.</summary>
/// <param name="Upcoming">Soonest first; those without a date any more last.</param>
/// <param name="Past">Latest year first; as many whole years as fit, or the year asked for.</param>
/// <param name="OtherYears">Years of the past that are not listed, latest first.</param>
/// <param name="Series">All series of the community, and its most used tags.</param>
/// <param name="Until">When the next meetup becomes past and the page another; absent when none will.</param>
public sealed record CatalogueView(
    IReadOnlyList<CatalogueLine> Upcoming, IReadOnlyList<CatalogueYear> Past, IReadOnlyList<int> OtherYears,
    IReadOnlyList<string> Series, IReadOnlyList<string> Tags, CatalogueFilter Filter, Instant? Until)
{
    private const int MostPast = 60;
    private const int MostTags = 20;

    public static CatalogueView Of(IReadOnlyCollection<CatalogueLine> all, CatalogueFilter filter, Instant now)
    {
        var taken = all.Where(filter.Takes).ToList();
        var upcoming = taken.Where(line => !IsPast(line, now)).OrderBy(line => line.Status is MeetupStatus.Postponed)
            .ThenBy(line => line.StartInstant).ThenBy(line => line.Slug, StringComparer.Ordinal).ToList();
        var past = taken.Where(line => IsPast(line, now)).GroupBy(line => line.Start.Year)
            .OrderByDescending(year => year.Key)
            .Select(year => new CatalogueYear(
                year.Key,
                [.. year.OrderByDescending(line => line.StartInstant).ThenBy(line => line.Slug, StringComparer.Ordinal)]))
            .ToList();
        var shown = Shown(past, filter.Year);
        return new(
            filter.Year is null ? upcoming : [], shown, [.. past.Except(shown).Select(year => year.Year)],
            [.. all.Select(line => line.Series).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)],
            [.. all.SelectMany(line => line.Tags).GroupBy(tag => tag, StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(tag => tag.Count()).ThenBy(tag => tag.Key, StringComparer.Ordinal).Take(MostTags).Select(tag => tag.Key)],
            filter, all.Where(line => !IsPast(line, now)).Select(PastFrom).Min());
    }

    private static bool IsPast(CatalogueLine line, Instant now) => PastFrom(line) <= now;

    private static Instant? PastFrom(CatalogueLine line) =>
        MeetupPhase.OverFrom(line.Status, line.Start, line.EndInstant, line.Zone);

    private static List<CatalogueYear> Shown(List<CatalogueYear> past, int? asked)
    {
        if (asked is { } wanted)
            return past.FindAll(year => year.Year == wanted);
        var before = 0;
        return [.. past.TakeWhile((year, index) =>
        {
            before += year.Meetups.Count;
            return index == 0 || before <= MostPast;
        })];
    }
}
