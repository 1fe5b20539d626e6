using System.Text;
using EventOps.Domain.Meetups;
using EventOps.Formats.Importing;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>Pages whose UTF-8 was read as another encoding and saved so.</summary>
public sealed class DamagedPagesTests
{
    private const string Sample = "webassembly-open-day.md";
    private const string Damaged = "damaged-sofa-meetup-13.md";
    private const string Twin = "pages/sofa-meetup-13.md";

    private static string Whole => Encoding.UTF8.GetString(Pages.Bytes(Sample));

    [Theory, InlineData(28591), InlineData(1252), InlineData(1254), InlineData(1251)]
    public void with_every_byte_still_there_it_is_repaired_exactly(int codePage)
    {
        var page = Read(Spoil(Whole, codePage));
        Assert.Equal(DamageRepair.Exact, page.Damage!.Repair);
        Assert.Equal(Whole, page.Text);
        Assert.Equal(FindingSeverity.Info, page.Findings.Single(f => f.Code == "page.repaired").Severity);
        Assert.Equal(Pages.Read(Sample).Meetup!.Wanted, page.Meetup!.Wanted);
    }

    [Fact]
    public void twice_through_the_same_mill_it_is_repaired_twice()
    {
        var page = Read(Spoil(Spoil(Whole, 28591), 28591));
        Assert.Equal(Whole, page.Text);
        Assert.EndsWith("2 times", page.Damage!.ReadAs, StringComparison.Ordinal);
    }

    [Fact]
    public void an_english_page_is_repaired_as_well()
    {
        const string Page = "---\ntitle: Café – “Größe”\n---\n\n- Theme: Café\n- Time: 2025-05-15 18:30-21:30\n- Venue: Müllerstraße\n";
        Assert.Equal("Café – “Größe”", Scheduled(Read(Spoil(Page, 1252))).Title);
    }

    [Theory, InlineData(1254, ""), InlineData(1252, ""), InlineData(1252, "?"), InlineData(1252, "\uFFFD"), InlineData(28591, "")]
    public void with_bytes_lost_it_is_a_draft_that_names_what_cannot_be_told(int codePage, string instead)
    {
        var page = Read(Lose(Spoil(Whole, codePage), instead));
        Assert.Equal(DamageRepair.Draft, page.Damage!.Repair);
        Assert.True(page.IsDraft);
        Assert.True(ImportPlanner.Plan(page, Meetup.Initial).IsDraft);
        Assert.Equal(FindingSeverity.Error, page.Findings.Single(f => f.Code == "page.damaged_decoding").Severity);
        var told = page.Findings.Where(f => f.Code == "page.damaged_text").ToList();
        Assert.NotEmpty(told);
        Assert.All(told, finding => Assert.NotEmpty(finding.Candidates));
    }

    [Fact]
    public void a_draft_holds_no_guess()
    {
        var page = Read(Lose(Spoil(Whole, 1254), ""));
        var whole = Whole;
        Assert.Equal(whole.Length, page.Text.Length);
        Assert.All(Enumerable.Range(0, whole.Length), at => Assert.True(page.Text[at] == '\uFFFD' || page.Text[at] == whole[at], $"{at}: {page.Text[at]} for {whole[at]}"));
        Assert.Equal(page.Damage!.Uncertain, page.Text.Count(c => c == '\uFFFD'));
    }

    [Fact]
    public void what_was_lost_is_among_the_candidates()
    {
        var page = Read(Lose(Spoil(Whole, 1254), ""));
        var (lines, whole) = (page.Text.Split('\n'), Whole.Split('\n'));
        foreach (var finding in page.Findings.Where(f => f.Code == "page.damaged_text"))
        {
            var lost = lines[finding.Line - 1].Index().Where(c => c.Item == '\uFFFD').Select(c => whole[finding.Line - 1][c.Index]).ToList();
            Assert.All(finding.Candidates.Zip(lost), pair => Assert.Contains(pair.Second.ToString(), pair.First.Split('=')[^1], StringComparison.Ordinal));
        }
    }

    [Fact]
    public void its_labels_are_known_in_their_damaged_form()
    {
        var page = Read(Lose(Spoil(Whole, 1254), ""));
        var (meetup, sound) = (Imports.Import(page), Imports.Import(Pages.Read(Sample)));
        Assert.Equal(sound.Time, meetup.Time);
        Assert.Equal((sound.Details.Title, sound.Talks.Count, sound.Slides.Count), (meetup.Details.Title, meetup.Talks.Count, meetup.Slides.Count));
        Assert.Equal(sound.Slides.Values.Select(d => d.Url).Order(StringComparer.Ordinal), meetup.Slides.Values.Select(d => d.Url).Order(StringComparer.Ordinal));
    }

    [Theory, InlineData(1254, ""), InlineData(1252, "?"), InlineData(54936, ""), InlineData(28591, "")]
    public void with_its_whole_twin_it_is_that_page_once_more(int codePage, string instead)
    {
        var pages = PageImporter.ReadAll([new("damaged.md", Encoding.UTF8.GetBytes(Lose(Spoil(Whole, codePage), instead))), new(Sample, Pages.Bytes(Sample))], Pages.Settings);
        Assert.Equal((DamageRepair.Twin, Sample), (pages[0].Damage!.Repair, pages[0].Damage!.Twin));
        Assert.Equal(Sample, pages[0].DuplicateOf);
        Assert.Equal(pages[1].Meetup, pages[0].Meetup);
        Assert.Empty(ImportPlanner.Plan(pages[0], Meetup.Initial).Commands);
        Assert.Empty(pages[0].Codes());
    }

    [Fact]
    public void a_twin_imported_before_will_do()
    {
        var page = PageImporter.ReadAll(
            [new("damaged.md", Encoding.UTF8.GetBytes(Lose(Spoil(Whole, 1254), "")))], Pages.Settings, [new KnownPage(Sample, Whole)]).Single();
        Assert.False(page.IsDraft);
        Assert.Empty(ImportPlanner.Plan(page, Imports.Import(Pages.Read(Sample))).Commands);
    }

    [Fact]
    public void a_page_that_differs_by_a_word_is_no_twin()
    {
        var pages = PageImporter.ReadAll(
            [new("damaged.md", Encoding.UTF8.GetBytes(Lose(Spoil(Whole, 1254), ""))), new(Sample, Encoding.UTF8.GetBytes(Whole.Replace("编译器", "编译机", StringComparison.Ordinal)))],
            Pages.Settings);
        Assert.Equal(DamageRepair.Draft, pages[0].Damage!.Repair);
    }

    [Fact]
    public void its_damage_accepted_it_may_be_carried_out()
    {
        var page = PageImporter.Read(new(Sample, Encoding.UTF8.GetBytes(Lose(Spoil(Whole, 1254), ""))), Pages.Settings with { AcceptDamage = true });
        Assert.False(ImportPlanner.Plan(page, Meetup.Initial).IsDraft);
        Assert.DoesNotContain(page.Findings, finding => finding.Severity is FindingSeverity.Error);
    }

    [Fact]
    public void the_damaged_page_of_the_corpus_is_a_draft_alone_and_exact_with_its_twin()
    {
        if (!Pages.Exists(Damaged))
            return;
        var alone = Pages.Read(Damaged);
        Assert.Equal(("Windows-1254", DamageRepair.Draft), (alone.Damage!.ReadAs, alone.Damage.Repair));
        Assert.Equal((7, 6, 13), (alone.Meetup!.Wanted.OfType<AddTalk>().Count(), alone.Meetup.Wanted.OfType<AttachSlides>().Count(), Scheduled(alone).Start.Hour));
        var pages = PageImporter.ReadAll([new(Damaged, Pages.Bytes(Damaged)), new(Twin, Pages.Bytes(Twin))], Pages.Settings);
        Assert.Equal(pages[1].Meetup, pages[0].Meetup);
        Assert.Equal(Encoding.UTF8.GetString(Pages.Bytes(Twin)), pages[0].Text);
    }

    [Fact]
    public void french_turkish_and_german_pages_are_sound() =>
        Assert.Null(Imports.Page("- Theme: x\n- Time: 2025-05-15 18:30\n" + string.Concat(Enumerable.Repeat("Être à l'été, où naît la forêt; çağdaş öğrenci; süße Äpfel. ", 20))).Damage);

    private static ScheduleEvent Scheduled(ImportedPage page) => page.Meetup!.Wanted.OfType<ScheduleEvent>().Single();

    private static ImportedPage Read(string text) => PageImporter.Read(new(Sample, Encoding.UTF8.GetBytes(text)), Pages.Settings);

    private static string Spoil(string text, int codePage) => CodePage(codePage).GetString(Encoding.UTF8.GetBytes(text));

    // Bytes that the encoding does not know come out as control characters; many a program takes those away.
    private static string Lose(string text, string instead) => string.Concat(
        text.Select(c => c is >= '\u0080' and <= '\u009F' ? instead : c == '\u00AD' && instead.Length == 0 ? "" : c.ToString()));

    private static Encoding CodePage(int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
}
