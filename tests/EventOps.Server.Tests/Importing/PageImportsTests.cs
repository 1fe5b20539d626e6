using System.Text;
using EventOps.EventStore;
using EventOps.Formats.Importing;
using EventOps.Server.Importing;
using EventOps.Server.Meetups;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EventOps.Server.Tests.Importing;

public sealed class PageImportsTests(ServerFixture server)
{
    [Fact]
    public async Task the_page_of_a_meetup_that_was_made_by_hand_asks_only_for_what_was_edited()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        await meetup.Done("publish-agenda", new { });
        var page = await Page(meetup);

        var same = await Import(meetup, page);
        Assert.Equal((meetup.Id, null), (same.MeetupId, same.Refusal));
        Assert.Empty(same.Commands);

        var edited = await Import(meetup, page.Replace("13:40", "13:50", StringComparison.Ordinal));
        Assert.Null(edited.Refusal);
        Assert.Equal(["MoveSlot", "PublishAgenda"], edited.Commands.Select(command => command.GetType().Name));
        Assert.Equal(["slot_moved", "agenda_published"], (await meetup.Stored()).TakeLast(2));
    }

    [Fact]
    public async Task the_page_finds_its_meetup_by_a_slug_that_it_had_before()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var page = await Page(meetup);
        await meetup.Done("change-slug", new { slug = "spring-open-day" });

        var result = await Import(meetup, page.Replace("linkTitle: \"Spring meetup\"", "linkTitle: \"Spring evening\"", StringComparison.Ordinal));

        Assert.Equal((meetup.Id, null), (result.MeetupId, result.Refusal));
        Assert.Equal(["ReviseEvent"], result.Commands.Select(command => command.GetType().Name));
    }

    [Fact]
    public async Task exported_pages_name_older_slugs_as_aliases()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        await meetup.Done("change-slug", new { slug = "spring-open-day" });

        Assert.Contains("aliases: [\"/activities/spring-meetup/\"]\n", await Page(meetup with { Slug = "spring-open-day" }), StringComparison.Ordinal);
    }

    private async Task<ImportResult> Import(TestMeetup meetup, string page) =>
        await new PageImports(
            server.Services.GetRequiredService<Streams>(), server.Services.GetRequiredService<SlugRegister>(), server.Services.GetRequiredService<MeetupDesk>(),
            new ImportedPages(server.Services.GetRequiredService<NpgsqlDataSource>()))
        .Run(PageImporter.Read(new("index.md", Encoding.UTF8.GetBytes(page)), new(meetup.Community.Name)), meetup.Community.Name, dryRun: false, CancellationToken.None);

    private static async Task<string> Page(TestMeetup meetup)
    {
        var version = (await meetup.Community.Owner.Get(meetup.Path)).MustBe(200).Json.GetProperty("position").GetInt64();
        (await meetup.Community.Anybody.Get($"{meetup.Path}/agenda?minPosition={version}")).MustBe(200);
        return (await meetup.Community.Anybody.Get($"/{meetup.Community.Name}/{meetup.Slug}/agenda.md")).MustBe(200).Text;
    }
}
