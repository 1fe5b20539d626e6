using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EventOps.Browser.Tests.Samples;
using EventOps.Testing;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class LinkedDataTests(Visits visits)
{
    [Fact]
    public async Task every_page_says_only_what_schema_org_knows()
    {
        await NodeTools.Install(HtmlTests.Clients);
        var script = new List<string> { "import type { Event, Organization, Person, WithContext } from \"schema-dts\";" };
        foreach (var (path, index) in PagePaths.All.Select((path, index) => (path, index)))
        {
            if (await Read(path) is { } json)
                script.Add($"export const page{index}: WithContext<{json["@type"]}> = {json.ToJsonString()};");
        }

        Assert.True(script.Count > 12);
        await File.WriteAllLinesAsync(Path.Combine(HtmlTests.Clients, "linked-data.ts"), script);
        var compiler = Path.Combine(HtmlTests.Clients, "node_modules", ".bin", "tsc");
        var verdict = await NodeTools.Run(compiler, ["--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler", "linked-data.ts"], HtmlTests.Clients);
        Assert.True(verdict.ExitCode == 0, verdict.Output);
    }

    [Theory]
    [InlineData(PagePaths.OpenDayAgenda, "EventScheduled", "OnlineEventAttendanceMode", null)]
    [InlineData(PagePaths.TwoRoomsAgenda, "EventRescheduled", "MixedEventAttendanceMode", "2027-03-06T10:00:00+01:00")]
    [InlineData("/sofastack/postponed/agenda", "EventPostponed", "OfflineEventAttendanceMode", null)]
    [InlineData(PagePaths.HostileAgenda, "EventCancelled", "MixedEventAttendanceMode", null)]
    public async Task a_meetup_says_what_became_of_it(string path, string status, string attendance, string? before)
    {
        var json = await Read(path);
        Assert.Equal($"https://schema.org/{status}", Text(json, "eventStatus"));
        Assert.Equal($"https://schema.org/{attendance}", Text(json, "eventAttendanceMode"));
        Assert.Equal(before, Text(json, "previousStartDate"));
    }

    [Fact]
    public async Task an_agenda_names_its_places_its_talks_and_who_gives_them()
    {
        var json = await Read(PagePaths.TwoRoomsAgenda);
        Assert.Equal(["Place", "VirtualLocation"], json!["location"]!.AsArray().Select(place => Text(place, "@type")));
        Assert.Equal("2027-03-13T10:00:00+01:00", Text(json, "startDate"));
        Assert.Equal("SOFAStack 社区", Text(json["organizer"]![0], "name"));
        var talks = json["subEvent"]!.AsArray();
        Assert.DoesNotContain(talks, talk => Text(talk, "name") == "Zero downtime, zero sleep");
        var keynote = Assert.Single(talks, talk => Text(talk, "name")!.StartsWith("The outage", StringComparison.Ordinal));
        Assert.Equal("Ada Okafor", Text(keynote!["performer"]![0], "name"));
        Assert.Equal("https://decks.example.org/outage.pdf", Text(keynote["workFeatured"]![0], "url"));
    }

    [Fact]
    public async Task the_community_has_its_logo_and_a_page_without_a_picture_shows_that()
    {
        var logo = $"https://meetups.example.org/sofastack/pictures/{SampleMeetups.Picture.Sha256}";
        Assert.Equal(logo, Text((await Read(PagePaths.TwoRoomsAgenda))!["organizer"]![0], "logo"));
        Assert.Equal(logo, Text(await Read(PagePaths.Catalogue), "logo"));
        using var http = new HttpClient { BaseAddress = new(visits.Address) };
        Assert.Contains($"<meta property=\"og:image\" content=\"{logo}\"", await http.GetStringAsync(PagePaths.Catalogue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_uploaded_deck_has_the_address_that_stays()
    {
        var deck = (await Read("/sofastack/soon/agenda"))!["workFeatured"]![0];
        Assert.Equal($"https://meetups.example.org/sofastack/soon/slides/{Story.Id("soon", "deck", "kept")}", Text(deck, "url"));
        Assert.Equal("application/pdf", Text(deck, "encodingFormat"));
    }

    [Fact]
    public async Task a_recap_names_its_recording_and_a_talk_its_meetup()
    {
        Assert.Equal("https://video.example.org/13", Text((await Read(PagePaths.OpenDayRecap))!["recordedIn"]![0], "url"));
        var talk = await Read(PagePaths.KeynoteTalk);
        Assert.Equal("Cloud Native Berlin: what broke, and what we learned", Text(talk!["superEvent"], "name"));
        Assert.Equal("https://schema.org/EventRescheduled", Text(talk, "eventStatus"));
        Assert.Equal("https://schema.org/EventCancelled", Text(await Read(PagePaths.WithdrawnTalk), "eventStatus"));
    }

    [Fact]
    public async Task no_text_ends_the_element_around_it()
    {
        using var http = new HttpClient { BaseAddress = new(visits.Address) };
        var html = await http.GetStringAsync(PagePaths.HostileAgenda);
        var json = Element().Match(html).Groups["json"].Value;
        Assert.DoesNotContain('<', json);
        Assert.EndsWith(Hostile.Script, Text(JsonNode.Parse(json), "name"), StringComparison.Ordinal);
    }

    private async Task<JsonObject?> Read(string path)
    {
        using var http = new HttpClient { BaseAddress = new(visits.Address) };
        var found = Element().Match(await http.GetStringAsync(path));
        return found.Success ? JsonSerializer.Deserialize<JsonObject>(found.Groups["json"].Value) : null;
    }

    private static string? Text(JsonNode? json, string name) => json?[name]?.GetValue<string>();

    private static Regex Element() => new("<script type=\"application/ld\\+json\">(?<json>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
}
