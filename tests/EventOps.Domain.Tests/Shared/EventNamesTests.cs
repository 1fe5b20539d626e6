using System.Text;
using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using Xunit;

namespace EventOps.Domain.Tests.Shared;

public sealed class EventNamesTests
{
    [Fact]
    public void what_is_absent_is_left_out_and_reads_back_as_absent()
    {
        var (type, data) = MeetupEvent.Names.Write(new EventReinstated(Reason: null));

        Assert.Equal("event_reinstated {}", $"{type} {Encoding.UTF8.GetString(data.Span)}");
        Assert.Equal(new EventReinstated(Reason: null), Read("event_reinstated", "{}"));
    }

    [Fact]
    public void a_field_of_a_newer_version_is_read_over() =>
        Assert.Equal(new EventCancelled("Flood"), Read("event_cancelled", """{"reason":"Flood","refund":{"in":"days"}}"""));

    [Fact]
    public void a_damaged_event_is_not_read_as_half_a_fact() =>
        Assert.Throws<JsonException>(() => Read("event_cancelled", "{}"));

    [Fact]
    public void an_event_of_a_newer_version_says_its_name() =>
        Assert.Equal("event_teleported", Assert.Throws<UnknownEventException>(() => Read("event_teleported", "{}")).Name);

    [Fact]
    public void chinese_stays_readable_in_the_log() =>
        Assert.Equal("""{"reason":"台风"}""", Encoding.UTF8.GetString(MeetupEvent.Names.Write(new EventCancelled("台风")).Data.Span));

    private static MeetupEvent Read(string type, string data) => MeetupEvent.Names.Read(type, Encoding.UTF8.GetBytes(data));
}
