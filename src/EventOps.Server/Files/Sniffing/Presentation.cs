using System.Text.RegularExpressions;
using System.Xml;

namespace EventOps.Server.Files.Sniffing;

/// <summary>
/// PPTX and PPSX, which are ZIP archives by the Open Packaging Conventions, ODP, one by those of OpenDocument, and Keynote, whose
/// archive holds parts of its own kind.
/// </summary>
internal static partial class Presentation
{
    private const string MainPart = "ppt/presentation.xml";
    private const string ContentTypes = "[Content_Types].xml";
    private const int MostXmlBytes = 1024 * 1024;

    public static Sniffed Look(Stream file)
    {
        var (directory, refusal) = ZipDirectory.Read(file);
        if (directory is null)
            return refusal!;
        if (directory.Find(MainPart) is not null && directory.Find(ContentTypes) is { } types)
            return OfPackage(directory, types);
        // Pages and Numbers have the same document part, and no slides.
        if (directory.Find("Index/Document.iwa") is not null && directory.Entries.Any(entry => KeynoteSlide().IsMatch(entry.Name)))
            return new Sniffed(FileTypes.Keynote);
        return directory.Entries is [{ Name: "mimetype", Method: 0 } first, ..] && directory.Unpack(first, 200) is { } named
            && named.AsSpan().SequenceEqual("application/vnd.oasis.opendocument.presentation"u8)
            ? OfOpenDocument(directory)
            : FileRefusal.NotAPresentation;
    }

    private static Sniffed OfPackage(ZipDirectory directory, ZipEntry types)
    {
        if (directory.Unpack(types, MostXmlBytes) is not { } xml || MainTypeOf(xml) is not { } main)
            return FileRefusal.Damaged("it does not say what it is made of");
        if (main.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
            || directory.Entries.Any(entry => entry.Name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            return FileRefusal.Macros;
        var slides = directory.Entries.Count(entry => Slide().IsMatch(entry.Name));
        return main switch
        {
            FileTypes.Pptx + ".main+xml" => new Sniffed(FileTypes.Pptx, slides),
            FileTypes.Ppsx + ".main+xml" => new Sniffed(FileTypes.Ppsx, slides),
            _ => FileRefusal.NotAPresentation,
        };
    }

    private static Sniffed OfOpenDocument(ZipDirectory directory) =>
        directory.Entries.Any(entry => entry.Name.StartsWith("Basic/", StringComparison.Ordinal) || entry.Name.StartsWith("Scripts/", StringComparison.Ordinal))
            ? FileRefusal.Macros
            : new Sniffed(FileTypes.Odp);

    // Neither entities nor anything outside is read.
    private static string? MainTypeOf(byte[] xml)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = MostXmlBytes,
            });
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "Override" }
                    && string.Equals(reader.GetAttribute("PartName"), "/" + MainPart, StringComparison.OrdinalIgnoreCase))
                    return reader.GetAttribute("ContentType");
            }
        }
        catch (XmlException)
        {
            // Then it says nothing.
        }

        return null;
    }

    [GeneratedRegex(@"^ppt/slides/slide[0-9]+\.xml$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Slide();

    [GeneratedRegex(@"^Index/Slide(-[0-9]+)*\.iwa$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeynoteSlide();
}
