using EventOps.Server.Tests.Fuzzing;

namespace EventOps.Server.Tests.Hosting;

/// <summary>If-Match and If-None-Match as RFC 9110 has them, ETags of every read, minPosition, and pages by Link.</summary>
public sealed class ConditionalTests(ServerFixture server)
{
    [Theory]
    [InlineData("If-Match", "*", 200)]
    [InlineData("If-Match", "\"1\"", 200)]
    [InlineData("If-Match", "\"7\", \"1\"", 200)]
    [InlineData("If-Match", "\"7\" , W/\"1\"", 412)]
    [InlineData("If-Match", "W/\"1\"", 412)]
    [InlineData("If-Match", "\"2\"", 412)]
    [InlineData("If-Match", "\"one\"", 412)]
    [InlineData("If-None-Match", "*", 412)]
    [InlineData("If-None-Match", "\"1\"", 412)]
    [InlineData("If-None-Match", "W/\"1\"", 412)]
    [InlineData("If-None-Match", "\"2\", \"3\"", 200)]
    public async Task a_change_is_made_if_its_condition_holds(string header, string value, int status)
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        Assert.Equal(status, (await meetup.Command("add-speaker", new { name = "Ada" }, (header, value))).Status);
        Assert.Equal(status == 200 ? 2 : 1, (await meetup.Stored()).Count);
    }

    [Fact]
    public async Task a_meetup_is_scheduled_only_if_it_is_not_there()
    {
        var community = await server.NewCommunity();
        var wanted = new { meetupId = Guid.CreateVersion7(), slug = "once", title = "Once", start = "2031-04-12T13:00", zone = "UTC" };
        (await community.Owner.Post("meetups", wanted, ("If-Match", "*"))).MustBe(412, "meetup.version_mismatch");
        (await community.Owner.Post("meetups", wanted, ("If-None-Match", "*"))).MustBe(201);
        (await community.Owner.Post("meetups", wanted, ("If-None-Match", "*"))).MustBe(412, "meetup.version_mismatch");
        (await community.Owner.Post("meetups/never/add-speaker", new { name = "Ada" }, ("If-Match", "*"))).MustBe(404, "meetup.not_found");
        (await community.Owner.Post($"meetups/{Guid.CreateVersion7()}/add-speaker", new { name = "Ada" }, ("If-Match", "*"))).MustBe(404, "meetup.not_found");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"1")]
    [InlineData("\"1\" \"2\"")]
    [InlineData("*, \"1")]
    public async Task a_header_that_is_no_list_of_tags_is_named(string value)
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        (await meetup.Command("add-speaker", new { name = "Ada" }, ("If-Match", value))).MustBe(400, "request.if_match");
        (await meetup.Command("add-speaker", new { name = "Ada" }, ("If-None-Match", value))).MustBe(400, "request.if_match");
    }

    [Fact]
    public async Task every_read_of_the_document_has_a_tag_and_spares_those_who_have_it()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var owner = meetup.Community.Owner;
        var created = (await owner.Post("subscriptions", new { name = "bot", sink = "http://127.0.0.1:1/", types = new[] { "eventops.registration.closed.v1" } })).MustBe(201);
        await meetup.Done("publish-agenda", new { });
        await meetup.Done("write-recap", new { summary = "S" });
        var position = (await meetup.Done("publish-recap", new { })).Position;
        foreach (var path in await Reads(meetup, created))
        {
            var first = await owner.Get(path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + $"minPosition={position}");
            if (first.Status != 200)
                continue;
            Assert.True(first.ETag is not null, $"{path} has no ETag");
            foreach (var tag in (string[])[first.ETag!, $"W/{first.ETag}", $"\"other\", {first.ETag}", "*"])
                Assert.True((await owner.Get(path, ("If-None-Match", tag))).Status == 304, $"{path} answers If-None-Match: {tag} in full");
            (await owner.Get(path, ("If-None-Match", "\"other\""))).MustBe(200);
            (await owner.Get($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}minPosition=soon")).MustRefuse("minPosition:wrong_type");
        }
    }

    [Fact]
    public async Task the_public_view_of_a_meetup_never_answers_for_the_organizers()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var seen = (await meetup.Community.Anybody.Get(meetup.Path)).MustBe(200);
        var own = (await meetup.Community.Owner.Get(meetup.Path, ("If-None-Match", seen.ETag!))).MustBe(200);
        Assert.True(own.Json.TryGetProperty("drafts", out _));
        (await meetup.Community.Anybody.Get(meetup.Path, ("If-None-Match", own.ETag!))).MustBe(200);
    }

    [Fact]
    public async Task lists_are_walked_by_their_links_without_a_hole_or_a_repeat()
    {
        var community = await server.NewCommunity();
        for (var i = 0; i < 7; i++)
            await community.Scheduled($"meetup-{i}", $"2031-04-1{i}T13:00");
        for (var i = 0; i < 5; i++)
            (await community.Owner.Post("subscriptions", new { name = $"bot {i}", sink = "http://127.0.0.1:1/", types = new[] { "eventops.registration.closed.v1" } })).MustBe(201);
        var meetup = await (await community.Scheduled("last")).WithDeck();
        for (var i = 0; i < 3; i++)
        {
            await meetup.Done("add-talk", new { title = $"Talk {i}" });
            await meetup.Done("publish-agenda", new { });
        }

        var end = (await meetup.Done("write-recap", new { summary = "S" })).Position;
        foreach (var (path, list, id) in ((string, string, string)[])
        [
            ("meetups", "meetups", "meetupId"), ("subscriptions", "subscriptions", "subscriptionId"), ($"{meetup.Path}/history", "entries", "id"),
            ($"{meetup.Path}/agenda/releases", "releases", "number"),
        ])
        {
            var all = Ids(await community.Owner.Get($"{path}?minPosition={end}")).ToList();
            var walked = new List<string>();
            for (var next = $"{path}?limit=2&minPosition={end}"; next is not null;)
            {
                var page = await community.Owner.Get(next);
                walked.AddRange(Ids(page));
                next = page.Next;
            }

            Assert.True(all.Count > 2, path);
            Assert.Equal(all, walked);

            IEnumerable<string> Ids(Answer page) => page.MustBe(200).Json.GetProperty(list).EnumerateArray().Select(one => one.GetProperty(id).ToString());
        }
    }

    private static async Task<IEnumerable<string>> Reads(TestMeetup meetup, Answer subscription)
    {
        var document = new ApiDocument((await meetup.Community.Anybody.Get("/openapi/v1.json")).MustBe(200).Json);
        return document.Operations.Where(o => o.IsRead && o.Path.StartsWith("/api/communities/", StringComparison.Ordinal) && !o.Path.EndsWith("/stream", StringComparison.Ordinal))
            .Select(o => o.Path.Replace("{community}", meetup.Community.Name, StringComparison.Ordinal).Replace("{meetup}", meetup.Slug, StringComparison.Ordinal)
                .Replace("{number}", "1", StringComparison.Ordinal).Replace("{id}", subscription.Json.GetProperty("subscriptionId").ToString(), StringComparison.Ordinal)
                + (o.Path.EndsWith("/diff", StringComparison.Ordinal) ? "?from=1&to=1" : ""))
            .Where(path => !path.Contains('{', StringComparison.Ordinal));
    }
}
