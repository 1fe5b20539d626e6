using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Server.Meetups;
using EventOps.Testing.Scenarios;
using static EventOps.Server.Tests.Embargoes.EmbargoGround;

namespace EventOps.Server.Tests.Embargoes;

/// <summary>Scheduled slides come out once, at their moment, whoever runs and whatever happened before.</summary>
public sealed class EmbargoTimerTests
{
    private static readonly DateTimeOffset EndOfTalk = new(2031, 4, 12, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task slides_come_out_at_the_end_of_their_talk_by_a_command_like_any_other()
    {
        await using var ground = await Prepare();
        var meetup = await ground.Meetup(1, AvailableFrom.EndOfTalk);
        await ground.Settled();
        ground.Clock.Now = EndOfTalk.AddMilliseconds(-500);
        using var timer = ground.Timer();
        Assert.Equal(TimeSpan.FromMilliseconds(500), await timer.Lift(CancellationToken.None));
        Assert.Empty(await ground.Published(meetup));

        ground.Clock.Now = EndOfTalk;
        await timer.Lift(CancellationToken.None);
        var published = Assert.Single(await ground.Published(meetup));
        Assert.Equal(("timer", "visit-1", "LiftEmbargo"), (published.User, published.CorrelationId, published.Headers["command"]));
        Assert.NotNull(published.CausationId);
        await ground.Settled();
        Assert.Equal("", await ground.Schedule());
        Assert.Equal(TimeSpan.FromSeconds(1), await timer.Lift(CancellationToken.None));
        Assert.Single(await ground.Published(meetup));
    }

    [Fact]
    public async Task a_dry_lift_says_what_the_real_one_then_does()
    {
        await using var ground = await Prepare();
        var meetup = await ground.Meetup(1, AvailableFrom.EndOfTalk);
        Task<CommandOutcome<Ruling>> Lift(bool dry) => ground.Desk.Handle(
            new(meetup.Tenant, meetup.Id, [new LiftEmbargo(Slides)], new CommandOptions { DryRun = dry }), CancellationToken.None);
        foreach (var dry in (bool[])[true, false])
            Assert.IsType<SlidesNotDue>(Assert.IsType<CommandOutcome<Ruling>.Unchanged>(await Lift(dry)).Result.Refusal);

        ground.Clock.Now = EndOfTalk;
        var told = Assert.IsType<CommandOutcome<Ruling>.Unchanged>(await Lift(dry: true)).Result;
        Assert.Null(told.Refusal);
        Assert.Empty(await ground.Published(meetup));
        Assert.IsType<CommandOutcome<Ruling>.Appended>(await Lift(dry: false));
        var published = Assert.Single(await ground.Published(meetup));
        Assert.Equal(Assert.Single(told.Rehearsal!.Events), MeetupEvent.Names.Read(published.Type, published.Data));
        Assert.Empty(Assert.IsType<CommandOutcome<Ruling>.Unchanged>(await Lift(dry: true)).Result.Rehearsal?.Events ?? []);
    }

    [Fact]
    public async Task several_nodes_publish_once()
    {
        await using var ground = await Prepare();
        var meetups = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => ground.Meetup(i, AvailableFrom.EndOfTalk)));
        await ground.Settled();
        ground.Clock.Now = EndOfTalk.AddDays(1);
        var timers = Enumerable.Range(0, 4).Select(_ => ground.Timer()).ToList();
        for (var round = 0; round < 3; round++)
            await Task.WhenAll(timers.Select(timer => Task.Run(() => timer.Lift(CancellationToken.None))));
        foreach (var meetup in meetups)
            Assert.Single(await ground.Published(meetup));
        timers.ForEach(timer => timer.Dispose());
    }

    [Fact]
    public async Task a_clock_that_jumps_back_publishes_nothing_twice_and_one_that_jumps_ahead_forgets_nothing()
    {
        await using var ground = await Prepare();
        var early = await ground.Meetup(1, AvailableFrom.At(new(2031, 4, 5, 0, 0)));
        var late = await ground.Meetup(2, AvailableFrom.At(new(2031, 5, 5, 0, 0)));
        await ground.Settled();
        using var timer = ground.Timer();
        foreach (var day in (int[])[6, 2, 6])
        {
            ground.Clock.Now = new(2031, 4, day, 0, 0, 0, TimeSpan.Zero);
            await timer.Lift(CancellationToken.None);
            Assert.Single(await ground.Published(early));
            Assert.Empty(await ground.Published(late));
            await ground.Settled();
        }

        ground.Clock.Now = new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await timer.Lift(CancellationToken.None);
        Assert.Single(await ground.Published(late));
    }

    [Fact]
    public async Task a_schedule_that_lags_behind_the_rules_publishes_nothing_wrong_and_keeps_nobody_waiting()
    {
        await using var ground = await Prepare();
        var cancelled = await ground.Meetup(1, AvailableFrom.At(new(2031, 4, 5, 0, 0)));
        var moved = await ground.Meetup(2, AvailableFrom.At(new(2031, 4, 5, 0, 0)));
        var byHand = await ground.Meetup(3, AvailableFrom.At(new(2031, 4, 5, 0, 0)));
        var held = await ground.Meetup(4, AvailableFrom.At(new(2031, 4, 5, 0, 0)));
        var fine = await ground.Meetup(5, AvailableFrom.At(new(2031, 4, 5, 0, 1)));
        await ground.Settled();
        await ground.Runner.DisposeAsync();
        await ground.Do(cancelled, new CancelEvent("Snow"));
        await ground.Do(moved, new PublishSlides(Slides, AvailableFrom.EndOfTalk));
        await ground.Do(byHand, new PublishSlides(Slides));
        await ground.Do(held, new HoldSlides(Slides));

        ground.Clock.Now = new(2031, 4, 6, 0, 0, 0, TimeSpan.Zero);
        using var timer = ground.Timer();
        await timer.Lift(CancellationToken.None);
        await timer.Lift(CancellationToken.None);
        Assert.Single(await ground.Published(fine));
        Assert.Single(await ground.Published(byHand));
        Assert.Empty(await ground.Published(cancelled));
        Assert.Empty(await ground.Published(moved));
        Assert.Empty(await ground.Published(held));
    }

    [Fact]
    public async Task the_schedule_follows_the_talk_and_is_the_same_when_rebuilt()
    {
        await using var ground = await Prepare();
        var moved = await ground.Meetup(1, AvailableFrom.EndOfTalk);
        var rescheduled = await ground.Meetup(2, AvailableFrom.EndOfTalk);
        var withdrawn = await ground.Meetup(3, AvailableFrom.EndOfTalk);
        var unplaced = await ground.Meetup(4, AvailableFrom.EndOfTalk);
        var replaced = await ground.Meetup(5, AvailableFrom.EndOfTalk);
        await ground.Do(moved, new MoveSlot(Ids.Id(3), Start: new(16, 0), End: new(17, 30)));
        await ground.Do(rescheduled, new RescheduleEvent(new(2031, 4, 13, 12, 0), "Hall", new NodaTime.LocalDateTime(2031, 4, 13, 18, 0), "Europe/Berlin"));
        await ground.Do(withdrawn, new WithdrawSlides(Slides, "Wrong"));
        await ground.Do(unplaced, new RemoveSlot(Ids.Id(3)));
        await ground.Do(replaced, new ReplaceSlides(Slides, "https://example.org/d2.pdf"));
        await ground.Settled();
        Assert.Equal(["2031-04-12 17:30:00+00", "2031-04-13 12:00:00+00", "", "2031-04-12 14:00:00+00"],
            (await ground.Schedule()).Split('\n').Select(row => row.Split(',')[3].Trim('"')));

        var before = await ground.Schedule();
        await ground.Forget();
        // What happens next makes the runner look at its checkpoint again.
        await ground.Do(moved, new OpenRegistration("https://example.com/register"));
        await ground.Settled();
        Assert.Equal(before, await ground.Schedule());
        Assert.DoesNotContain("example.org", before, StringComparison.Ordinal);
    }
}
