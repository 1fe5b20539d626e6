using EventOps.Projections.People;

namespace EventOps.Server.Tests.Nodes;

/// <summary>What one node takes back, no other gives.</summary>
public sealed class TakenBackTests
{
    [Fact]
    public async Task a_key_and_a_person_that_one_node_forgets_are_forgotten_by_the_other()
    {
        await using var nodes = await SeveralNodes.Start(2);
        var (here, there) = (TestCommunity.Of(nodes.Servers[0]), TestCommunity.Of(nodes.Servers[1]));
        var meetup = await here.Scheduled();
        await meetup.Done("add-speaker", new { speakerId = TestMeetup.Speaker, name = "Zelda Forgotten" });
        await meetup.Done("add-talk", new { title = "Bees", speakers = new[] { new { speakerId = TestMeetup.Speaker } } });
        var position = (await meetup.Done("publish-agenda", new { })).Position;
        var page = $"/{here.Name}/{meetup.Slug}/agenda";
        await there.UpTo(position, $"{meetup.Path}/agenda");
        Assert.Contains("Zelda Forgotten", (await there.Anybody.Get(page)).MustBe(200).Text, StringComparison.Ordinal);
        var made = (await here.Owner.Post("keys", new { name = "CI", role = "owner" })).MustBe(201).Json;
        var remembered = new Asker(there.Owner.Server, $"/api/communities/{there.Name}", made.GetProperty("secret").GetString());
        (await remembered.Get("keys")).MustBe(200);

        await here.Owner.Send(HttpMethod.Delete, $"keys/{made.GetProperty("key").GetProperty("keyId")}", null);
        await Eventually.Sees(async () => (await remembered.Get("keys")).Status, status => status == 401, "a key that the other node forgot");
        var person = PersonId.Of(here.Name, "Zelda Forgotten", null);
        var confirm = (await here.Owner.Get($"people/{person}/erasure")).MustBe(200).Json.GetProperty("confirm").GetString();
        (await here.Owner.Post($"people/{person}/erase", new { reason = "Asked for.", confirm })).MustBe(200);
        foreach (var path in (string[])[page, "events?after=0&limit=500", $"{meetup.Path}/history"])
            await Eventually.Sees(async () => (await there.Owner.Get(path)).Text, text => !text.Contains("Zelda", StringComparison.Ordinal), "a name that the other node forgot");
    }
}
