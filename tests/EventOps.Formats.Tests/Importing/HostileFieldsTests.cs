using System.Text;
using EventOps.Domain.Meetups;
using EventOps.Formats.Importing;
using EventOps.Formats.Tests.Exporting;
using Markdig;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>Fields that somebody filled to do harm, or in a script that few test with.</summary>
public sealed class HostileFieldsTests
{
    private const string Script = "<script>alert(1)</script>";

    [Fact]
    public void scripts_in_every_field_are_text()
    {
        var page = Imports.Page($"""
            ---
            title: "Evening {Script}"
            description: "{Script}"
            tags: ["{Script}"]
            ---

            - Theme: Theme {Script}
            - Time: 2025-05-20 18:00-21:00
            - Venue: Library {Script}
            - Organiser: Club {Script}

            ## Talks

            ### 18:00-18:45 Small steps {Script}

            Speakers: Ada Sample, {Script} engineer

            **Abstract**

            Steps {Script} and <img src=x onerror=alert(1)>.

            **Takeaways**

            - Take {Script}

            ## Slides

            [Small steps {Script}](https://example.org/a.pdf)
            """);
        var meetup = Imports.Import(page);
        Assert.Contains(Script, meetup.Details.Title, StringComparison.Ordinal);
        Assert.Contains(Script, Assert.Single(meetup.Talks.Values).Title, StringComparison.Ordinal);

        var html = Markdown.ToHtml(ExportedMeetup.Of(ExportedMeetup.Decided(page.Meetup!.Wanted)).Text.Split("---\n", 3)[2]);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("alert(1)", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("data:text/html;base64,PHNjcmlwdD4=")]
    [InlineData("vbscript:x")]
    [InlineData("//example.org/x.pdf")]
    [InlineData("https://user:secret@example.org/x.pdf")]
    public void links_that_are_not_of_the_web_are_left_out_and_told(string url)
    {
        var page = Imports.Page($"- Theme: x\n- Time: 2025-05-20 18:00-21:00\n- Venue: y\n\n## Slides\n\n[Small steps]({url})\n\n## Recording\n\n[Small steps]({url})\n\n## Further reading\n\n- [Small steps]({url})");

        Assert.Equal(3, page.Findings.Count(finding => finding.Code == "link.unsafe"));
        var meetup = Imports.Import(page);
        Assert.Empty(meetup.Slides.Values.Select(deck => deck.Url).Concat(meetup.Recordings.Values.Select(film => film.Url)).Concat(meetup.References.Values.Select(reference => reference.Url)));
    }

    [Theory]
    [InlineData("שלום עולם ")]
    [InlineData("🦀🚀👩‍💻 ")]
    [InlineData("مرحبا‏ \u202E")]
    public void titles_of_three_hundred_characters_in_any_script_are_kept_and_longer_ones_are_cut_between_characters(string piece)
    {
        var title = string.Concat(Enumerable.Repeat(piece, 300))[..299];
        title = char.IsHighSurrogate(title[^1]) ? title[..^1] : title;
        var kept = Talk($"x{title}");
        Assert.True(kept.Findings.All(finding => finding.Code != "text.too_long"));

        var cut = Talk(string.Concat(Enumerable.Repeat(piece, 300)));
        Assert.Contains("text.too_long", cut.Codes());
        foreach (var page in new[] { kept, cut })
        {
            var text = Assert.Single(page.Meetup!.Wanted.OfType<AddTalk>()).Title;
            Assert.True(text.Length is > 200 and <= 300);
            Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
            Assert.Empty(ImportPlanner.Plan(page, Imports.Import(page)).Commands);
        }

        static ImportedPage Talk(string title) => Imports.Page($"- Theme: x\n- Time: 2025-05-20 18:00-21:00\n- Venue: y\n\n## Agenda\n\n| Time | Talk |\n|---|---|\n| 18:00-18:30 | {title} |");
    }

    [Fact]
    public void of_two_talks_in_one_room_at_one_time_the_second_is_told_and_not_placed()
    {
        var page = Imports.Page("- Theme: x\n- Time: 2025-05-20 18:00-21:00\n- Venue: y\n\n## Agenda\n\n| Time | Talk | Room |\n|---|---|---|\n| 18:00-18:30 | Small steps | Hall |\n| 18:00-18:30 | Large steps | Hall |");

        Assert.Equal([10], page.Findings.Where(finding => finding.Code == "slot.room_taken").Select(finding => finding.Line));
        var meetup = Imports.Import(page);
        Assert.Equal((2, 1), (meetup.Talks.Count, meetup.Slots.Count));
    }

    [Fact]
    public void ten_megabytes_of_table_are_refused_and_one_is_read_as_far_as_a_meetup_goes()
    {
        const string Head = "- Theme: x\n- Time: 2025-05-20 18:00-21:00\n- Venue: y\n\n## Agenda\n\n| Time | Talk |\n|---|---|\n";
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(n => $"| 18:00-18:30 | Talk number {n} of many |\n"));
        Assert.Equal(["page.too_long"], Imports.Page(Head + string.Concat(Enumerable.Repeat(rows, 13))).Codes());

        var page = Imports.Page(Head + rows);
        Assert.Contains("page.too_much", page.Codes());
        Assert.InRange(page.Meetup!.Wanted.OfType<AddTalk>().Count(), 1, 250);
    }
}
