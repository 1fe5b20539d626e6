namespace EventOps.Server.Files.Sniffing;

/// <summary>Tells what bytes are by the bytes alone: neither a name nor a header is believed.</summary>
internal static class Sniffer
{
    private const int HeadBytes = 512;

    public static Sniffed Look(Stream file)
    {
        var head = Bytes.Read(file, 0, HeadBytes);
        if (head.Length == 0)
            return FileRefusal.Empty;
        if (Starts(head, "%PDF-"u8))
            return PdfFile.Look(file);
        if (Starts(head, "PK\u0003\u0004"u8))
            return Presentation.Look(file);
        if (Picture.Look(file, head) is { } picture)
            return picture;
        return IsProgram(head) ? FileRefusal.Executable : IsMarkup(head) ? FileRefusal.Markup : FileRefusal.Unknown;
    }

    private static bool IsProgram(ReadOnlySpan<byte> head) =>
        Starts(head, "MZ"u8) || Starts(head, [0x7F, .. "ELF"u8]) || Starts(head, "#!"u8)
        || Starts(head, [0xCA, 0xFE, 0xBA, 0xBE]) || Starts(head, [0xFE, 0xED, 0xFA]) || Starts(head, [0xCF, 0xFA, 0xED, 0xFE])
        || Starts(head, [0xCE, 0xFA, 0xED, 0xFE]) || Starts(head, "\0asm"u8);

    // With or without a byte order mark, in UTF-8 or UTF-16.
    private static bool IsMarkup(ReadOnlySpan<byte> head)
    {
        foreach (var b in head)
        {
            if (b is (byte)'<')
                return true;
            if (b is not (0 or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                return false;
        }

        return false;
    }

    private static bool Starts(ReadOnlySpan<byte> head, ReadOnlySpan<byte> with) => head.StartsWith(with);
}
