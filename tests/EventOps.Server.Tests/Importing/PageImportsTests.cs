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

    [Fact]
    public async Task aliases_come_in_and_one_that_is_another_meetups_does_not_keep_the_page_out()
    {
        var community = await server.NewCommunity();
        var (other, meetup) = (await community.Scheduled("other"), await community.Scheduled());
        await other.Done("add-alias", new { alias = "taken" });
        var page = (await Page(meetup)).Replace("---\ncommunity:", "---\naliases: [\"/activities/spring/\", \"/activities/taken/\", \"/activities/people/\", \"/a/b/c/\"]\ncommunity:", StringComparison.Ordinal);

        var result = await Import(meetup, page);

        Assert.Null(result.Refusal);
        Assert.Equal(["AddAlias"], result.Commands.Select(command => command.GetType().Name));
        Assert.Equal(["alias.not_a_slug", "alias.taken", "alias.taken"], result.Findings.Select(finding => finding.Code).Order());
        Assert.Equal(meetup.Id, (await community.Owner.Get("meetups/spring-meetup")).MustBe(200).Json.GetProperty("meetupId").GetGuid());
        (await community.Anybody.Get("meetups/spring")).MustBe(308);
        Assert.Empty((await Import(meetup, page)).Commands);
        await meetup.Done("remove-alias", new { alias = "spring" });
        var again = await Import(meetup, page);
        Assert.Empty(again.Commands);
        Assert.Contains("alias.stays_removed", again.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task the_page_of_a_cancelled_meetup_comes_in_twice()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        await meetup.Done("cancel-event", new { reason = "Snow" });
        var page = await Page(meetup);
        Assert.Empty((await Import(meetup, page)).Commands);
        Assert.Empty((await Import(meetup, page)).Commands);
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
