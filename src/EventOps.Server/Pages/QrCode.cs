using System.Text;
using QRCoder;

namespace EventOps.Server.Pages;

/// <summary>A link as a QR code, drawn as one stroke for each row of dark modules.</summary>
/// <param name="Size">Of its side in modules, with the quiet margin that readers need.</param>
/// <param name="Path">The strokes, for the d attribute of an SVG path one module wide.</param>
internal sealed record QrCode(int Size, string Path)
{
    // Longer ones make a picture so fine that no telephone reads it from a screen.
    private const int LongestLink = 300;

    /// <summary>Null for what is no web or mail address, or too long to be read.</summary>
    public static QrCode? Of(string? url) =>
        WebLinks.Safe(url) is { Length: <= LongestLink } safe ? Drawn(safe) : null;

    private static QrCode Drawn(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            var at = 0;
            for (var x = 0; x < rows.Count; x++)
            {
                if (!rows[y][x])
                    continue;
                var from = x;
                while (x + 1 < rows.Count && rows[y][x + 1])
                    x++;
                path.Append(at == 0 ? $"M{from} {y}.5h{x + 1 - from}" : $"m{from - at} 0h{x + 1 - from}");
                at = x + 1;
            }
        }

        return new(rows.Count, path.ToString());
    }
}
