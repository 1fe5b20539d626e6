using System.Globalization;
using EventOps.Domain.Meetups;
using EventOps.Server.Files.Sniffing;

namespace EventOps.Server.Pages;

/// <summary>What one wants to know of a file before fetching it.</summary>
internal sealed partial class Words
{
    private const double Kilo = 1000;

    /// <summary>"PDF · 24 pages · 3.1 MB"; what nobody knows is left out.</summary>
    public string File(DeckFile file) => string.Join(" · ", ((string?[])[FileTypes.NameOf(file.MediaType), PagesOf(file), Size(file.Size)]).OfType<string>());

    private static string Size(long bytes) => bytes < Kilo * Kilo
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(bytes / Kilo))} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (Kilo * Kilo):0.0} MB");

    private string? PagesOf(DeckFile file) => file.Pages switch
    {
        null or 0 => null,
        1 => Say("1 页", "1 page"),
        var pages => string.Create(CultureInfo.InvariantCulture, $"{pages} {Say("页", "pages")}"),
    };
}
