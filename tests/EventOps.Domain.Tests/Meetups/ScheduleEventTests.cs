using EventOps.Domain.Meetups;
using NodaTime;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class ScheduleEventTests
{
    private static readonly ScheduleEvent Command = new("meetup-13", "Clouds", Starts, "Asia/Shanghai", End: Ends);

    [Fact]
    public void a_meetup_is_put_on_the_calendar() =>
        Given().When(Command).Then(Scheduled);

    [Fact]
    public void everything_known_is_told()
    {
        var venue = new Venue("Space A", "West Lake 1");
        Given().When(new ScheduleEvent(
                "meetup-13", "Clouds", Starts, "Asia/Shanghai", MeetupForm.Hybrid, Ends, venue, "https://example.org/live", "Theme",
                "Summary", "Series", ["mesh", "wasm"], "en", "https://example.org/cover.png", IsoDayOfWeek.Saturday))
            .Then(new EventScheduled(
                "meetup-13", "Clouds", "Theme", "Summary", "Series", ["mesh", "wasm"], "en", "https://example.org/cover.png",
                Starts, Ends, "Asia/Shanghai", MeetupForm.Hybrid, venue, "https://example.org/live"));
    }

    [Fact]
    public void nobody_has_to_announce_an_end() =>
        Given().When(Command with { End = null }).Then(Scheduled with { End = null });

    [Fact]
    public void an_id_stands_for_one_meetup() =>
        Given(Scheduled).When(Command with { Title = "Other clouds" }).Then(Refused("meetup.already_scheduled"));

    [Fact]
    public void the_end_comes_after_the_start() =>
        Given().When(Command with { End = Starts }).Then(Refused("meetup.end_not_after_start"));

    [Fact]
    public void thirty_one_days_are_the_most() =>
        Given().When(Command with { End = Ends.PlusDays(30) }).Then(Scheduled with { End = Ends.PlusDays(30) });

    [Fact]
    public void thirty_two_days_are_too_many() =>
        Given().When(Command with { End = Ends.PlusDays(31) }).Then(Refused("meetup.too_long"));

    [Fact]
    public void an_end_at_midnight_belongs_to_the_day_before() =>
        Given().When(Command with { End = new LocalDateTime(2022, 1, 18, 0, 0) })
            .Then(Scheduled with { End = new LocalDateTime(2022, 1, 18, 0, 0) });

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("asia/shanghai")]
    [InlineData("UTC+8")]
    [InlineData("")]
    public void the_zone_is_one_of_the_iana_database(string zone) =>
        Given().When(Command with { Zone = zone }).Then(Refused("meetup.zone_unknown"));

    [Theory]
    [InlineData(1899)]
    [InlineData(9999)]
    public void the_year_is_one_that_people_meet_in(int year) =>
        Given().When(Command with { Start = new LocalDateTime(year, 12, 31, 23, 0), End = null })
            .Then(Refused("meetup.time_out_of_range"));

    [Fact]
    public void the_end_is_in_such_a_year_too() =>
        Given().When(Command with { End = new LocalDateTime(9999, 12, 31, 23, 0) })
            .Then(Refused("meetup.time_out_of_range"));

    [Fact]
    public void a_start_that_the_clocks_jump_over_does_not_exist() =>
        Given().When(Command with { Zone = "Europe/Berlin", Start = new LocalDateTime(2024, 3, 31, 2, 30), End = null })
            .Then(Refused("meetup.time_skipped"));

    [Fact]
    public void nor_does_such_an_end() =>
        Given().When(Command with
        {
            Zone = "Europe/Berlin",
            Start = new LocalDateTime(2024, 3, 30, 22, 0),
            End = new LocalDateTime(2024, 3, 31, 2, 30),
        })
            .Then(Refused("meetup.time_skipped"));

    [Fact]
    public void a_start_that_happens_twice_is_said()
    {
        var twice = new LocalDateTime(2024, 10, 27, 2, 30);
        Given().When(Command with { Zone = "Europe/Berlin", Start = twice, End = null }).Warned("meetup.time_ambiguous")
            .Then(Scheduled with { Zone = "Europe/Berlin", Start = twice, End = null });
    }

    [Fact]
    public void a_weekday_that_does_not_fit_its_date_is_said() =>
        Given().When(Command with { Weekday = IsoDayOfWeek.Sunday }).Warned("meetup.weekday_mismatch").Then(Scheduled);

    [Theory]
    [InlineData(MeetupForm.Onsite)]
    [InlineData(MeetupForm.Hybrid)]
    public void people_who_are_to_come_need_a_venue(MeetupForm form) =>
        Given().When(Command with { Form = form }).Warned("meetup.venue_missing").Then(Scheduled with { Form = form });

    [Fact]
    public void people_who_stay_at_home_need_none() =>
        Given().When(Command with { Venue = new("Space A") }).Warned("meetup.venue_unused")
            .Then(Scheduled with { Venue = new("Space A") });
}
