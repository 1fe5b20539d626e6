using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace EventOps.Server.Tests.Files;

/// <summary>Small files of every kind, made here so that each byte of them has a reason.</summary>
internal static class Samples
{
    private const string Main = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    /// <summary>A PDF with so many empty pages; the note makes its bytes its own.</summary>
    public static byte[] Pdf(int pages, string note)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        void Object(string body)
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{body}\nendobj\n");
        }

        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object($"<< /Type /Pages /Count {pages} /Kids [{string.Join(' ', Enumerable.Range(3, pages).Select(n => $"{n} 0 R"))}] >>");
        for (var i = 0; i < pages; i++)
            Object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 320 180] >>");
        text.Append(CultureInfo.InvariantCulture, $"% {note}\n");
        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            text.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {places.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    public static byte[] Pptx(int slides, string note = "", string main = Main, params (string Name, string Text)[] more) => Zip(
    [
        ("[Content_Types].xml", $"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/ppt/presentation.xml" ContentType="{main}.main+xml"/></Types>"""),
        ("ppt/presentation.xml", $"<p/><!-- {note} -->"),
        .. Enumerable.Range(1, slides).Select(n => ($"ppt/slides/slide{n}.xml", "<s/>")),
        .. more,
    ]);

    public static byte[] Odp() => Zip([("mimetype", "application/vnd.oasis.opendocument.presentation"), ("content.xml", "<c/>")]);

    /// <summary>As Keynote packs it; what else stands in it is up to the test.</summary>
    public static byte[] Keynote(string slide = "Index/Slide-8213.iwa") => Zip([("Index/Document.iwa", "d"), (slide, "s")]);

    /// <summary>The same archive with a picture, or what is said to be one, in it.</summary>
    public static byte[] With(byte[] deck, string name, byte[] picture)
    {
        using var bytes = new MemoryStream();
        bytes.Write(deck);
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(picture);
        }

        return bytes.ToArray();
    }

    /// <summary>The first file is stored as it is, as OpenDocument wants it; the others are packed.</summary>
    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (index, (name, text)) in files.Index())
            {
                using var entry = archive.CreateEntry(name, index == 0 ? CompressionLevel.NoCompression : CompressionLevel.SmallestSize).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A header and an end; nobody but a browser looks at what is between.</summary>
    public static byte[] Png(int width = 2, int height = 2) =>
    [
        0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, .. Big(width), .. Big(height), 8, 2, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82,
    ];

    public static byte[] Jpeg { get; } =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xC0, 0, 11, 8, 0, 9, 0, 16, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9];

    public static byte[] WebP { get; } = [.. "RIFF"u8, 26, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 15, 0, 0, 8, 0, 0, 0, 0, 0, 0];

    private static byte[] Big(int n) => [(byte)(n >> 24), (byte)(n >> 16), (byte)(n >> 8), (byte)n];
}
