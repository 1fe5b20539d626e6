using EventOps.Domain.Meetups;
using EventOps.Projections.Shared;
using EventOps.Testing.Histories;
using NodaTime;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

public sealed class MeetupHeaderTests
{
    private static readonly LocalDateTime January = new(2022, 1, 8, 13, 0);

    [Fact]
    public void a_title_changes_without_a_release() =>
        Assert.Equal("Meetup XIII", HeaderOf(Given(ReleasedMeetup).And(Retitled("Meetup XIII"))).Title);

    [Fact]
    public void times_stand_as_local_and_as_instants()
    {
        var header = HeaderOf(Given(Scheduled()));

        Assert.Equal((Start, End), (header.Start, header.End));
        Assert.Equal(Instant.FromUtc(2021, 12, 18, 5, 0), header.StartInstant);
        Assert.Equal(Instant.FromUtc(2021, 12, 18, 9, 0), header.EndInstant);
    }

    [Fact]
    public void a_rescheduled_meetup_says_when_it_was_and_why()
    {
        var header = HeaderOf(Given(Scheduled(), Rescheduled(January, January.PlusHours(4))));

        Assert.Equal((MeetupStatus.Scheduled, January), (header.Status, header.Start));
        Assert.Equal(new PreviousTime(Start, End, "Asia/Shanghai", "The hall is closed."), header.Previous);
    }

    [Fact]
    public void a_postponed_meetup_says_so_without_a_release()
    {
        var header = HeaderOf(Given(ReleasedMeetup).And(new EventPostponed("Flu.")));

        Assert.Equal((MeetupStatus.Postponed, "Flu."), (header.Status, header.StatusReason));
        Assert.Equal(Start, header.Previous!.Start);
    }

    [Fact]
    public void a_postponed_meetup_that_gets_a_date_is_scheduled_again()
    {
        var header = HeaderOf(Given(Scheduled(), new EventPostponed("Flu."), Rescheduled(January, January.PlusHours(4))));

        Assert.Equal((MeetupStatus.Scheduled, null), (header.Status, header.StatusReason));
        Assert.Equal(Start, header.Previous!.Start);
    }

    [Fact]
    public void a_meetup_that_takes_place_when_it_was_to_has_no_previous_time()
    {
        Assert.Null(HeaderOf(Given(Scheduled(), new EventPostponed("Flu."), new EventReinstated(null))).Previous);
        Assert.Null(HeaderOf(Given(Scheduled(), new EventPostponed("Flu."), Rescheduled(Start, End))).Previous);
    }

    [Fact]
    public void a_cancelled_meetup_says_so_until_it_is_reinstated()
    {
        var cancelled = Given(ReleasedMeetup).And(new EventCancelled("Snow."));

        Assert.Equal((MeetupStatus.Cancelled, "Snow."), (HeaderOf(cancelled).Status, HeaderOf(cancelled).StatusReason));
        var back = HeaderOf(cancelled.And(new EventReinstated("It thawed.")));
        Assert.Equal((MeetupStatus.Scheduled, null), (back.Status, back.StatusReason));
    }

    [Fact]
    public void place_registration_channels_and_organisers_are_live()
    {
        var channel = new Channel(Id(701), ChannelKind.DingTalk, "SOFA", "34197075", null, null);
        var set = Given(ReleasedMeetup).And(
            new EventRelocated(MeetupForm.Online, null, null, MeetupForm.Hybrid, new("A hall"), null, "More people."),
            new RegistrationOpened("https://sign.example/up", null),
            new ChannelSet(Id(701), ChannelKind.WeChat, "SOFA", null, null, null),
            new ChannelSet(Id(702), ChannelKind.Mail, "List", null, null, null),
            new ChannelSet(Id(701), channel.Kind, channel.Name, channel.Number, null, null),
            new OrganiserAdded(Id(801), "SOFAStack", OrganiserRole.Host, null));

        var header = HeaderOf(set);

        Assert.Equal((MeetupForm.Hybrid, new Venue("A hall"), null), (header.Form, header.Venue, header.StreamUrl));
        Assert.Equal(new Registration("https://sign.example/up", null), header.Registration);
        Assert.Equal([channel, new(Id(702), ChannelKind.Mail, "List", null, null, null)], header.Channels);
        Assert.Equal("SOFAStack", Assert.Single(header.Organisers).Name);
        var emptied = HeaderOf(set.And(
            new RegistrationClosed("Full."), new ChannelRemoved(Id(701)), new ChannelRemoved(Id(702)),
            new OrganiserRemoved(Id(801))));
        Assert.Null(emptied.Registration);
        Assert.Empty(emptied.Channels);
        Assert.Empty(emptied.Organisers);
    }

    // The three pages share one header; what holds for one holds for all.
    private static MeetupHeader HeaderOf(History history)
    {
        var header = history.PublicAgenda.Meetup;
        Assert.Equal(header, history.Recap.Draft().Meetup);
        Assert.Equal(header, history.Entry.Meetup);
        return header;
    }
}
