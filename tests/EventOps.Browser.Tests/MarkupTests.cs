using EventOps.Server.Pages;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class MarkupTests
{
    [Theory]
    [InlineData("*a ")]
    [InlineData("**a*_b ")]
    [InlineData("[a](")]
    [InlineData("![")]
    [InlineData("> ")]
    [InlineData("<a")]
    [InlineData("`a``")]
    [InlineData("[a]: b\n")]
    public void a_text_of_nothing_but_marks_is_shown_as_typed(string mark)
    {
        var text = string.Concat(Enumerable.Repeat(mark, 100_000 / mark.Length));
        var html = Markup.Html(text, 2, "Picture");
        Assert.StartsWith("<p class=\"typed\">", html, StringComparison.Ordinal);
        Assert.Equal(System.Net.WebUtility.HtmlEncode(text), html["<p class=\"typed\">".Length..^"</p>".Length]);
    }

    [Fact]
    public void a_long_list_of_references_is_still_a_list_of_links()
    {
        var text = string.Concat(Enumerable.Range(1, 150).Select(i => $"* [Reference {i}](https://example.org/{i})\n"));
        var html = Markup.Html(text, 2, "Picture");
        Assert.Equal(151, html.Split("<a href=").Length);
    }

    [Fact]
    public void marks_that_are_spread_over_paragraphs_are_markup_up_to_a_bound()
    {
        static string Paragraphs(int count) => string.Concat(Enumerable.Repeat("This is *said* and `typed`.\n\n", count));
        Assert.Contains("<em>said</em>", Markup.Html(Paragraphs(1_000), 2, "Picture"), StringComparison.Ordinal);
        Assert.StartsWith("<p class=\"typed\">", Markup.Html(Paragraphs(2_000), 2, "Picture"), StringComparison.Ordinal);
    }
}
