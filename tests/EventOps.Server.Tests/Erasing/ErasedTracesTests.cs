using EventOps.Server.Access;
using EventOps.Server.Tests.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventOps.Server.Tests.Erasing;

/// <summary>
/// Names that stand elsewhere than in facts: of who did something, was refused, or named a file. Each is nobody else's.
/// </summary>
public sealed class ErasedTracesTests(ServerFixture server)
{
    [Fact]
    public async Task the_names_that_somebody_worked_under_are_gone_as_well()
    {
        const string Worker = "Yolanda Xantippe";
        var community = await server.NewCommunity();
        var key = (await community.Owner.Post("keys", new { name = Worker, role = "owner" })).MustBe(201).Json.GetProperty("secret").GetString();
        var hers = server.Asker(community.Name, key);
        (await hers.Post("keys", new { name = "robot", role = "bot" })).MustBe(201);
        var meetup = await (await community.Scheduled()).WithTalk();
        (await hers.Post($"{meetup.Path}/talks/{TestMeetup.Talk}/speaker-link", new { })).MustBe(201);
        (await hers.Post($"{meetup.Path}/add-speaker", new { name = Worker })).MustBe(200);
        (await hers.Post("/api/communities", new { community = "x", title = "X" })).MustBe(403);
        (await hers.Get("/api/communities/first/keys")).MustBe(403);
        var reader = (await hers.Post("keys", new { name = Worker, role = "reader" })).MustBe(201).Json.GetProperty("secret").GetString();
        (await server.Asker(community.Name, reader).Get("keys")).MustBe(403);
        (await community.Owner.Post($"keys/{(await community.Owner.Get("keys")).Json.GetProperty("keys")[1].GetProperty("keyId")}/rotate", null)).MustBe(200);
        await Eventually.Sees(() => Deliveries.CountOf(server.Database, $"eventops_refusals where who = 'key:{Worker}'"), count => count > 0, "what was refused");

        await community.Erase(Worker, $"key:{Worker}");

        Assert.Equal([], await DatabaseText.Find(server.Database.ConnectionString, Worker));
        foreach (var read in (string[])["keys", "audit/refusals", "erasures", $"{meetup.Path}/history", $"{meetup.Path}/talks/{TestMeetup.Talk}/speaker-links"])
            Assert.DoesNotContain(Worker, (await community.Owner.Get(read)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_refusal_that_waits_to_be_written_forgets_the_name_too()
    {
        const string Worker = "Xenia Ygritte";
        var community = await server.NewCommunity();
        (await (await community.Scheduled()).Command("add-speaker", new { name = Worker })).MustBe(200);
        // As on another node, which has noted it and not come to write it.
        using var waiting = new Refusals(server.Services.GetRequiredService<Npgsql.NpgsqlDataSource>(), TimeProvider.System, NullLogger<Refusals>.Instance);
        foreach (var who in (string[])[$"key:{Worker}", "public"])
            waiting.Note(new DefaultHttpContext(), community.Name, 403, "access.not_allowed", who);
        await community.Erase(Worker, $"key:{Worker}");

        await waiting.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.Sees(() => Deliveries.CountOf(server.Database, $"eventops_refusals where tenant_id = '{community.Name}'"), count => count == 2, "what was refused");

        Assert.Equal([], await DatabaseText.Find(server.Database.ConnectionString, Worker));
        var seen = (await community.Owner.Get("audit/refusals")).MustBe(200).Json.GetProperty("refusals").EnumerateArray();
        Assert.Equal(["erased", "public"], seen.Select(line => line.GetProperty("who").GetString()!).Order(StringComparer.Ordinal));
        await waiting.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task the_name_that_a_file_was_uploaded_under_is_kept_nowhere()
    {
        const string Uploader = "Ulfhild Uploader";
        var community = await server.NewCommunity();
        var meetup = await (await community.Scheduled()).WithTalk();
        await meetup.Done("revise-speaker", new { speakerId = TestMeetup.Speaker, name = Uploader });
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Pdf(1, community.Name)), "file", $"{Uploader}.pdf" } };
        var file = (await community.Owner.Send(HttpMethod.Post, "files", form)).MustBe(201).File();
        await meetup.Done("attach-slides", new { slidesId = TestMeetup.Slides, talkId = TestMeetup.Talk, title = "Slides", file });
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        var link = (await community.Owner.Post($"{meetup.Path}/talks/{TestMeetup.Talk}/speaker-link", new { })).MustBe(201).Json.GetProperty("url").GetString()!;
        using var handed = new MultipartFormDataContent
        {
            { new StringContent($"{Guid.CreateVersion7()}"), "slides" }, { new StringContent("More slides"), "title" },
            { new ByteArrayContent(Samples.Pdf(2, community.Name)), "file", $"{Uploader} again.pdf" },
        };
        (await community.Anybody.Send(HttpMethod.Post, link, handed)).MustBe(303);

        await community.Erase(Uploader);

        Assert.Equal([], await DatabaseText.Find(server.Database.ConnectionString, Uploader));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(server.Files, "*", SearchOption.AllDirectories), path => path.Contains("Ulfhild", StringComparison.OrdinalIgnoreCase));
        var served = await community.Anybody.Get($"/{community.Name}/{meetup.Slug}/slides/{TestMeetup.Slides}");
        Assert.DoesNotContain("Ulfhild", served.Disposition ?? "", StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Slides", served.Disposition, StringComparison.Ordinal);
    }
}
