using EventOps.Server.Meetups;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EventOps.Server.Tests.Meetups;

public sealed class AliasTests(ServerFixture server)
{
    [Fact]
    public async Task who_asks_by_an_alias_is_led_to_the_slug()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled("spring")).WithTalk();
        var (name, anybody) = (meetup.Community.Name, meetup.Community.Anybody);
        (await anybody.Get($"/{name}/hello/agenda")).MustBe(404);
        (await anybody.Get("meetups/hello")).MustBe(404);
        await meetup.Done("add-alias", new { alias = "hello" });
        await meetup.Done("publish-agenda", new { });

        foreach (var page in (string[])["", "/agenda", "/recap", "/agenda.ics", "/agenda.json", "/agenda?lang=en", $"/talks/{TestMeetup.Talk}"])
            Assert.Equal($"/{name}/spring{page}", (await anybody.Get($"/{name}/hello{page}")).MustBe(301).Location);
        foreach (var read in (string[])["", "/agenda", "/agenda/releases/1", "/agenda?view=public"])
            Assert.Equal($"/api/communities/{name}/meetups/spring{read}", (await anybody.Get($"meetups/hello{read}")).MustBe(308).Location);
        // Addresses lead where they lead in whatever case.
        Assert.Equal($"/api/communities/{name}/meetups/spring/agenda", (await anybody.Get($"/API/Communities/{name}/meetups/hello/agenda")).MustBe(308).Location);
        (await meetup.Community.Owner.Post("meetups/hello/add-speaker", new { name = "Ada" })).MustBe(200);

        await meetup.Done("change-slug", new { slug = "summer" });
        Assert.Equal($"/{name}/summer/agenda", (await anybody.Get($"/{name}/hello/agenda")).MustBe(301).Location);
        Assert.Equal(["spring", "hello"], (await anybody.Get("meetups/summer")).MustBe(200).Json.GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()));
        await meetup.Done("change-slug", new { slug = "hello" });
        Assert.Equal(["spring", "summer"], (await anybody.Get("meetups/hello")).MustBe(200).Json.GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()));
    }

    [Fact]
    public async Task a_removed_alias_leads_nowhere_and_another_meetup_may_have_it_at_once()
    {
        var community = await server.NewCommunity();
        var (first, second) = (await community.Scheduled("first"), await community.Scheduled("second"));
        await first.Done("add-alias", new { alias = "latest" });
        (await second.Command("add-alias", new { alias = "latest" })).MustBe(409, "meetup.slug_taken");
        (await second.Command("change-slug", new { slug = "latest" })).MustBe(409, "meetup.slug_taken");
        (await community.Owner.Post("meetups", new { slug = "latest", title = "T", start = "2031-04-12T13:00" })).MustBe(409, "meetup.slug_taken");
        Assert.Equal($"/{community.Name}/first/agenda", (await community.Anybody.Get($"/{community.Name}/latest/agenda")).MustBe(301).Location);

        await first.Done("remove-alias", new { alias = "latest" });
        (await community.Anybody.Get($"/{community.Name}/latest/agenda")).MustBe(404);
        await second.Done("add-alias", new { alias = "latest" });
        Assert.Equal($"/{community.Name}/second/agenda", (await community.Anybody.Get($"/{community.Name}/latest/agenda")).MustBe(301).Location);
        // The repeat of what was carried out before changes nothing of it.
        (await first.Command("remove-alias", new { alias = "latest" })).MustBe(200);
        Assert.Equal($"/{community.Name}/second/agenda", (await community.Anybody.Get($"/{community.Name}/latest/agenda")).MustBe(301).Location);
    }

    [Fact]
    public async Task what_is_refused_is_said_and_takes_no_name()
    {
        var community = await server.NewCommunity();
        var (first, second) = (await community.Scheduled("first"), await community.Scheduled("second"));
        (await first.Command("add-alias", new { alias = "People" })).MustRefuse("alias:not_a_slug");
        (await first.Command("add-alias", new { alias = "people" })).MustRefuse("alias:reserved");
        (await first.Command("remove-alias", new { alias = "first" })).MustBe(409, "alias.is_slug");
        (await first.Command("remove-alias", new { alias = "nothing" })).MustBe(404, "alias.not_found");
        var many = Enumerable.Range(0, 50).Select(i => new { type = "AddAlias", alias = $"first-{i}" });
        await first.Done("commands", many);
        (await first.Command("add-alias", new { alias = "wanted" })).MustBe(409, "alias.too_many");
        (await first.Command("add-alias", new { alias = "wanted" }, ("If-Match", "\"1\""))).MustBe(412, "meetup.version_mismatch");
        await second.Done("add-alias", new { alias = "wanted" });
        await second.Done("change-slug", new { slug = "nothing" });
    }

    [Fact]
    public async Task of_two_that_want_one_alias_at_once_one_gets_it_however_often_it_moves()
    {
        var community = await server.NewCommunity();
        var meetups = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => community.Scheduled($"m-{i}")));
        for (var round = 0; round < 2; round++)
        {
            var answers = await Task.WhenAll(meetups.Select(meetup => meetup.Command("add-alias", new { alias = "wanted" })));
            var won = Assert.Single(answers, answer => answer.Status == 200);
            Assert.All(answers.Except([won]), answer => answer.MustBe(409, "meetup.slug_taken"));
            var winner = won.Json.GetProperty("meetupId").GetGuid();
            Assert.Equal($"/api/communities/{community.Name}/meetups/{won.Json.GetProperty("slug").GetString()}", (await community.Anybody.Get("meetups/wanted")).MustBe(308).Location);
            // Taken away and given back at once, by requests of the same meetup: whatever it has in the end, it has for sure.
            var mine = meetups.Single(meetup => meetup.Id == winner);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(i => mine.Command(i % 2 == 0 ? "remove-alias" : "add-alias", new { alias = "wanted" })));
            var has = (await community.Anybody.Get(mine.Path)).MustBe(200).Json.GetProperty("aliases").GetArrayLength() == 1;
            (await community.Anybody.Get("meetups/wanted")).MustBe(has ? 308 : 404);
            await mine.Done("add-alias", new { alias = "wanted" });
            await mine.Done("remove-alias", new { alias = "wanted" });
        }
    }

    [Fact]
    public async Task a_name_that_two_requests_of_a_meetup_hold_is_kept_until_the_last_has_ended()
    {
        var register = new SlugRegister(server.Services.GetRequiredService<NpgsqlDataSource>());
        var (community, mine, other) = ((await server.NewCommunity()).Name, Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.True(await register.Reserve(community, "wanted", mine, CancellationToken.None));
        Assert.True(await register.Reserve(community, "wanted", mine, CancellationToken.None));
        await register.Release(community, "wanted", mine, CancellationToken.None);
        Assert.False(await register.Reserve(community, "wanted", other, CancellationToken.None));
        await register.Release(community, "wanted", other, CancellationToken.None);
        await register.Release(community, "wanted", mine, CancellationToken.None);
        Assert.True(await register.Reserve(community, "wanted", other, CancellationToken.None));
    }

    [Fact]
    public async Task the_history_tells_of_aliases_in_both_languages()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        await meetup.Done("add-alias", new { alias = "hello" });
        await meetup.Done("remove-alias", new { alias = "hello" });
        foreach (var (language, told) in (List<(string, string[])>)[
            ("zh", ["给活动“Spring meetup”的页面加了一个别名地址：别名地址 hello", "去掉了活动“Spring meetup”页面的一个别名地址：别名地址 hello →"]),
            ("en", ["Gave the pages of the meetup “Spring meetup” one more address: other address hello", "Took one address of the pages of the meetup “Spring meetup” away: other address hello →"])])
        {
            var history = (await meetup.Community.Owner.Get($"{meetup.Path}/history?lang={language}")).MustBe(200).Text;
            Assert.All(told, sentence => Assert.Contains(sentence, history, StringComparison.Ordinal));
        }
    }
}
