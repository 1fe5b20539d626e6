using System.Buffers;
using System.Globalization;

namespace EventOps.Server.Communities;

/// <summary>
/// Shades of one colour that can be read where pages use them: at least 4.5 to 1 against what is behind them, as the WCAG
/// reckon contrast. A shade is moved towards black or white until it is.
/// </summary>
internal sealed record Shades(string Brand, string OnLight, string OnDark, string Band)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private const double Readable = 4.5;
    private static readonly Rgb Paper = Rgb.Of("#f3f6f5");
    private static readonly Rgb Night = Rgb.Of("#17201e");
    private static readonly Rgb Ink = Rgb.Of("#06231f");
    private static readonly Rgb Soft = Rgb.Of("#b4d2cc");
    private static readonly Rgb White = new(1, 1, 1);
    private static readonly Rgb Black = new(0, 0, 0);

    public static bool IsColour(string text) => text.Length == 7 && text[0] == '#' && text.AsSpan(1).IndexOfAnyExcept(HexDigits) < 0;

    public static Shades Of(string colour)
    {
        var given = Rgb.Of(colour);
        return new(
            given.Hex,
            given.Until(shade => Rgb.Contrast(shade, Paper) >= Readable && Rgb.Contrast(shade, White) >= Readable, Black).Hex,
            given.Until(shade => Rgb.Contrast(shade, Night) >= Readable && Rgb.Contrast(shade, Ink) >= Readable, White).Hex,
            given.Until(shade => Rgb.Contrast(shade, White) >= 7 && Rgb.Contrast(shade, Soft) >= Readable, Black).Hex);
    }

    /// <summary>
    /// The rules that lay the colour over that of the stylesheet, which makes its own shades of <c>--brand</c>; the shades
    /// here are for browsers that cannot.
    /// </summary>
    public string Sheet =>
        $":root{{--brand:{Brand}}}"
        + $"@supports not (color:oklch(from red l c h)){{:root{{--accent:{OnLight};--band:{Band}}}"
        + $"@media (prefers-color-scheme:dark){{:root{{--accent:{OnDark};--band:{Band}}}}}"
        + ".bar,.hero{--accent:#fff;--raised:var(--band);--accent-wash:var(--band)}}\n";

    private sealed record Rgb(double Red, double Green, double Blue)
    {
        private const int Steps = 100;

        public static Rgb Of(string hex) => new(Part(hex, 1), Part(hex, 3), Part(hex, 5));

        public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{Byte(Red):x2}{Byte(Green):x2}{Byte(Blue):x2}");

        public static double Contrast(Rgb one, Rgb other)
        {
            var (lighter, darker) = (Math.Max(one.Luminance, other.Luminance), Math.Min(one.Luminance, other.Luminance));
            return (lighter + 0.05) / (darker + 0.05);
        }

        // What is written is what is looked at: the shade in whole bytes.
        public Rgb Until(Func<Rgb, bool> fits, Rgb end)
        {
            for (var step = 0; step < Steps; step++)
            {
                if (Of(Towards(end, (double)step / Steps).Hex) is var shade && fits(shade))
                    return shade;
            }

            return end;
        }

        private Rgb Towards(Rgb end, double part) => new(
            Red + ((end.Red - Red) * part), Green + ((end.Green - Green) * part), Blue + ((end.Blue - Blue) * part));

        private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

        private static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

        private static double Part(string hex, int at) => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;

        private static int Byte(double part) => (int)Math.Round(part * 255);
    }
}
