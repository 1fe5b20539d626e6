using EventOps.Formats.Importing;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>Every line of a page is a value, boilerplate or prose, and nothing is two of them or none.</summary>
public sealed class AccountedLinesTests(ITestOutputHelper output)
{
    public static TheoryData<string> All => Pages.All;

    [Theory, MemberData(nameof(All))]
    public void every_line_is_accounted_for_once(string name) => EveryLineIsAccountedFor(Pages.Read(name));

    [Fact]
    public void so_are_those_of_cut_shuffled_and_repeated_pages()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var sources = Pages.All.Select(row => System.Text.Encoding.UTF8.GetString(Pages.Bytes(row.Data)).Split('\n')).ToList();
        for (var round = 0; round < 60; round++)
        {
            var lines = Enumerable.Range(0, random.Next(2, 4)).SelectMany(_ => sources[random.Next(sources.Count)]).ToList();
            lines = random.Next(3) switch
            {
                0 => [.. lines.OrderBy(_ => random.Next())],
                1 => [.. lines.Where(_ => random.Next(3) > 0)],
                _ => [.. lines.SelectMany(line => Enumerable.Repeat(line, random.Next(3)))],
            };
            EveryLineIsAccountedFor(Imports.Page(string.Join('\n', lines)));
        }
    }

    [Fact]
    public void a_line_that_belongs_nowhere_is_kept_as_prose()
    {
        var page = Imports.Page("---\ntitle: Evening\nauthor: Ada\n---\n\n## Overview\n\n- Theme: x\n- Time: 2025-05-15 18:30\n\n---\n\nSomething else entirely.\n");
        Assert.Equal(
        [
            (1, LineUse.Boilerplate), (2, LineUse.Value), (3, LineUse.Prose), (4, LineUse.Boilerplate), (6, LineUse.Boilerplate), (8, LineUse.Value),
            (9, LineUse.Value), (11, LineUse.Boilerplate), (13, LineUse.Prose),
        ], page.Lines.Select(line => (line.Line, line.Use)));
    }

    // A line that <br> breaks is accounted for part by part.
    private static void EveryLineIsAccountedFor(ImportedPage page)
    {
        var lines = page.Text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        var byLine = page.Lines.ToLookup(line => line.Line);
        for (var i = 0; i < lines.Length; i++)
        {
            var said = string.Concat(byLine[i + 1].Select(part => part.Text));
            Assert.Equal(Plain(lines[i]), Plain(said));
        }

        Assert.All(page.Lines, line => Assert.True(line.What.Length > 0));
        static string Plain(string text) => string.Concat(System.Text.RegularExpressions.Regex.Replace(text, "<br ?/?>", "", System.Text.RegularExpressions.RegexOptions.IgnoreCase).Where(c => !char.IsWhiteSpace(c)));
    }
}
