using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;
using Xunit;

namespace EventOps.Domain.Tests.Shared;

public sealed class DomainJsonTests
{
    [Fact]
    public void a_command_needs_only_what_has_no_default() =>
        Assert.Equal(
            new ScheduleEvent("clouds", "Clouds", new LocalDateTime(2021, 12, 18, 13, 0), "Asia/Shanghai"),
            Read<ScheduleEvent>("""{"slug":"clouds","title":"Clouds","start":"2021-12-18T13:00","zone":"Asia/Shanghai"}"""));

    [Theory]
    [InlineData("""{"speakerId":"00000001-0000-0000-0000-000000000000","nmae":"Zhou"}""", "an unknown field")]
    [InlineData("""{"speakerId":"00000001-0000-0000-0000-000000000000","Name":"Zhou"}""", "a field in other letters")]
    [InlineData("""{"name":"Zhou","name":"Zhou"}""", "a field twice")]
    [InlineData("""{"name":7}""", "a number for a text")]
    [InlineData("""{"name":["Zhou"]}""", "a list for a text")]
    [InlineData("""{"speakerId":null}""", "null for an id")]
    [InlineData("""{"speakerId":"Zhou"}""", "a name for an id")]
    [InlineData("""{"name":"Zhou",}""", "a comma too many")]
    [InlineData("""[]""", "a list for a command")]
    public void a_speaker_is_not_read_from(string json, string what) => Refuses<AddSpeaker>(json, what);

    [Theory]
    [InlineData("""{}""", "no title")]
    [InlineData("""{"title":null}""", "null for a title")]
    [InlineData("""{"title":"WASM","kind":"sermon"}""", "an unknown kind")]
    [InlineData("""{"title":"WASM","kind":1}""", "the number of a kind")]
    [InlineData("""{"title":"WASM","kind":"1"}""", "the number of a kind as a text")]
    [InlineData("""{"title":"WASM","takeaways":[null]}""", "null in a list")]
    [InlineData("""{"title":"WASM","takeaways":null}""", "null for a list")]
    [InlineData("""{"title":"WASM","speakers":[{}]}""", "a speaker without an id")]
    [InlineData("""{"title":"WASM","speakers":[{"speakerId":"00000001-0000-0000-0000-000000000000","as":"host"}]}""", "an unknown field inside")]
    public void a_talk_is_not_read_from(string json, string what) => Refuses<AddTalk>(json, what);

    [Theory]
    [InlineData("13:00", "13:00")]
    [InlineData("13:00:00", "13:00")]
    [InlineData("13:00:30", "13:00:30")]
    public void a_time_of_day_is_written_as_short_as_it_is(string read, string written) =>
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(Read<LocalTime>($"\"{read}\""), DomainJson.Options));

    [Theory]
    [InlineData("24:00")]
    [InlineData("7:00")]
    [InlineData("7pm")]
    [InlineData("")]
    public void a_time_of_day_is_not_read_from(string text) => Refuses<LocalTime>($"\"{text}\"", text);

    [Theory]
    [InlineData("2021-12-18T13:00")]
    [InlineData("2021-12-18T13:00:00")]
    public void a_date_time_may_leave_out_its_seconds(string text) =>
        Assert.Equal(new LocalDateTime(2021, 12, 18, 13, 0), Read<LocalDateTime>($"\"{text}\""));

    [Theory]
    [InlineData("2021-12-18")]
    [InlineData("2021-02-30T13:00")]
    [InlineData("2021-12-18 13:00")]
    [InlineData("2021-12-18T13:00+08:00")]
    [InlineData("2021-12-18T13:00Z")]
    [InlineData("12021-12-18T13:00")]
    public void a_local_date_time_is_not_read_from(string text) => Refuses<LocalDateTime>($"\"{text}\"", text);

    [Fact]
    public void a_number_is_no_time() => Refuses<LocalDateTime>("1639803600", "a number");

    [Fact]
    public void the_same_rules_can_be_put_into_other_options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        DomainJson.Apply(options);
        Assert.Equal(new CancelEvent("Flood"), JsonSerializer.Deserialize<CancelEvent>("""{"reason":"Flood"}""", options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CancelEvent>("""{"Reason":"Flood"}""", options));
    }

    private static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, DomainJson.Options);

    private static void Refuses<T>(string json, string what) =>
        Assert.True(Record.Exception(() => Read<T>(json)) is JsonException, $"{typeof(T).Name} is read from {what}.");
}
