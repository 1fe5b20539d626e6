using System.Text;

namespace EventOps.Server.Tests.Access;

/// <summary>What belongs to one community never shows in another: every route is tried with the other's key and the other's ids.</summary>
public sealed class OtherCommunityTests(ServerFixture server)
{
    private const string Marker = "Xyzzy-of-the-other";

    [Fact]
    public async Task no_route_shows_or_changes_what_belongs_to_another_community()
    {
        var theirs = await Filled();
        var mine = await (await server.NewCommunity()).Scheduled("mine");
        var document = (await server.Asker("first", key: null).Get("/openapi/v1.json")).MustBe(200).Json;
        var before = await theirs.Meetup.Stored();
        var tried = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith("/api/communities/{community}", StringComparison.Ordinal)))
        {
            foreach (var method in path.Value.EnumerateObject().Select(method => method.Name).Where(name => name is "get" or "post" or "put" or "patch" or "delete"))
            {
                var rest = path.Name["/api/communities/{community}".Length..];
                // Through the front door with a key that is none of theirs; and at home, with ids that are theirs.
                var strange = await Ask(mine.Community.Owner, method, Filled(theirs, $"/api/communities/{theirs.Meetup.Community.Name}{rest}"));
                Assert.True(strange.Status == 403, $"{method} {path.Name} answers {strange.Status} to the key of another community.");
                Assert.Equal("access.other_community", strange.Code);
                var home = await Ask(mine.Community.Owner, method, Filled(theirs, $"/api/communities/{mine.Community.Name}{rest}"));
                if (rest.Contains('{', StringComparison.Ordinal))
                    Assert.True(home.Status is >= 400 and < 500, $"{method} {path.Name} answers {home.Status} to the id of another community: {home.Text}");
                foreach (var answer in (Answer[])[strange, home])
                    Assert.DoesNotContain(Marker, answer.Text, StringComparison.OrdinalIgnoreCase);
                tried++;
            }
        }

        Assert.True(tried > 70, $"Only {tried} routes were tried.");
        Assert.Equal(before, await theirs.Meetup.Stored());
        (await theirs.Meetup.Community.Owner.Get($"subscriptions/{theirs.Subscription}")).MustBe(200);
        (await theirs.Meetup.Community.Owner.Get($"keys/{theirs.Key}")).MustBe(200);
    }

    [Fact]
    public async Task pages_and_files_of_one_are_not_found_in_another()
    {
        var theirs = await Filled();
        var mine = await server.NewCommunity();
        var names = (string[])["agenda", "recap", "agenda.json", "recap.json", "agenda.ics", "agenda/changes?since=1", $"talks/{TestMeetup.Talk}"];
        foreach (var name in (string[])[theirs.Meetup.Slug, $"{theirs.Meetup.Id}"])
        {
            foreach (var page in names)
            {
                var answer = await mine.Anybody.Get($"/{mine.Name}/{name}/{page}");
                Assert.True(answer.Status == 404, $"/{name}/{page} answers {answer.Status}");
                Assert.DoesNotContain(Marker, answer.Text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private static Task<Answer> Ask(Asker asker, string method, string path) => method == "get"
        ? asker.Get(path.EndsWith("/stream", StringComparison.Ordinal) ? path + "?after=nowhere" : path)
        : asker.Send(new HttpMethod(method.ToUpperInvariant()), path, new StringContent("{}", Encoding.UTF8, "application/json"));

    private static string Filled(Theirs theirs, string path) => string.Join('/', path.Split('/').Select(segment => segment switch
    {
        "{meetup}" => $"{theirs.Meetup.Id}",
        "{talk}" => $"{TestMeetup.Talk}",
        "{number}" or "{delivery}" => "1",
        "{id}" when path.Contains("/keys/", StringComparison.Ordinal) => theirs.Key,
        ['{', .., '}'] => theirs.Subscription,
        _ => segment,
    }));

    private async Task<Theirs> Filled()
    {
        var community = await server.NewCommunity();
        var meetup = await (await community.Scheduled("their-meetup")).WithDeck();
        await meetup.Done("revise-event", new { title = Marker });
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        await meetup.Done("write-recap", new { summary = Marker });
        await meetup.Done("publish-agenda", new { comment = Marker });
        await meetup.Done("publish-recap", new { });
        var subscription = (await community.Owner.Post("subscriptions", new { name = Marker, sink = "https://example.org/hook", types = new[] { "eventops.slides.*" } })).MustBe(201);
        var key = (await community.Owner.Post("keys", new { name = Marker, role = "owner" })).MustBe(201);
        return new(meetup, subscription.Location!.Split('/')[^1], key.Json.GetProperty("key").GetProperty("keyId").GetString()!);
    }

    private sealed record Theirs(TestMeetup Meetup, string Subscription, string Key);
}
