using EventOps.Domain.Meetups;
using NodaTime;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class RescheduleEventTests
{
    private static readonly RescheduleEvent NextDay = new(Starts.PlusDays(1), "The hall is taken", Ends.PlusDays(1));

    private static readonly EventRescheduled ToNextDay = new(
        Starts, Ends, "Asia/Shanghai", Starts.PlusDays(1), Ends.PlusDays(1), "Asia/Shanghai", "The hall is taken");

    [Fact]
    public void a_new_date_says_which_one_it_replaces_and_why() =>
        Given(Scheduled).When(NextDay).Then(ToNextDay);

    [Fact]
    public void the_zone_may_move_too() =>
        Given(Scheduled).When(NextDay with { Zone = "Asia/Tokyo" }).Then(ToNextDay with { Zone = "Asia/Tokyo" });

    [Fact]
    public void the_time_it_has_is_no_news() =>
        Given(Scheduled).When(new RescheduleEvent(Starts, "Just so", Ends)).Then(Nothing);

    [Fact]
    public void a_postponed_meetup_gets_its_date_so() =>
        Given(Scheduled, Postponed).When(NextDay).Then(ToNextDay);

    [Fact]
    public void a_postponed_meetup_may_return_to_its_old_date() =>
        Given(Scheduled, Postponed).When(new RescheduleEvent(Starts, "No storm", Ends))
            .Then(new EventRescheduled(Starts, Ends, "Asia/Shanghai", Starts, Ends, "Asia/Shanghai", "No storm"));

    [Fact]
    public void a_cancelled_meetup_has_no_new_date() =>
        Given(Scheduled, Cancelled).When(NextDay).Then(Refused("meetup.cancelled"));

    [Fact]
    public void the_new_time_must_exist() =>
        Given(Scheduled).When(NextDay with { End = Starts }).Then(Refused("meetup.end_not_after_start"));

    [Fact]
    public void a_weekday_that_does_not_fit_is_said() =>
        Given(Scheduled).When(NextDay with { Weekday = IsoDayOfWeek.Saturday }).Warned("meetup.weekday_mismatch")
            .Then(ToNextDay);

    [Fact]
    public void slots_that_fall_out_of_the_meetup_are_said() =>
        Given([.. Programme, OverThreeDays, WasmPlaced with { Day = 3 }])
            .When(new RescheduleEvent(Starts, "Too long", Ends)).Warned("slot.outside_meetup")
            .Then(new EventRescheduled(Starts, Ends.PlusDays(2), "Asia/Shanghai", Starts, Ends, "Asia/Shanghai", "Too long"));

    [Fact]
    public void the_slot_of_a_withdrawn_talk_is_not() =>
        Given([.. Programme, OverThreeDays, WasmPlaced with { Day = 3 }, WasmWithdrawn])
            .When(new RescheduleEvent(Starts, "Too long", Ends))
            .Then(new EventRescheduled(Starts, Ends.PlusDays(2), "Asia/Shanghai", Starts, Ends, "Asia/Shanghai", "Too long"));
}
