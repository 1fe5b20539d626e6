using System.Text;
using EventOps.Domain.Meetups;
using EventOps.Formats.Importing;
using EventOps.Formats.Importing.Files;
using NodaTime;
using Xunit;
using static EventOps.Testing.Histories.Happenings;

namespace EventOps.Formats.Tests.Importing.Files;

public sealed class TalkTableImportTests
{
    private const string Table = """
        day,start,end,room,title,speakers,aliases,organisations,abstract,slides,kind
        2031-04-10,19:00,19:45,Hall,Engines,"Ada
        杨斌","
        凯撒","Analytical
        ","One line
        and ""another"", quoted",https://example.org/engines.pdf,keynote
        2031-04-10,20:00,20:30,,'=1+1 is two,,,,,javascript:alert(1),
        2031-04-11,10:00,10:45,Hall,Engines,,,,,,
        """;

    private static readonly FileTarget Evening = new("spring-evening", "Spring evening");

    [Fact]
    public void rows_become_talks_and_a_title_that_comes_twice_has_two_slots()
    {
        var page = TalkFiles.Read("talks.csv", Table, target: Evening);
        var meetup = Imports.Import(page);

        Assert.Equal(("spring-evening", "Spring evening"), (meetup.Slug, meetup.Details.Title));
        Assert.Equal((new LocalDateTime(2031, 4, 10, 19, 0), new LocalDateTime(2031, 4, 11, 10, 45)), (meetup.Time.Start, meetup.Time.End));
        Assert.Equal(["=1+1 is two", "Engines"], meetup.Talks.Values.Select(talk => talk.Title).Order(StringComparer.Ordinal));
        var engines = meetup.Talks.Values.Single(talk => talk.Title == "Engines");
        Assert.Equal((TalkKind.Keynote, "One line\nand \"another\", quoted"), (engines.Kind, engines.Abstract));
        Assert.Equal([("Ada", null, "Analytical"), ("杨斌", "凯撒", null)], engines.Speakers.Select(s => meetup.Speakers[s.SpeakerId]).Select(s => (s.Name!, s.Alias, s.Organisation)));
        Assert.Equal([1, 2], meetup.Slots.Values.Where(slot => slot.TalkId == engines.TalkId).Select(slot => slot.Day).Order());
        Assert.Equal("https://example.org/engines.pdf", Assert.Single(meetup.Slides.Values).Url);
        var unsafeLink = Assert.Single(page.Findings, finding => finding.Code == "link.unsafe");
        Assert.Equal((7, "javascript:alert(1)"), (unsafeLink.Line, unsafeLink.Excerpt));
    }

    [Fact]
    public void in_a_meetup_that_is_there_the_table_says_nothing_of_the_meetup_and_releases_no_draft()
    {
        var draft = Meetup.Initial.Evolve(Scheduled(title: "By hand"));

        var plan = ImportPlanner.Plan(TalkFiles.Read("meetup-13.csv", "title,start,end\nNew,19:00,19:30", draft), draft);

        Assert.Equal(["AddTalk", "PlaceSlot"], plan.Commands.Select(command => command.GetType().Name));
        Assert.Equal(("By hand", 1), (Imports.Apply(plan, draft).Details.Title, Imports.Apply(plan, draft).Slots.Values.Single().Day));
    }

    [Theory]
    [InlineData("day,start\n2031-04-10,19:00", "table.column_missing", 1)]
    [InlineData("title,colour\nx,red", "table.column_unknown", 1)]
    [InlineData("title,title\nx,y", "table.column_twice", 1)]
    [InlineData("title\nx\ny,z", "table.row_too_long", 3)]
    [InlineData("title,room\n,Hall", "table.row_untitled", 2)]
    [InlineData("title,abstract\nx,\"a\nb\"\ny,\"never\nclosed\n", "table.quote_open", 4)]
    [InlineData("title\n\n\nx\"y", "table.quote_stray", 4)]
    [InlineData("title,day,start,end\nx,10.4.2031,19:00,19:30", "slot.unreadable", 2)]
    [InlineData("title,day,start,end\nx,2031-04-10,19:00,noon", "slot.unreadable", 2)]
    [InlineData("title,kind\nx,opera", "talk.kind_unknown", 2)]
    [InlineData("title,day,start,end\nx,2031-04-10,19:00,18:00", "slot.end_not_after_start", 2)]
    public void what_is_wrong_is_told_at_its_line(string table, string code, int line)
    {
        var page = TalkFiles.Read("talks.csv", table, target: Evening with { Date = new(2031, 4, 10) });

        Assert.Equal([line], page.Findings.Where(finding => finding.Code == code).Select(finding => finding.Line));
        Assert.Equal(page.Findings.All(finding => finding.Severity is not FindingSeverity.Error), page.Meetup is not null);
    }

    [Theory]
    [InlineData("talks.csv", "file.meetup_unknown")]
    [InlineData("autumn.csv", "title.missing")]
    public void a_table_that_does_not_say_whose_it_is_asks_for_it(string name, string code)
    {
        var page = TalkFiles.Read(name, "title\nx");

        Assert.Null(page.Meetup);
        Assert.Contains(page.Findings, finding => finding.Code == code && finding.Message.Contains("--", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    public void other_separators_marks_and_encodings_are_read(string separator)
    {
        var text = "day,start,end,title\r\n2031-04-10,19:00,19:45,从零开始\r\n".Replace(",", separator, StringComparison.Ordinal);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var encoding in new[] { Encoding.UTF8, new UnicodeEncoding(bigEndian: false, byteOrderMark: true), Encoding.GetEncoding("GB18030") })
        {
            var meetup = Imports.Import(TalkFiles.Read("talks.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)], target: Evening));
            Assert.Equal("从零开始", Assert.Single(meetup.Talks.Values).Title);
        }
    }

    [Fact]
    public void ten_megabytes_are_read_up_to_what_a_meetup_can_have_and_more_are_refused()
    {
        var line = $",,,Talk,\"{new string('a', 1_000)}\"\n";
        var many = TalkFiles.Read("talks.csv", $"day,start,end,title,abstract\n{string.Concat(Enumerable.Repeat(line, 10_000))}", target: Evening with { Date = new(2031, 4, 10) });
        Assert.Equal(TalkTableReader.MostRows + 2, Assert.Single(many.Findings, finding => finding.Code == "page.too_much").Line);
        Assert.Single(many.Meetup!.Wanted.OfType<AddTalk>());

        var wide = TalkFiles.Read("talks.csv", $"title\nx\n\"{new string('a', 2 << 20)}\"", target: Evening);
        Assert.Equal(("table.cell_too_long", 3), wide.Findings.Select(finding => (finding.Code, finding.Line)).First());
        Assert.Contains("page.too_long", TalkFiles.Read("talks.csv", new byte[TalkFile.MostBytes + 1]).Codes());
    }
}
