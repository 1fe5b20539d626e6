using EventOps.Domain.Meetups;
using EventOps.Server.Meetups.Commands;
using EventOps.Testing.Scenarios;

namespace EventOps.Server.Tests.Meetups;

public sealed class CommandTableTests(ServerFixture server)
{
    public static TheoryData<string> Routes => [.. CommandTable.Slices.Skip(1).Select(slice => slice.Route)];

    [Fact]
    public void the_table_has_every_command_of_the_domain_once() => Assert.Equal(
        typeof(MeetupCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(MeetupCommand)) && !type.IsAbstract).Order(ByName),
        CommandTable.Slices.Select(slice => slice.Type).Order(ByName));

    [Fact]
    public void routes_are_the_names_in_kebab_case()
    {
        Assert.Equal("assign-speakers", CommandTable.Of(typeof(AssignSpeakers)).Route);
        Assert.Equal("publish-agenda", CommandTable.Of(typeof(PublishAgenda)).Route);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task every_command_has_a_route_that_takes_post_and_nothing_else(string route)
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var answer = await meetup.Command(route, """{"nonsense":1}""");
        Assert.Contains("nonsense:unknown_field", answer.MustBe(400, "request.invalid").Fields);
        (await meetup.Community.Owner.Get($"{meetup.Path}/{route}")).MustBe(405, "route.method_not_allowed");
        Assert.Equal(["event_scheduled"], await meetup.Stored());
    }

    public static TheoryData<string, string, string> Bodies => new()
    {
        { "revise-event", """{"title":"T","theme":"T","summary":"S","series":"S","tags":["a"],"language":"en","cover":"https://example.org/c.png"}""", "event_revised" },
        { "change-slug", """{"slug":"another-slug"}""", "slug_changed" },
        { "add-alias", """{"alias":"another-name"}""", "alias_added" },
        { "remove-alias", """{"alias":"one-name"}""", "alias_removed" },
        { "reschedule-event", """{"start":"2031-04-13T13:00","end":"2031-04-13T18:00","zone":"Europe/Berlin","weekday":"sunday","reason":"R"}""", "event_rescheduled" },
        { "relocate-event", """{"form":"hybrid","venue":{"name":"V","address":"A"},"streamUrl":"https://example.org/live","reason":"R"}""", "event_relocated" },
        { "postpone-event", """{"reason":"R"}""", "event_postponed" },
        { "cancel-event", """{"reason":"R"}""", "event_cancelled" },
        { "reinstate-event", """{"reason":"R"}""", "event_reinstated" },
        { "add-speaker", """{"name":"N","alias":"A","organisation":"O","role":"R","bio":"B"}""", "speaker_added" },
        { "revise-speaker", $$"""{"speakerId":"{{TestMeetup.Speaker}}","name":"N","alias":"A","organisation":"O","role":"R","bio":"B"}""", "speaker_revised" },
        { "remove-speaker", $$"""{"speakerId":"{{Ids.Id(9)}}"}""", "speaker_removed" },
        { "add-talk", $$"""{"title":"T","kind":"panel","abstract":"A","takeaways":["t"],"language":"en","speakers":[{"speakerId":"{{TestMeetup.Speaker}}","part":"host"}]}""", "talk_added" },
        { "revise-talk", $$"""{"talkId":"{{TestMeetup.Talk}}","title":"T","kind":"keynote","abstract":"A","takeaways":["t"],"language":"en"}""", "talk_revised" },
        { "withdraw-talk", $$"""{"talkId":"{{TestMeetup.Talk}}","reason":"R"}""", "talk_withdrawn" },
        { "assign-speakers", $$"""{"talkId":"{{TestMeetup.Talk}}","speakers":[{"speakerId":"{{Ids.Id(9)}}"}],"overrule":"R"}""", "speakers_assigned" },
        { "place-slot", """{"kind":"break","title":"T","day":1,"start":"14:00","end":"14:10","room":"R","track":"T","overrule":"R"}""", "slot_placed" },
        { "move-slot", $$"""{"slotId":"{{TestMeetup.Slot}}","day":1,"start":"14:00","end":"14:40","room":"R","track":"T","overrule":"R"}""", "slot_moved" },
        { "remove-slot", $$"""{"slotId":"{{TestMeetup.Slot}}"}""", "slot_removed" },
        { "publish-agenda", """{"comment":"C"}""", "agenda_published" },
        { "attach-slides", """{"title":"T","url":"https://example.org/t.pdf"}""", "slides_attached" },
        { "publish-slides", $$"""{"slidesId":"{{TestMeetup.Slides}}","availableFrom":"endOfTalk"}""", "slides_scheduled" },
        { "hold-slides", $$"""{"slidesId":"{{TestMeetup.Slides}}"}""", "slides_held" },
        { "replace-slides", $$"""{"slidesId":"{{TestMeetup.Slides}}","title":"T","url":"https://example.org/t.pdf","reason":"R"}""", "slides_replaced" },
        { "withdraw-slides", $$"""{"slidesId":"{{TestMeetup.Slides}}","reason":"R"}""", "slides_withdrawn" },
        { "add-recording", $$"""{"title":"T","url":"https://example.org/v","talkId":"{{TestMeetup.Talk}}"}""", "recording_added" },
        { "remove-recording", $$"""{"recordingId":"{{Ids.Id(10)}}","reason":"R"}""", "recording_removed" },
        { "write-recap", """{"summary":"S"}""", "recap_written" },
        { "publish-recap", """{"comment":"C"}""", "recap_published" },
        { "open-registration", """{"url":"https://example.org/r","closesAt":"2031-04-11T20:00"}""", "registration_opened" },
        { "close-registration", """{"reason":"R"}""", "registration_closed" },
        { "set-channel", """{"kind":"dingTalk","name":"N","number":"1","url":"https://example.org/g","picture":"https://example.org/q.png"}""", "channel_set" },
        { "remove-channel", $$"""{"channelId":"{{Ids.Id(11)}}"}""", "channel_removed" },
        { "add-organiser", """{"name":"N","role":"sponsor","url":"https://example.org/o"}""", "organiser_added" },
        { "remove-organiser", $$"""{"organiserId":"{{Ids.Id(12)}}"}""", "organiser_removed" },
        { "add-reference", $$"""{"title":"T","url":"https://example.org/f","talkId":"{{TestMeetup.Talk}}"}""", "reference_added" },
        { "remove-reference", $$"""{"referenceId":"{{Ids.Id(13)}}"}""", "reference_removed" },
        { "add-photos", """{"title":"T","url":"https://example.org/p","kind":"picture"}""", "photos_added" },
        { "remove-photos", $$"""{"photosId":"{{Ids.Id(14)}}"}""", "photos_removed" },
        { "revert-to", """{"version":10,"reason":"R"}""", "photos_removed" },
    };

    // What lifts an embargo is a moment that passes, and then the server is there first; see EmbargoTests.
    [Fact]
    public void every_command_is_tried_with_a_full_body() => Assert.Equal(
        CommandTable.Slices.Skip(1).Select(slice => slice.Route).Order(), Bodies.Select(row => row.Data.Item1).Append("lift-embargo").Order());

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task every_command_with_every_field_is_carried_out_and_the_second_time_changes_nothing(string route, string body, string stored)
    {
        var meetup = await ReadyFor(server, route);
        var before = await meetup.Stored();

        var first = (await meetup.Command(route, body, ("Idempotency-Key", "k"))).MustBe(200);
        Assert.Equal([stored], first.Events);
        Assert.Equal([.. before, stored], await meetup.Stored());
        Assert.Equal(first.Bytes, (await meetup.Command(route, body, ("Idempotency-Key", "k"))).MustBe(200).Bytes);
        Assert.Equal(before.Count + 1, (await meetup.Stored()).Count);
        (await meetup.Community.Owner.Get($"meetups/{meetup.Id}/agenda?view=draft&minPosition={first.Position}")).MustBe(200);
        (await meetup.Community.Owner.Get($"meetups/{meetup.Id}/recap?view=draft&minPosition={first.Position}")).MustBe(200);
        (await meetup.Community.Anybody.Get($"/{meetup.Community.Name}/{meetup.Slug}/agenda")).MustBe(route == "change-slug" ? 301 : 200);
    }

    /// <summary>A meetup of which every command can be tried.</summary>
    internal static async Task<TestMeetup> ReadyFor(ServerFixture server, string route)
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await meetup.Done("commands", $$"""
            [{"type":"AddSpeaker","speakerId":"{{Ids.Id(9)}}","name":"Grace"},
             {"type":"AddRecording","recordingId":"{{Ids.Id(10)}}","title":"R","url":"https://example.org/r"},
             {"type":"SetChannel","channelId":"{{Ids.Id(11)}}","kind":"slack","name":"S"},
             {"type":"AddOrganiser","organiserId":"{{Ids.Id(12)}}","name":"O"},
             {"type":"AddReference","referenceId":"{{Ids.Id(13)}}","title":"R","url":"https://example.org/x"},
             {"type":"AddPhotos","photosId":"{{Ids.Id(14)}}","url":"https://example.org/a"}]
            """);
        if (route == "close-registration")
            await meetup.Done("open-registration", new { url = "https://example.org/r" });
        if (route == "remove-alias")
            await meetup.Done("add-alias", new { alias = "one-name" });
        if (route == "hold-slides")
            await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides, availableFrom = "2031-04-12T20:00" });
        if (route == "reinstate-event")
            await meetup.Done("cancel-event", new { reason = "R" });
        return meetup;
    }

    private static Comparer<Type> ByName { get; } = Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));
}
