using System.Buffers.Binary;

namespace EventOps.Server.Files.Sniffing;

/// <summary>PNG, JPEG and WebP, whole and of a size that a browser can unpack.</summary>
internal static class Picture
{
    private const long MostPixels = 100_000_000;

    // Before the size of a JPEG; a hundred megabytes of empty segments must not take a minute to read.
    private const int MostSegments = 4_096;

    /// <summary>Null when the bytes are no picture of these kinds.</summary>
    public static Sniffed? Look(Stream file, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, .. "PNG\r\n\u001a\n"u8]))
            return Whole(file, FileTypes.Png, PngSize(head), Bytes.Tail(file, 8).AsSpan().StartsWith("IEND"u8));
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return Whole(file, FileTypes.Jpeg, JpegSize(file), Bytes.Tail(file, 2) is [0xFF, 0xD9]);
        if (head.Length >= 30 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8))
            return Whole(file, FileTypes.WebP, WebPSize(head), BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) + 8L == file.Length);
        return null;
    }

    /// <summary>Width and height of a whole PNG or JPEG; null when it is none.</summary>
    public static (int Width, int Height)? Size(Stream file, string mediaType)
    {
        var head = Bytes.Read(file, 0, 512);
        return Look(file, head) is { Refusal: null } seen && seen.MediaType == mediaType
            ? mediaType == FileTypes.Png ? PngSize(head) : JpegSize(file)
            : null;
    }

    /// <summary>Width and height of a JPEG; null when it does not say them.</summary>
    public static (int Width, int Height)? JpegSize(Stream file)
    {
        var left = MostSegments;
        for (long at = 2; Bytes.Read(file, at, 9) is [0xFF, var marker, var high, var low, ..] piece; at += 2 + (high << 8) + low)
        {
            if (left-- == 0)
                break;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && piece.Length == 9)
                return (BinaryPrimitives.ReadUInt16BigEndian(piece.AsSpan(7)), BinaryPrimitives.ReadUInt16BigEndian(piece.AsSpan(5)));
            if (marker is 0xD9 or 0xDA || (high << 8) + low < 2)
                break;
        }

        return null;
    }

    private static Sniffed Whole(Stream file, string type, (int Width, int Height)? size, bool ends)
    {
        if (size is not { Width: > 0, Height: > 0 } pixels)
            return FileRefusal.Damaged("it does not say how large it is");
        if ((long)pixels.Width * pixels.Height > MostPixels)
            return FileRefusal.Huge;
        if (ZipEnd.Find(file) is not null)
            return FileRefusal.Polyglot;
        return ends ? new Sniffed(type) : FileRefusal.Damaged("its end is missing, or something follows it");
    }

    private static (int, int)? PngSize(ReadOnlySpan<byte> head) => head.Length < 24 || !head[12..].StartsWith("IHDR"u8)
        ? null
        : (BinaryPrimitives.ReadInt32BigEndian(head[16..]), BinaryPrimitives.ReadInt32BigEndian(head[20..]));

    private static (int, int)? WebPSize(ReadOnlySpan<byte> head) => head[12..16] switch
    {
        [.. var kind] when kind.SequenceEqual("VP8 "u8) =>
            (BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF),
        [.. var kind] when kind.SequenceEqual("VP8L"u8) => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(head[21..])),
        [.. var kind] when kind.SequenceEqual("VP8X"u8) => (1 + Three(head[24..]), 1 + Three(head[27..])),
        _ => null,
    };

    private static (int, int) Lossless(uint bits) => (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
