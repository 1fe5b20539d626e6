using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Projections.People;
using EventOps.Server.Erasing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.Erasing;

/// <summary>Names here are nobody else's: what is found of them in the database is found of this very test.</summary>
public sealed class ErasureTests(ServerFixture server)
{
    private const string Name = "Quirina Zyzzyva";
    private const string OldName = "Quirina Maidenname";
    private const string Alias = "夸琳娜花名";
    private const string Bio = "Bred blue bees in Borkum.";
    private static readonly Guid Speaker = new("0199f0c4-0000-7000-8000-0000000000a1");
    private static readonly Guid Talk = new("0199f0c4-0000-7000-8000-0000000000a2");

    [Fact]
    public async Task after_an_erasure_no_table_and_no_page_knows_the_person()
    {
        var (community, first, second) = await Appearances("");
        var owner = community.Owner;
        var person = PersonId.Of(community.Name, Name, null)!.Value;
        var versions = await Versions(first);
        var pages = Pages(first).Concat(Pages(second)).Append($"/{community.Name}/people/{person}").ToList();
        foreach (var page in pages)
            await community.Anybody.Get(page);
        Assert.Contains(Name, (await community.Anybody.Get(Pages(first)[0])).Text, StringComparison.Ordinal);
        Assert.NotEmpty(await DatabaseText.Find(server.Database.ConnectionString, Name, OldName, Alias, Bio));

        var namesake = PersonId.Of(community.Name, OldName, null)!.Value;
        Assert.Equal(namesake, (await owner.Get($"people/{person}/erasure")).MustBe(200).Json.GetProperty("also")[0].GetProperty("personId").GetGuid());
        var look = (await owner.Get($"people/{person}/erasure?include={namesake}")).MustBe(200).Json;
        Assert.Equal([OldName, Name, Alias], look.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(2, look.GetProperty("meetups").GetArrayLength());
        var request = new { reason = "She asked for it.", confirm = look.GetProperty("confirm").GetString(), include = new[] { namesake } };
        var done = (await owner.Post($"people/{person}/erase", request)).MustBe(200).Json;
        Assert.Equal("done", done.GetProperty("state").GetString());

        Assert.Equal([], await DatabaseText.Find(server.Database.ConnectionString, Name, OldName, Alias, Bio));
        foreach (var page in pages)
            AssertForgotten((await community.Anybody.Get(page)).Text, page);
        foreach (var read in Reads(first).Concat(Reads(second)))
            AssertForgotten((await owner.Get(read)).MustBe(200).Text, read);
        AssertForgotten((await owner.Get("events?after=0&limit=500")).MustBe(200).Text, "events");
        (await community.Anybody.Get($"/{community.Name}/people/{person}")).MustBe(404);
        Assert.Contains("[erased]", (await community.Anybody.Get(Pages(first)[0])).Text, StringComparison.Ordinal);
        Assert.Equal([.. versions, "person_erased"], await Versions(first));

        // The same again: nobody is found, and what was done is told.
        Assert.Equal(done.GetProperty("erasureId").GetGuid(), (await owner.Post($"people/{person}/erase", request)).MustBe(200).Json.GetProperty("erasureId").GetGuid());
        Assert.Equal([.. versions, "person_erased"], await Versions(first));
        (await owner.Get($"people/{person}/erasure")).MustBe(404, "person.not_found");
        Assert.Equal("done", (await owner.Get("erasures")).MustBe(200).Json.GetProperty("erasures")[0].GetProperty("state").GetString());
        (await first.Command("revise-speaker", new { speakerId = Speaker, name = "Q" })).MustBe(409, "speaker.erased");
    }

    [Fact]
    public async Task subscribers_are_told_to_forget_and_push_and_pull_still_say_the_same()
    {
        var receiver = await server.NewReceiver();
        var community = await server.NewCommunity();
        (await community.Owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink, types = new[] { "eventops.speaker.*", "eventops.person.*" } })).MustBe(201);
        var meetup = await community.Scheduled();
        await meetup.Done("add-speaker", new { speakerId = Speaker, name = "Told Once" });
        Assert.Contains("Told Once", System.Text.Encoding.UTF8.GetString((await receiver.Next()).Body), StringComparison.Ordinal);

        await community.Erase("Told Once");

        var message = await receiver.Next();
        Assert.Equal("eventops.person.erased.v1", message.Type);
        Assert.Equal(Speaker, message.Json.GetProperty("data").GetProperty("fact").GetProperty("speakerIds")[0].GetGuid());
        Assert.Equal([], await DatabaseText.Find(server.Database.ConnectionString, "Told Once"));
        Assert.Contains(System.Text.Encoding.UTF8.GetString(message.Body), (await community.Owner.Get("events?after=0&limit=500")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_erasure_that_was_cut_short_anywhere_is_carried_on_to_the_same_end()
    {
        var (community, first, second) = await Appearances(" Cut");
        var (erasing, table, run) = (Get<PersonErasing>(), Get<ErasureTable>(), Get<ErasureRun>());
        var ct = TestContext.Current.CancellationToken;
        var plan = (await erasing.Plan(community.Name, [PersonId.Of(community.Name, $"{Name} Cut", null)!.Value, PersonId.Of(community.Name, $"{OldName} Cut", null)!.Value], ct))!;
        // Written down, one of two meetups rewritten, and then the process died.
        var begun = await table.Begin(new(community.Name, Guid.CreateVersion7(), "She asked.", "key:test", plan.Meetups, new(plan.Names, []), TimeProvider.System.GetUtcNow(), null), ct);
        await EventMasking.Run(Get<Npgsql.NpgsqlDataSource>(), community.Name, plan.Meetups[0], ct);

        Assert.True(await run.Run(begun, ct));
        Assert.True(await run.Run(begun, ct));

        Assert.Equal([], await DatabaseText.Find(server.Database.ConnectionString, $"{Name} Cut", $"{OldName} Cut", $"{Alias} Cut"));
        foreach (var meetup in (TestMeetup[])[first, second])
            Assert.Single(await Versions(meetup), type => type == "person_erased");
        Assert.True((await table.Find(community.Name, begun.Id, ct))!.IsDone);
    }

    [Fact]
    public async Task texts_that_mention_the_person_are_findings_with_the_command_that_revises_them()
    {
        var community = await server.NewCommunity();
        var meetup = await community.Scheduled();
        await meetup.Done("add-speaker", new { speakerId = Speaker, name = "Mentioned Person" });
        await meetup.Done("add-talk", new { talkId = Talk, title = "Bees", @abstract = "As Mentioned Person found out.", speakers = new[] { new { speakerId = Speaker } } });
        await meetup.Done("write-recap", new { summary = "Mentioned Person spoke." });

        var look = (await community.Owner.Get($"people/{PersonId.Of(community.Name, "Mentioned Person", null)}/erasure")).MustBe(200).Json;

        Assert.Equal(
            ["write-recap", "revise-talk"], look.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("revise").GetString()));
    }

    [Fact]
    public async Task who_else_bears_a_name_is_shown_and_erased_only_when_included()
    {
        var community = await server.NewCommunity();
        var meetup = await community.Scheduled();
        await meetup.Done("add-speaker", new { speakerId = Speaker, name = "Ann Other", alias = "Annie" });
        await meetup.Done("add-speaker", new { name = "Annie" });
        var (ann, annie) = (PersonId.Of(community.Name, "Ann Other", null), PersonId.Of(community.Name, "Annie", null));

        var look = (await community.Owner.Get($"people/{ann}/erasure")).MustBe(200).Json;
        Assert.Equal(annie, look.GetProperty("also")[0].GetProperty("personId").GetGuid());
        var both = (await community.Owner.Get($"people/{ann}/erasure?include={annie}")).MustBe(200).Json;
        Assert.NotEqual(look.GetProperty("confirm").GetString(), both.GetProperty("confirm").GetString());
        Assert.Equal(2, both.GetProperty("meetups")[0].GetProperty("speakerIds").GetArrayLength());
    }

    [Fact]
    public async Task what_cannot_be_is_refused_by_name()
    {
        var community = await server.NewCommunity();
        var meetup = await community.Scheduled();
        await meetup.Done("add-speaker", new { speakerId = Speaker, name = "Refused Person" });
        var person = PersonId.Of(community.Name, "Refused Person", null);
        var confirm = (await community.Owner.Get($"people/{person}/erasure")).Json.GetProperty("confirm").GetString();

        (await community.Anybody.Get($"people/{person}/erasure")).MustBe(401, "access.key_missing");
        (await community.Anybody.Post($"people/{person}/erase", new { reason = "R", confirm })).MustBe(401, "access.key_missing");
        (await community.Anybody.Get("erasures")).MustBe(401, "access.key_missing");
        (await community.Owner.Post($"people/{person}/erase", new { reason = "Refused Person asked.", confirm })).MustBe(422, "person.named_in_reason");
        (await community.Owner.Post($"people/{person}/erase", new { reason = "R", confirm = "0" })).MustBe(409, "person.confirm_mismatch");
        (await community.Owner.Post($"people/{Guid.CreateVersion7()}/erase", new { reason = "R", confirm })).MustBe(404, "person.not_found");
        (await community.Owner.Post($"people/{person}/erase", new { reason = " ", confirm, users = new[] { "" } })).MustBe(400, "request.invalid");
        (await community.Owner.Get($"people/{person}/erasure?include=x")).MustRefuse("include:wrong_type");
        Assert.Equal(["event_scheduled", "speaker_added"], await meetup.Stored());
    }

    // Two meetups; at one the person married in between, and a release shows the old name.
    private async Task<(TestCommunity Community, TestMeetup First, TestMeetup Second)> Appearances(string mark)
    {
        var community = await server.NewCommunity();
        var receiver = await server.NewReceiver();
        (await community.Owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink, types = new[] { "eventops.*" } })).MustBe(201);
        var (first, second) = (await community.Scheduled("first", "2021-04-12T13:00"), await community.Scheduled("second"));
        foreach (var (meetup, name) in new[] { (first, OldName + mark), (second, Name + mark) })
        {
            await meetup.Done("add-speaker", new { speakerId = Speaker, name, alias = Alias + mark, organisation = "Bees Ltd", bio = Bio + mark });
            await meetup.Done("add-talk", new { talkId = Talk, title = "Bees", speakers = new[] { new { speakerId = Speaker } } });
            await meetup.Done("place-slot", new { talkId = Talk, start = "13:00", end = "13:40" });
            await meetup.Done("publish-agenda", new { });
        }

        (await first.Command("add-speaker", new { name = OldName + mark }, ("Idempotency-Key", $"namesake{mark.Trim()}"))).MustBe(200);
        await first.Done("revise-speaker", new { speakerId = Speaker, name = Name + mark });
        await first.Done("publish-recap", new { });
        var last = await first.Done("publish-agenda", new { });
        await community.Anybody.Get($"{first.Path}/agenda?minPosition={last.Position}");
        await community.Anybody.Get($"{first.Path}/recap?minPosition={last.Position}");
        await community.Anybody.Get($"meetups?minPosition={last.Position}");
        await Eventually.Sees(() => Deliveries.Count(server.Database, $"tenant_id = '{community.Name}' and state = 'pending'"), waiting => waiting == 0, "nothing waits");
        return (community, first, second);
    }

    private static List<string> Pages(TestMeetup meetup) =>
    [
        .. ((string[])["agenda", "recap", "agenda.json", "recap.json", "agenda.ics", "agenda.xml", "schedule.json", "talks.csv", "agenda.md", "recap.md", $"talks/{Talk}", "agenda/changes?since=1"])
            .Select(page => $"/{meetup.Community.Name}/{meetup.Slug}/{page}"),
        $"/{meetup.Community.Name}", $"/{meetup.Community.Name}/calendar.ics", $"/{meetup.Community.Name}/feed.atom",
    ];

    private static string[] Reads(TestMeetup meetup) =>
    [
        meetup.Path, $"{meetup.Path}/history", $"{meetup.Path}/agenda?view=draft", $"{meetup.Path}/agenda/releases/1",
        $"{meetup.Path}/recap?view=draft", $"{meetup.Path}/agenda?asOf=2999-01-01T00:00", "meetups",
    ];

    private static void AssertForgotten(string text, string where)
    {
        foreach (var word in (string[])[Name, OldName, Alias, Bio])
            Assert.False(text.Contains(word, StringComparison.Ordinal) || text.Contains(JsonSerializer.Serialize(word, DomainJson.Options)[1..^1], StringComparison.Ordinal), $"{where} still says {word}.");
    }

    private static async Task<IReadOnlyList<string?>> Versions(TestMeetup meetup) => await meetup.Stored();

    private T Get<T>() where T : notnull => server.Services.GetRequiredService<T>();
}
