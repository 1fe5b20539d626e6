using EventOps.Domain.Meetups;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>What pages hold beside a plain list of talks: panels, tables in HTML, lists in lists, articles about a talk.</summary>
public sealed class RichPagesTests
{
    private const string Evening = "---\ntitle: Evening\n---\n\n- Theme: Evening\n- Time: 2025-05-20 18:00-21:00\n- Venue: Library\n\n";

    [Theory]
    [InlineData("### 18:00-18:45 圆桌：开源怎样走下去\n\n主持人：李雷（某某社区负责人）\n\n嘉宾：韩梅梅（甲公司技术专家）、王大力（花名：大力）、赵小北", "韩梅梅 王大力 赵小北", "李雷")]
    [InlineData("### 18:00-18:45 Panel: What holds\n\nModerator: Ada Sample\n\nPanelists: Ben Hill, Cid Doe and Eve Moss", "Ben Hill Cid Doe Eve Moss", "Ada Sample")]
    public void a_panel_has_its_people_each_with_a_part(string agenda, string panelists, string moderator)
    {
        var meetup = Imports.Import(Evening + "## Agenda\n\n" + agenda);

        var panel = Assert.Single(meetup.Talks.Values);
        Assert.Equal(TalkKind.Panel, panel.Kind);
        Assert.Equal(panelists, Named(SpeakerPart.Panelist));
        Assert.Equal(moderator, Named(SpeakerPart.Moderator));

        string Named(SpeakerPart part) => string.Join(' ', panel.Speakers.Where(speaker => speaker.Part == part).Select(speaker => meetup.Speakers[speaker.SpeakerId].Name));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    public void rows_of_an_html_table_may_stand_on_one_line(string between)
    {
        var meetup = Imports.Import(Evening + "## Agenda\n\n" + string.Join(between, "<table>", "<tr><th>Time</th><th>Talk</th><th>Speaker</th></tr>",
            "<tr><td>18:00-18:30</td><td><b>Small steps</b></td><td>Ada Sample<br/>Ben Hill</td></tr>", "<tr class=\"x\"><td>18:30-19:00</td><td>Break</td><td></td></tr>", "</table>"));

        Assert.Equal(["18:00 Small steps", "18:30 Break"], meetup.Slots.Values.OrderBy(slot => slot.Start).Select(slot => $"{slot.Start:HH:mm} {(slot.TalkId is { } id ? meetup.Talks[id].Title : slot.Title)}"));
        Assert.Equal(["Ada Sample", "Ben Hill"], Assert.Single(meetup.Talks.Values).Speakers.Select(speaker => meetup.Speakers[speaker.SpeakerId].Name));
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("    ")]
    [InlineData("\t")]
    public void a_list_in_a_list_stays_one(string indent)
    {
        var meetup = Imports.Import(Evening + $"## Talks\n\n### Small steps\n\nAda Sample\n\n**Abstract**\n\nWhat you need:\n- a stone\n{indent}- of granite\n{indent}{indent}- grey\n- a hammer");

        Assert.Equal("What you need:\n- a stone\n  - of granite\n    - grey\n- a hammer", Assert.Single(meetup.Talks.Values).Abstract);
    }

    [Fact]
    public void an_article_belongs_to_the_one_talk_whose_title_it_holds()
    {
        var meetup = Imports.Import(Evening + """
            ## Talks

            ### Small steps in large systems

            Ada Sample

            ### Large steps in small systems

            Ben Hill

            ## Further reading

            - [Recap: Small steps in large systems, by the community](https://example.org/one)
            - [Steps](https://example.org/two)
            """);

        var talk = meetup.Talks.Values.Single(talk => talk.Title.StartsWith("Small", StringComparison.Ordinal)).TalkId;
        Assert.Equal([("https://example.org/one", (Guid?)talk), ("https://example.org/two", null)], meetup.References.Values.OrderBy(reference => reference.Url, StringComparer.Ordinal).Select(reference => (reference.Url, reference.TalkId)));
    }
}
