using EventOps.Browser.Tests.Samples;
using EventOps.Domain.Meetups;
using EventOps.Projections.Catalogue;
using EventOps.Server.Catalogue;
using NodaTime;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class CatalogueViewTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 6, 15, 12, 0);

    [Fact]
    public void what_is_to_come_is_soonest_first_and_what_is_past_is_latest_first()
    {
        var view = Of(CatalogueFilter.Nothing, Meetup("later", 2026, 8), Meetup("old", 2024, 3), Meetup("soon", 2026, 7), Meetup("older", 2024, 1), Meetup("last", 2025, 5));
        Assert.Equal(["soon", "later"], view.Upcoming.Select(line => line.Slug));
        Assert.Equal([2025, 2024], view.Past.Select(year => year.Year));
        Assert.Equal(["old", "older"], view.Past[1].Meetups.Select(line => line.Slug));
    }

    [Fact]
    public void a_meetup_is_to_come_until_it_ends_and_the_page_says_when_that_is()
    {
        var line = new Story("c", "now").Scheduled(
            "Now", new(2026, 6, 15, 13, 0), new LocalDateTime(2026, 6, 15, 15, 0), "Europe/Berlin", "en").Line;
        var end = Instant.FromUtc(2026, 6, 15, 13, 0);
        Assert.Equal(end, CatalogueView.Of([line], CatalogueFilter.Nothing, Noon).Until);
        Assert.Single(CatalogueView.Of([line], CatalogueFilter.Nothing, Noon).Upcoming);
        Assert.Single(CatalogueView.Of([line], CatalogueFilter.Nothing, end).Past);
        Assert.Null(CatalogueView.Of([line], CatalogueFilter.Nothing, end).Until);
    }

    [Fact]
    public void a_postponed_meetup_stays_to_come_after_those_that_have_a_date()
    {
        var postponed = new Story("c", "postponed").Scheduled("P", new(2026, 1, 1, 10, 0), null, "Asia/Shanghai", "zh")
            .Then(new EventPostponed("Snow")).Line;
        var view = Of(CatalogueFilter.Nothing, postponed, Meetup("soon", 2026, 7));
        Assert.Equal(["soon", "postponed"], view.Upcoming.Select(line => line.Slug));
    }

    [Fact]
    public void a_filter_takes_what_fits_series_tag_and_every_word_whatever_their_case()
    {
        var view = CatalogueView.Of(SampleMeetups.Lines, new("sofa meetup", "wEbAssembly", "WAMR 凯撒"), SampleMeetups.Now);
        Assert.Equal("sofa-meetup-13", Assert.Single(Assert.Single(view.Past).Meetups).Slug);
        Assert.Empty(CatalogueView.Of(SampleMeetups.Lines, new("sofa meetup", Query: "WAMR nobody"), SampleMeetups.Now).Past);
    }

    [Fact]
    public void years_that_do_not_fit_on_the_page_have_pages_of_their_own()
    {
        CatalogueLine[] lines = [.. Enumerable.Range(0, 90).Select(i => Meetup($"m{i}", 2023 + (i / 30), (i % 12) + 1))];
        var front = CatalogueView.Of(lines, CatalogueFilter.Nothing, Noon);
        Assert.Equal([2025, 2024], front.Past.Select(year => year.Year));
        Assert.Equal([2023], front.OtherYears);
        Assert.Equal([2023], CatalogueView.Of(lines, new(Year: 2023), Noon).Past.Select(year => year.Year));
    }

    private static CatalogueView Of(CatalogueFilter filter, params CatalogueLine[] lines) => CatalogueView.Of(lines, filter, Noon);

    private static CatalogueLine Meetup(string slug, int year, int month) =>
        new Story("c", slug).Scheduled(slug, new(year, month, 1, 10, 0), null, "Asia/Shanghai", "en").Line;
}
