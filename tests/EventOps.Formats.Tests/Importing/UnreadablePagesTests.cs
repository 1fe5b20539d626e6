using System.Text;
using EventOps.Formats.Importing;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

public sealed class UnreadablePagesTests
{
    private const string Head = "---\ntitle: Évening\ndate: 2025-05-01\n---\n\n- Theme: Évening\n- Time: 2025-05-15 18:30-21:30\n";

    [Fact]
    public void a_binary_file_is_not_text() => Refused("page.not_text", [0x25, 0x50, 0x44, 0x46, 0x00, 0xFF, 0x01]);

    [Fact]
    public void an_empty_file_is_empty() => Refused("page.empty", []);

    [Fact]
    public void a_blank_file_is_empty() => Refused("page.empty", " \r\n\t\n"u8.ToArray());

    [Fact]
    public void broken_utf8_is_refused_at_its_line() =>
        Assert.Equal(2, Refused("page.not_utf8", [.. "one\ntwo "u8, 0xC3, 0x28]).Line);

    [Fact]
    public void a_page_over_a_mebibyte_is_refused() => Refused("page.too_long", new byte[(1 << 20) + 1]);

    [Fact]
    public void french_and_turkish_are_not_taken_for_damage() =>
        Assert.NotNull(Imports.Page(Head + string.Concat(Enumerable.Repeat("Être à l'été, où naît la forêt; çağdaş öğrenci. ", 20))).Meetup);

    [Fact]
    public void a_byte_order_mark_and_other_line_ends_change_nothing()
    {
        var plain = Imports.Page(Head);
        Assert.NotNull(plain.Meetup);
        Assert.Equal(plain.Meetup, Imports.Page("\uFEFF" + Head.Replace("\n", "\r\n", StringComparison.Ordinal)).Meetup);
    }

    [Fact]
    public void of_two_files_with_one_slug_the_second_is_refused()
    {
        var pages = PageImporter.ReadAll(
            [new("2024/evening.md", Encoding.UTF8.GetBytes(Head)), new("2025/evening/index.md", Encoding.UTF8.GetBytes(Head))], Pages.Settings);
        Assert.NotNull(pages[0].Meetup);
        Assert.Null(pages[1].Meetup);
        Assert.Contains("page.slug_twice", pages[1].Codes());
    }

    private static Finding Refused(string code, byte[] bytes)
    {
        var page = PageImporter.Read(new("page.md", bytes), Pages.Settings);
        Assert.Null(page.Meetup);
        Assert.Empty(ImportPlanner.Plan(page, Domain.Meetups.Meetup.Initial).Commands);
        var finding = Assert.Single(page.Findings);
        Assert.Equal(code, finding.Code);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        return finding;
    }
}
