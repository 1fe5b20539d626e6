namespace EventOps.Server.Tests.Meetups;

public sealed class IdempotencyTests(ServerFixture server)
{
    private static readonly (string, string) Key = ("Idempotency-Key", "one-request");

    [Fact]
    public async Task the_same_request_gets_the_same_answer_byte_for_byte()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var first = await meetup.Command("add-speaker", new { name = "Ada" }, Key);
        await meetup.Done("write-recap", new { summary = "Meanwhile." });
        var second = await meetup.Command("add-speaker", new { name = "Ada" }, Key);

        Assert.Equal(first.MustBe(200).Bytes, second.MustBe(200).Bytes);
        Assert.Equal(first.ETag, second.ETag);
        Assert.Equal(["event_scheduled", "speaker_added", "recap_written"], await meetup.Stored());
    }

    [Fact]
    public async Task the_same_key_with_another_body_is_refused_and_stores_nothing()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        (await meetup.Command("add-speaker", new { name = "Ada" }, Key)).MustBe(200);
        (await meetup.Command("add-speaker", new { name = "Grace" }, Key)).MustBe(409, "request.idempotency_key_reused");
        (await meetup.Command("write-recap", new { summary = "x" }, Key)).MustBe(409, "request.idempotency_key_reused");
        (await meetup.Community.Owner.Post("meetups", new { slug = "other", title = "T", start = "2031-04-12T13:00", zone = "UTC" }, Key))
            .MustBe(409, "request.idempotency_key_reused");

        Assert.Equal(["event_scheduled", "speaker_added"], await meetup.Stored());
        await meetup.Community.Scheduled("other");
    }

    [Fact]
    public async Task thirty_two_repeats_at_once_are_one_command()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var answers = await Task.WhenAll(Enumerable.Range(1, 32).Select(_ => meetup.Command("add-speaker", new { name = "Ada" }, Key)));

        Assert.All(answers, answer => Assert.Equal(answers[0].MustBe(200).Text, answer.Text));
        Assert.Equal(["event_scheduled", "speaker_added"], await meetup.Stored());
    }

    [Fact]
    public async Task sixteen_repeats_of_scheduling_at_once_make_one_meetup_though_no_id_is_given()
    {
        var community = await server.NewCommunity();
        var answers = await Task.WhenAll(Enumerable.Range(1, 16).Select(_ => community.Owner.Post(
            "meetups", new { slug = "once", title = "Once", start = "2031-04-12T13:00", zone = "Asia/Shanghai" }, Key)));

        Assert.All(answers, answer => Assert.Equal(answers[0].MustBe(201).Text, answer.Text));
        Assert.Equal(["event_scheduled"], await new TestMeetup(community, "once", answers[0].Json.GetProperty("meetupId").GetGuid()).Stored());
    }

    [Fact]
    public async Task thirty_two_batches_at_once_are_one()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var answers = await Task.WhenAll(Enumerable.Range(1, 32).Select(_ => meetup.Command(
            "commands", """[{"type":"AddSpeaker","name":"Ada"},{"type":"AddTalk","title":"Engines"}]""", Key)));

        Assert.All(answers, answer => Assert.Equal(answers[0].MustBe(200).Text, answer.Text));
        Assert.Equal(["event_scheduled", "speaker_added", "talk_added"], await meetup.Stored());
        (await meetup.Command("commands", """[{"type":"AddSpeaker","name":"Ada"}]""", Key)).MustBe(409, "request.idempotency_key_reused");
    }

    [Fact]
    public async Task batches_that_race_are_each_whole_or_not_there()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var answers = await Task.WhenAll(Enumerable.Range(1, 16).Select(i => meetup.Command("commands", $$"""
            [{"type":"AddSpeaker","name":"Speaker {{i}}"},{"type":"PlaceSlot","kind":"break","title":"Break {{i}}","room":"Hall","start":"{{13 + i % 4}}:00","end":"{{13 + i % 4}}:30"}]
            """)));

        // Four times of the day, one room: one batch each gets it, and of the others not even the speaker is there.
        Assert.Equal(4, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), refused => Assert.Equal(1, refused.MustBe(409, "slot.room_taken").Json.GetProperty("command").GetInt32()));
        Assert.Equal(["event_scheduled", .. Enumerable.Repeat<string[]>(["speaker_added", "slot_placed"], 4).SelectMany(pair => pair)], await meetup.Stored());
    }

    [Fact]
    public async Task a_command_that_changes_nothing_answers_the_same_again()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        (await meetup.Command("publish-agenda", new { })).MustBe(200);
        var first = await meetup.Command("publish-agenda", new { }, Key);
        Assert.Empty(first.MustBe(200).Events);
        await meetup.Done("write-recap", new { summary = "Meanwhile." });
        Assert.Equal(first.Bytes, (await meetup.Command("publish-agenda", new { }, Key)).Bytes);
    }

    [Fact]
    public async Task a_refused_request_may_be_mended_under_the_same_key()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        (await meetup.Command("add-speaker", new { bio = "Nameless" }, Key)).MustBe(422, "speaker.nameless");
        (await meetup.Command("add-speaker", new { name = "Ada" }, Key)).MustBe(200);
    }

    [Fact]
    public async Task the_keys_of_one_community_mean_nothing_in_another()
    {
        var (here, there) = (await (await server.NewCommunity()).Scheduled(), await (await server.NewCommunity()).Scheduled());
        (await here.Command("add-speaker", new { name = "Ada" }, Key)).MustBe(200);
        Assert.Equal(["speaker_added"], (await there.Command("add-speaker", new { name = "Grace" }, Key)).MustBe(200).Events);
    }
}
