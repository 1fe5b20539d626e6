using EventOps.Formats.Importing;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

public sealed class EveryPageTests
{
    public static TheoryData<string> All => Pages.All;

    [Theory, MemberData(nameof(All))]
    public void what_is_planned_is_accepted_and_a_second_import_asks_for_nothing(string name)
    {
        var page = Pages.Read(name);
        var meetup = Imports.Import(page);
        Assert.Equal(page.Meetup is not null, meetup.Exists);
        Assert.Empty(ImportPlanner.Plan(Pages.Read(name), meetup).Commands);
    }

    [Theory, MemberData(nameof(All))]
    public void a_page_is_a_meetup_or_a_finding_says_why_not(string name)
    {
        var page = Pages.Read(name);
        Assert.True(page.Meetup is not null || page.Findings.Count > 0);
        Assert.All(page.Findings, finding => Assert.True(finding.Line >= 1 && finding.Message.Length > 0));
    }

    [Theory, MemberData(nameof(All))]
    public void the_same_page_gives_the_same_ids_and_another_community_others(string name)
    {
        if (Pages.Read(name).Meetup is not { } first)
            return;
        Assert.Equal(first, Pages.Read(name).Meetup);
        var other = PageImporter.Read(new(name, Pages.Bytes(name)), new("other")).Meetup!;
        Assert.NotEqual(first.MeetupId, other.MeetupId);
        Assert.Equal(first.Slug, other.Slug);
    }

    [Theory, MemberData(nameof(All))]
    public void texts_keep_to_one_line_and_links_lead_to_the_web(string name)
    {
        var meetup = Imports.Import(Pages.Read(name));
        Assert.All(
            meetup.Talks.Values.Select(t => t.Title).Concat(meetup.Speakers.Values.Select(s => s.Name ?? s.Alias!)).Concat(meetup.Slides.Values.Select(d => d.Title)),
            text => Assert.True(text.Length is > 0 and <= 300 && text == text.Trim() && !text.Any(char.IsControl), text));
        Assert.All(meetup.Slides.Values.Select(d => d.Url).Concat(meetup.Recordings.Values.Select(r => r.Url)), url => Assert.StartsWith("http", url, StringComparison.Ordinal));
    }
}
