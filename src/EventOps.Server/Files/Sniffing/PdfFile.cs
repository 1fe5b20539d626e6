namespace EventOps.Server.Files.Sniffing;

/// <summary>
/// A PDF begins with its header and ends with its trailer. Between them nothing is judged: a reader may still find it broken,
/// and then it has no page count and no preview, but it is nothing else either.
/// </summary>
internal static class PdfFile
{
    private const int TrailerBytes = 2_048;

    public static Sniffed Look(Stream file)
    {
        var version = Bytes.Read(file, 5, 3);
        if (version is not [(byte)'1' or (byte)'2', (byte)'.', >= (byte)'0' and <= (byte)'9'])
            return FileRefusal.Damaged("no version stands in its header");
        if (ZipEnd.Find(file) is not null)
            return FileRefusal.Polyglot;
        var tail = Bytes.Tail(file, TrailerBytes).AsSpan();
        return tail.IndexOf("startxref"u8) < 0 || tail.IndexOf("%%EOF"u8) < 0
            ? FileRefusal.Damaged("its end is missing; was the upload cut?")
            : new Sniffed(FileTypes.Pdf);
    }
}
