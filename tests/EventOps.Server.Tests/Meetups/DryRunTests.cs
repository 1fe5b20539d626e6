using System.Text.Json;

namespace EventOps.Server.Tests.Meetups;

/// <summary><c>?dryRun=true</c> says what would come of a command, and leaves nothing behind.</summary>
public sealed class DryRunTests(ServerFixture server)
{
    private const string Dry = "?dryRun=true";

    [Theory]
    [MemberData(nameof(CommandTableTests.Bodies), MemberType = typeof(CommandTableTests))]
    public async Task a_dry_run_of_every_command_says_what_the_real_one_then_does(string route, string body, string stored)
    {
        var meetup = await CommandTableTests.ReadyFor(server, route);
        var before = await meetup.Stored();
        var dry = (await meetup.Command(route + Dry, body, ("Idempotency-Key", "k"))).MustBe(200);
        Assert.Equal((0, before.Count), (dry.Events.Count, (int)dry.Version));
        Assert.Equal(before, await meetup.Stored());

        var real = (await meetup.Command(route, body, ("Idempotency-Key", "k"))).MustBe(200);
        var decided = dry.Json.GetProperty("dryRun").GetProperty("events").EnumerateArray().ToList();
        Assert.Equal([stored], decided.Select(e => e.GetProperty("type").GetString()));
        Assert.Equal([stored], real.Events);
        Assert.Equal(real.Json.GetProperty("warnings").GetRawText(), dry.Json.GetProperty("warnings").GetRawText());
        Assert.Equal(await LastOf(meetup), WithoutIds(decided[0].GetProperty("data")));
    }

    [Fact]
    public async Task a_meetup_that_was_scheduled_dry_is_not_there_and_its_slug_is_free()
    {
        var community = await server.NewCommunity();
        var idea = new { slug = "idea", title = "Idea", start = "2031-04-12T13:00", zone = "UTC", weekday = "monday" };
        var dry = (await community.Owner.Post("meetups" + Dry, idea, ("Idempotency-Key", "k"))).MustBe(200);
        Assert.Equal("event_scheduled", Assert.Single(dry.Json.GetProperty("dryRun").GetProperty("events").EnumerateArray()).GetProperty("type").GetString());
        Assert.Equal("meetup.weekday_mismatch", dry.Json.GetProperty("warnings")[0].GetProperty("code").GetString());
        (await community.Owner.Get("meetups/idea")).MustBe(404, "meetup.not_found");
        Assert.Equal(0, await Deliveries.CountOf(server.Database, $"eventops_slugs where tenant_id = '{community.Name}'"));
        Assert.Equal(0, await Deliveries.CountOf(server.Database, $"eventops_idempotency_keys where tenant_id = '{community.Name}'"));

        (await community.Owner.Post("meetups", idea, ("Idempotency-Key", "k"))).MustBe(201);
        (await community.Owner.Post("meetups" + Dry, new { idea.slug, title = "Other", idea.start, idea.zone })).MustBe(409, "meetup.slug_taken");
    }

    [Fact]
    public async Task what_the_real_one_is_refused_the_dry_one_is_refused_as_well()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        foreach (var (route, body) in ((string, string)[])
        [
            ("add-speaker", "{}"), ("add-speaker", "{"), ("add-speaker", """{"nam":1}"""), ("remove-speaker", $$"""{"speakerId":"{{TestMeetup.Speaker}}"}"""),
            ("commands", """[{"type":"AddSpeaker","name":"Ada"},{"type":"RemoveSlot","slotId":"00000063-0000-0000-0000-000000000000"}]"""),
        ])
            Assert.Equal(Told(await meetup.Command(route, body)), Told(await meetup.Command(route + Dry, body)));
        (await meetup.Command("add-speaker" + Dry, new { name = "Ada" }, ("If-Match", "\"1\""))).MustBe(412, "meetup.version_mismatch");
        (await meetup.Community.Anybody.Post($"{meetup.Path}/add-speaker{Dry}", new { name = "Ada" })).MustBe(401, "access.key_missing");
        (await meetup.Community.Owner.Post($"meetups/never/add-speaker{Dry}", new { name = "Ada" })).MustBe(404, "meetup.not_found");

        static (int, string?, string) Told(Answer refused) => (refused.Status, refused.Code, refused.Json.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task a_dry_batch_is_decided_as_one_and_names_the_clashes_it_would_leave()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        var dry = await meetup.Command("commands" + Dry, $$"""
            [{"type":"AddTalk","talkId":"00000009-0000-0000-0000-000000000000","title":"Second","speakers":[{"speakerId":"{{TestMeetup.Speaker}}"}]},
             {"type":"PlaceSlot","slotId":"00000008-0000-0000-0000-000000000000","talkId":"00000009-0000-0000-0000-000000000000","start":"13:20","end":"13:50","overrule":"They are quick."}]
            """);
        var report = dry.MustBe(200).Json.GetProperty("dryRun");
        Assert.Equal(["talk_added", "slot_placed"], report.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()));
        Assert.Equal(["slot.speaker_clash", "slot.speaker_clash"], report.GetProperty("clashes").EnumerateArray().Select(c => c.GetProperty("code").GetString()));
        Assert.Equal(4, (await meetup.Stored()).Count);
        (await meetup.Command("add-speaker" + Dry, new { speakerId = TestMeetup.Speaker, name = "杨斌", alias = "凯撒" })).MustBe(200);
    }

    [Fact]
    public async Task it_says_who_would_be_told_and_tells_nobody()
    {
        var receiver = await server.NewReceiver();
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var owner = meetup.Community.Owner;
        var hears = (await owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink, types = new[] { "eventops.slides.published.v1" } })).MustBe(201);
        var paused = (await owner.Post("subscriptions", new { name = "asleep", sink = receiver.Sink })).MustBe(201);
        var pausing = (await owner.Post($"{paused.Location}/pause", "{}")).MustBe(200);
        (await owner.Post("subscriptions", new { name = "deaf", sink = receiver.Sink, types = new[] { "eventops.recap.*" } })).MustBe(201);
        (await owner.Get($"subscriptions?minPosition={pausing.Position}")).MustBe(200);

        var dry = (await meetup.Command("publish-slides" + Dry, new { slidesId = TestMeetup.Slides })).MustBe(200);
        Assert.Equal(
            ["bot webhook active eventops.slides.published.v1", "asleep webhook paused eventops.slides.published.v1"],
            dry.Json.GetProperty("dryRun").GetProperty("told").EnumerateArray().Select(t => $"{t.GetProperty("name")} {t.GetProperty("kind")} {t.GetProperty("state")} {t.GetProperty("types")[0]}"));
        Assert.Empty((await meetup.Command("add-speaker" + Dry, new { name = "Draft" })).Json.GetProperty("dryRun").GetProperty("told").EnumerateArray());

        // The real one is the first that anybody hears of.
        var real = await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        Assert.Equal(real.Position, (await receiver.Next()).Position);
        Assert.Equal(1, await Deliveries.Count(server.Database, $"subscription_id = '{hears.Json.GetProperty("subscriptionId")}'"));
    }

    [Fact]
    public async Task nobody_who_asks_for_a_dry_run_gets_a_real_one()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        (await meetup.Command("add-speaker?dryRun=yes", new { name = "Ada" })).MustRefuse("dryRun:wrong_type");
        (await meetup.Command("add-speaker?dryRun=true&dryRun=false", new { name = "Ada" })).MustRefuse("dryRun:wrong_type");
        var created = (await meetup.Community.Owner.Post("subscriptions", new { name = "bot", sink = "http://127.0.0.1:1/", types = new[] { "eventops.recap.*" } })).MustBe(201);
        (await meetup.Community.Owner.Post($"{created.Location}/test{Dry}", null)).MustRefuse("dryRun:not_here");
        Assert.Equal(["event_scheduled"], await meetup.Stored());
        (await meetup.Command("add-speaker?dryRun=false", new { name = "Ada" })).MustBe(200);
        Assert.Equal(["event_scheduled", "speaker_added"], await meetup.Stored());
    }

    [Fact]
    public async Task a_dry_repeat_of_what_was_done_would_do_nothing_and_another_request_under_its_key_is_refused()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        (await meetup.Command("add-speaker", new { name = "Ada" }, ("Idempotency-Key", "k"))).MustBe(200);
        var again = (await meetup.Command("add-speaker" + Dry, new { name = "Ada" }, ("Idempotency-Key", "k"))).MustBe(200);
        Assert.Empty(again.Json.GetProperty("dryRun").GetProperty("events").EnumerateArray());
        (await meetup.Command("add-speaker" + Dry, new { name = "Grace" }, ("Idempotency-Key", "k"))).MustBe(409, "request.idempotency_key_reused");
    }

    // Ids that a request leaves out are made anew each time.
    private static string WithoutIds(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Object => string.Join(',', data.EnumerateObject().Where(field => !field.Name.EndsWith("Id", StringComparison.Ordinal))
            .OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => $"{field.Name}=({WithoutIds(field.Value)})")),
        JsonValueKind.Array => string.Join(';', data.EnumerateArray().Select(WithoutIds)),
        _ => data.GetRawText(),
    };

    private static async Task<string> LastOf(TestMeetup meetup) => WithoutIds(
        (await meetup.Community.Owner.Get($"meetups/{meetup.Id}/history")).MustBe(200).Json.GetProperty("entries").EnumerateArray().Last().GetProperty("data"));
}
