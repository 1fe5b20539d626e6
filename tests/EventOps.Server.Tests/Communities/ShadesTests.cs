using System.Globalization;
using System.Text.RegularExpressions;
using EventOps.Server.Communities;

namespace EventOps.Server.Tests.Communities;

public sealed class ShadesTests
{
    [Theory]
    [InlineData("#000000")]
    [InlineData("#ffffff")]
    [InlineData("#ffee00")]
    [InlineData("#0b6b61")]
    [InlineData("#ff0000")]
    [InlineData("#7f7f7f")]
    public void every_colour_can_be_read_where_it_is_used(string colour)
    {
        var shades = Shades.Of(colour);
        Assert.True(Contrast(shades.OnLight, "#ffffff") >= 4.5 && Contrast(shades.OnLight, "#f3f6f5") >= 4.5, $"{shades}");
        Assert.True(Contrast(shades.OnDark, "#17201e") >= 4.5, $"{shades}");
        Assert.True(Contrast(shades.Band, "#ffffff") >= 7, $"{shades}");
    }

    [Fact]
    public void a_colour_that_can_be_read_stays_as_it_is() => Assert.Equal("#0b6b61", Shades.Of("#0b6b61").OnLight);

    [Fact]
    public void the_sheet_says_what_the_shades_of_the_stylesheet_are_made_of() =>
        Assert.StartsWith(":root{--brand:#aa3300}", Shades.Of("#aa3300").Sheet, StringComparison.Ordinal);

    [Fact]
    public void the_sheet_holds_nothing_but_colours() =>
        Assert.Matches(new Regex("^[-:;{}(),.a-z0-9# @\n]+$"), Shades.Of("#aa3300").Sheet);

    // As WCAG 2.2 reckons it, by hand.
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Part(int at) => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0 is var p && p <= 0.04045
            ? p / 12.92
            : Math.Pow((p + 0.055) / 1.055, 2.4);
        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }
}
