using EventOps.Domain.Shared;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;

namespace EventOps.Server.Tests.Hosting;

/// <summary>Every sort of "no" of the Domain, as it comes over the wire, with its facts.</summary>
public sealed class RefusalTests(ServerFixture server)
{
    private const string Unknown = "00000063-0000-0000-0000-000000000000";

    [Theory]
    [InlineData("add-speaker", """{"bio":"x"}""", 422, "speaker.nameless")]
    [InlineData("place-slot", """{"kind":"break","title":"Tea","start":"14:00","end":"13:00"}""", 422, "slot.end_not_after_start", "start", "end")]
    [InlineData("place-slot", """{"kind":"break","title":"Tea","day":9,"start":"14:00","end":"15:00"}""", 422, "slot.outside_meetup", "day", "days")]
    [InlineData("reschedule-event", """{"start":"2031-03-30T02:30","zone":"Europe/Berlin","reason":"x"}""", 422, "meetup.time_skipped", "zone", "time")]
    [InlineData("reschedule-event", """{"start":"2031-04-12T13:00","zone":"Mars/Olympus","reason":"x"}""", 422, "meetup.zone_unknown", "zone")]
    [InlineData("reschedule-event", """{"start":"2031-04-12T13:00","end":"2031-04-12T12:00","reason":"x"}""", 422, "meetup.end_not_after_start", "start", "end")]
    [InlineData("reschedule-event", """{"start":"2031-04-12T13:00","end":"2039-04-12T12:00","reason":"x"}""", 422, "meetup.too_long", "days")]
    [InlineData("reschedule-event", """{"start":"9999-12-31T13:00","reason":"x"}""", 422, "meetup.time_out_of_range", "time")]
    [InlineData("publish-slides", $$"""{"slidesId":"{{Unknown}}"}""", 404, "slides.not_found", "id", "noun")]
    [InlineData("revise-talk", $$"""{"talkId":"{{Unknown}}","title":"x"}""", 404, "talk.not_found", "id")]
    [InlineData("remove-slot", $$"""{"slotId":"{{Unknown}}"}""", 404, "slot.not_found", "id")]
    [InlineData("remove-speaker", $$"""{"speakerId":"{{Unknown}}"}""", 404, "speaker.not_found", "id")]
    [InlineData("remove-speaker", """{"speakerId":"00000001-0000-0000-0000-000000000000"}""", 409, "speaker.still_assigned", "speakerId", "talkId")]
    [InlineData("add-speaker", """{"speakerId":"00000001-0000-0000-0000-000000000000","name":"Else"}""", 409, "speaker.id_taken", "id")]
    [InlineData("replace-slides", """{"slidesId":"00000004-0000-0000-0000-000000000000","url":"https://example.org/2.pdf"}""", 422, "slides.reason_missing")]
    [InlineData("remove-channel", $$"""{"channelId":"{{Unknown}}"}""", 404, "channel.not_found", "id")]
    [InlineData("remove-organiser", $$"""{"organiserId":"{{Unknown}}"}""", 404, "organiser.not_found", "id")]
    [InlineData("remove-photos", $$"""{"photosId":"{{Unknown}}"}""", 404, "photos.not_found", "id")]
    [InlineData("remove-recording", $$"""{"recordingId":"{{Unknown}}"}""", 404, "recording.not_found", "id")]
    [InlineData("remove-reference", $$"""{"referenceId":"{{Unknown}}"}""", 404, "reference.not_found", "id")]
    [InlineData("add-talk", """{"talkId":"00000002-0000-0000-0000-000000000000","title":"Another"}""", 409, "talk.id_taken", "id")]
    [InlineData("add-talk", """{"title":"T","speakers":[{"speakerId":"00000001-0000-0000-0000-000000000000"},{"speakerId":"00000001-0000-0000-0000-000000000000","part":"host"}]}""", 422, "talk.speaker_twice", "speakerId")]
    [InlineData("place-slot", """{"slotId":"00000003-0000-0000-0000-000000000000","kind":"break","start":"14:00","end":"15:00"}""", 409, "slot.id_taken", "id")]
    [InlineData("place-slot", """{"kind":"talk","start":"14:00","end":"15:00"}""", 422, "slot.talk_mismatch", "slotKind")]
    [InlineData("commands", """
        [{"type":"AddTalk","talkId":"00000009-0000-0000-0000-000000000000","title":"Another","speakers":[{"speakerId":"00000001-0000-0000-0000-000000000000"}]},
         {"type":"PlaceSlot","talkId":"00000009-0000-0000-0000-000000000000","start":"13:20","end":"13:50"}]
        """, 409, "slot.speaker_clash", "speakerId", "bySlotId", "command")]
    [InlineData("commands", """
        [{"type":"SetChannel","channelId":"00000009-0000-0000-0000-000000000000","kind":"slack","name":"S"},
         {"type":"RemoveChannel","channelId":"00000009-0000-0000-0000-000000000000"},
         {"type":"SetChannel","channelId":"00000009-0000-0000-0000-000000000000","kind":"slack","name":"S"}]
        """, 409, "channel.id_taken", "id", "command")]
    [InlineData("commands", """
        [{"type":"AddOrganiser","organiserId":"00000009-0000-0000-0000-000000000000","name":"One"},
         {"type":"AddOrganiser","organiserId":"00000009-0000-0000-0000-000000000000","name":"Two"}]
        """, 409, "organiser.id_taken", "id", "command")]
    [InlineData("commands", """
        [{"type":"AddPhotos","photosId":"00000009-0000-0000-0000-000000000000","url":"https://example.org/1"},
         {"type":"AddPhotos","photosId":"00000009-0000-0000-0000-000000000000","url":"https://example.org/2"}]
        """, 409, "photos.id_taken", "id", "command")]
    [InlineData("commands", """
        [{"type":"AddRecording","recordingId":"00000009-0000-0000-0000-000000000000","title":"R","url":"https://example.org/1"},
         {"type":"AddRecording","recordingId":"00000009-0000-0000-0000-000000000000","title":"R","url":"https://example.org/2"}]
        """, 409, "recording.id_taken", "id", "command")]
    [InlineData("commands", """
        [{"type":"AddReference","referenceId":"00000009-0000-0000-0000-000000000000","title":"R","url":"https://example.org/1"},
         {"type":"AddReference","referenceId":"00000009-0000-0000-0000-000000000000","title":"R","url":"https://example.org/2"}]
        """, 409, "reference.id_taken", "id", "command")]
    [InlineData("attach-slides", """{"slidesId":"00000004-0000-0000-0000-000000000000","title":"Other","url":"https://example.org/2.pdf"}""", 409, "slides.id_taken", "id")]
    [InlineData("attach-slides", """{"title":"T","url":"https://example.org/2.pdf","availableFrom":"endOfTalk"}""", 422, "slides.no_talk")]
    [InlineData("attach-slides", """{"title":"T","url":"https://example.org/2.pdf","availableFrom":"2001-01-01T10:00"}""", 422, "slides.time_past", "time", "zone")]
    [InlineData("hold-slides", """{"slidesId":"00000004-0000-0000-0000-000000000000"}""", 409, "slides.published", "slidesId")]
    [InlineData("commands", """
        [{"type":"AttachSlides","slidesId":"00000009-0000-0000-0000-000000000000","title":"T","url":"https://example.org/2.pdf","availableFrom":"2031-04-12T20:00"},
         {"type":"LiftEmbargo","slidesId":"00000009-0000-0000-0000-000000000000"}]
        """, 409, "slides.not_due", "slidesId", "due", "command")]
    [InlineData("commands", """
        [{"type":"WithdrawSlides","slidesId":"00000004-0000-0000-0000-000000000000","reason":"R"},
         {"type":"PublishSlides","slidesId":"00000004-0000-0000-0000-000000000000"}]
        """, 409, "slides.withdrawn", "slidesId", "command")]
    [InlineData("write-recap", "{\"summary\":\"a\\u0000b\"}", 400, "request.invalid", "errors")]
    public async Task a_refusal_has_its_status_and_code_and_facts_and_stores_nothing(
        string command, string body, int status, string code, params string[] facts)
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        var before = await meetup.Stored();

        var answer = (await meetup.Command(command, body)).MustBe(status, code);
        Assert.All(facts, fact => Assert.True(answer.Json.TryGetProperty(fact, out _), $"'{fact}' is missing: {answer.Text}"));
        Assert.Equal(before, await meetup.Stored());
    }

    [Fact]
    public async Task nothing_is_published_for_a_cancelled_meetup()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await meetup.Done("cancel-event", new { reason = "storm" });
        var before = await meetup.Stored();
        foreach (var (command, body) in ((string, object)[])
            [("publish-agenda", new { }), ("publish-slides", new { slidesId = TestMeetup.Slides }), ("publish-recap", new { }), ("postpone-event", new { reason = "x" })])
            (await meetup.Command(command, body)).MustBe(409, "meetup.cancelled");
        Assert.Equal(before, await meetup.Stored());
    }

    [Fact]
    public async Task an_agenda_without_anything_on_it_is_not_published()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        (await meetup.Command("publish-agenda", new { })).MustBe(409, "agenda.empty");
        Assert.Equal(["event_scheduled"], await meetup.Stored());
    }

    [Fact]
    public async Task a_type_of_message_that_is_none_has_no_schema() =>
        (await server.Asker("first", key: null).Get("/schemas/eventops.nonsense.v1.json")).MustBe(404, "schema.not_found");

    [Fact]
    public async Task a_clash_is_a_wall_only_until_it_is_overruled()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        await meetup.Done("place-slot", new { kind = "opening", title = "Welcome", start = "12:30", end = "13:00", room = "Hall" });
        var clash = new { kind = "signIn", title = "Badges", start = "12:45", end = "13:15", room = "Hall" };
        var refused = (await meetup.Command("place-slot", clash)).MustBe(409, "slot.room_taken");
        Assert.Equal("Welcome", refused.Json.GetProperty("by").GetString());
        var overruled = (await meetup.Command("place-slot", new { clash.kind, clash.title, clash.start, clash.end, clash.room, overrule = "It is a large hall." })).MustBe(200);
        Assert.Contains("slot.room_taken", overruled.Json.GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task a_meetup_that_never_was_is_not_found_by_any_name()
    {
        var community = await server.NewCommunity();
        foreach (var name in (string[])[Unknown, "never-was", "NEVER", "..", "%E4%B8%AD"])
            (await community.Owner.Post($"meetups/{name}/add-speaker", new { name = "Ada" })).MustBe(404);
    }

    [Theory]
    [InlineData(RefusalKind.Invalid, 422)]
    [InlineData(RefusalKind.NotFound, 404)]
    [InlineData(RefusalKind.Conflict, 409)]
    [InlineData(RefusalKind.Forbidden, 403)]
    public void every_kind_has_a_status(RefusalKind kind, int status) =>
        Assert.Equal(status, Problems.Of(new Sample(kind)).StatusCode);

    [Fact]
    public void the_facts_of_a_refusal_go_with_it() =>
        Assert.Equal("wanted", $"{Problems.Of(new SlugTaken("wanted")).ProblemDetails.Extensions["slug"]}");

    private sealed record Sample(RefusalKind Kind) : Refusal(Kind, "sample.code", "A sample.");
}
