using EventOps.Domain.Communities;
using EventOps.Server.Access;
using Npgsql;

namespace EventOps.Server.Tests.Previews;

public sealed class PreviewLinkTests(ServerFixture server)
{
    private const string Title = "WebAssembly 开源之路";
    private const string Summary = "A recap that nobody has seen yet.";

    [Fact]
    public async Task whoever_has_a_link_reads_agenda_talk_and_recap_of_a_draft_and_nobody_else_does()
    {
        var meetup = await Drafted();
        var (path, _) = await Made(meetup);
        var root = path[..^"/agenda".Length];
        var (anybody, page) = (meetup.Community.Anybody, $"/{meetup.Community.Name}/{meetup.Slug}");
        Assert.DoesNotContain(Title, (await anybody.Get($"{page}/agenda")).MustBe(200).Text, StringComparison.Ordinal);
        foreach (var missing in (string[])[$"{page}/recap", $"{page}/agenda?view=draft", $"{page}/recap?view=draft", $"{page}/talks/{TestMeetup.Talk}?view=draft"])
            (await anybody.Get(missing)).MustBe(404);
        var agenda = (await anybody.Get(path + "?lang=zh")).MustBe(200);
        Assert.Contains(Title, agenda.Text, StringComparison.Ordinal);
        Assert.Contains("<strong>草稿</strong>", agenda.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{root}/talks/{TestMeetup.Talk}?lang=zh\"", agenda.Text, StringComparison.Ordinal);
        Assert.Contains(Title, (await anybody.Get($"{root}/talks/{TestMeetup.Talk}")).MustBe(200).Text, StringComparison.Ordinal);
        var recap = (await anybody.Get($"{root}/recap?lang=en")).MustBe(200).Text;
        Assert.Contains(Summary, recap, StringComparison.Ordinal);
        Assert.Contains("<strong>Draft</strong>", recap, StringComparison.Ordinal);
        (await anybody.Send(HttpMethod.Head, path, null)).MustBe(200);
    }

    [Fact]
    public async Task a_link_tells_of_no_slides_before_their_time_and_an_organizers_key_does()
    {
        var meetup = await Drafted();
        var (path, _) = await Made(meetup);
        foreach (var page in (string[])[path, path.Replace("/agenda", "/recap", StringComparison.Ordinal), path.Replace("/agenda", $"/talks/{TestMeetup.Talk}", StringComparison.Ordinal)])
        {
            var shown = (await meetup.Community.Anybody.Get(page)).MustBe(200).Text;
            Assert.DoesNotContain(TestMeetup.DeckUrl, shown, StringComparison.Ordinal);
            Assert.DoesNotContain("Wasm deck", shown, StringComparison.Ordinal);
        }

        Assert.Contains(TestMeetup.DeckUrl, (await meetup.Community.Owner.Get($"/{meetup.Community.Name}/{meetup.Slug}/agenda?view=draft")).MustBe(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_key_that_may_read_drafts_opens_them_where_the_public_pages_are()
    {
        var meetup = await Drafted();
        var page = $"/{meetup.Community.Name}/{meetup.Slug}";
        var reader = await meetup.Community.As(server, Role.Reader, meetup);
        foreach (var (name, said) in ((string, string)[])[("agenda", Title), ("recap", Summary), ($"talks/{TestMeetup.Talk}", Title)])
            Assert.Contains(said, (await reader.Get($"{page}/{name}?view=draft")).MustBe(200).Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{page}/recap?view=draft\"", (await reader.Get($"{page}/agenda?view=draft")).Text, StringComparison.Ordinal);
        // Seen by one who may, it is not remembered for those who may not.
        (await meetup.Community.Anybody.Get($"{page}/agenda?view=draft")).MustBe(404);
        (await (await meetup.Community.As(server, Role.Speaker, meetup)).Get($"{page}/agenda?view=draft")).MustBe(404);
        var other = await server.NewCommunity();
        (await server.Asker(meetup.Community.Name, other.Key).Get($"{page}/agenda?view=draft")).MustBe(404);
        (await server.Asker(meetup.Community.Name, ApiKeys.Generate()).Get($"{page}/agenda?view=draft")).MustBe(404);
    }

    [Fact]
    public async Task a_link_that_is_over_revoked_made_up_or_of_another_community_opens_nothing()
    {
        var meetup = await Drafted();
        var anybody = meetup.Community.Anybody;
        var (path, id) = await Made(meetup);
        var other = await server.NewCommunity();
        (await other.Anybody.Get(path.Replace(meetup.Community.Name, other.Name, StringComparison.Ordinal))).MustBe(404);
        var secret = path.Split('/')[^2];
        (await anybody.Get(path.Replace(secret, secret[..^1] + (secret[^1] == 'A' ? 'E' : 'A'), StringComparison.Ordinal))).MustBe(404);
        (await anybody.Get(path.Replace(secret, "short", StringComparison.Ordinal))).MustBe(404);
        (await anybody.Get(path)).MustBe(200);
        await Run("update eventops_secret_links set expires = now() - interval '1 second' where id = $1", id);
        (await anybody.Get(path)).MustBe(404);
        await Run("update eventops_secret_links set expires = now() + interval '1 hour' where id = $1", id);
        (await anybody.Get(path)).MustBe(200);
        (await meetup.Community.Owner.Send(HttpMethod.Delete, $"{meetup.Path}/preview-links/{id}", null)).MustBe(204);
        (await anybody.Get(path)).MustBe(404);
        (await meetup.Community.Owner.Send(HttpMethod.Delete, $"{meetup.Path}/preview-links/{id}", null)).MustBe(404, "link.not_found");
    }

    [Fact]
    public async Task nobody_keeps_lists_or_hears_of_it()
    {
        var meetup = await Drafted();
        var (path, id) = await Made(meetup);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal("no-store", $"{answer.Headers.CacheControl}");
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.Equal(["noindex, nofollow"], answer.Headers.GetValues("X-Robots-Tag"));
        Assert.Equal(
            [Pages.PageAssets.ContentSecurityPolicy], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Null(answer.Headers.ETag);
        var listed = (await meetup.Community.Owner.Get($"{meetup.Path}/preview-links")).MustBe(200);
        Assert.Equal(id, listed.Json.GetProperty("links")[0].GetProperty("linkId").GetGuid());
        Assert.DoesNotContain(path.Split('/')[^2], listed.Text, StringComparison.Ordinal);
    }

    private async Task<TestMeetup> Drafted()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var done = await meetup.Done("write-recap", new { summary = Summary });
        (await meetup.Community.Owner.Get($"{meetup.Path}/agenda?view=draft&minPosition={done.Position}")).MustBe(200);
        (await meetup.Community.Owner.Get($"{meetup.Path}/recap?view=draft&minPosition={done.Position}")).MustBe(200);
        return meetup;
    }

    private static async Task<(string Path, Guid Id)> Made(TestMeetup meetup)
    {
        var made = (await meetup.Community.Owner.Post($"{meetup.Path}/preview-link", "{}")).MustBe(201).Json;
        return (made.GetProperty("url").GetString()!, made.GetProperty("linkId").GetGuid());
    }

    private async Task Run(string sql, Guid id)
    {
        await using var source = NpgsqlDataSource.Create(server.Database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        await command.ExecuteNonQueryAsync();
    }
}
