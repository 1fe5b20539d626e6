using EventOps.Domain.Meetups;
using EventOps.Server.Files.Sniffing;

namespace EventOps.Server.Files;

/// <summary>
/// The picture of the first slide that presentations carry with them. Drawing one would take a whole office program and trust in
/// it; what the author's program drew already is taken out as it is, when it is small and a picture by its bytes.
/// </summary>
internal static class Thumbnail
{
    private const int MostBytes = 2 * 1024 * 1024;
    private const int LongestSide = 4_096;

    /// <param name="picture">Where the picture may be written.</param>
    public static async Task<FirstLook> Take(Stream deck, string mediaType, string picture, CancellationToken ct)
    {
        if (PlaceIn(mediaType) is not { } place || ZipDirectory.Read(deck).Directory is not { } archive
            || archive.Find(place) is not { Unpacked: <= MostBytes } entry || archive.Unpack(entry, MostBytes) is not { } bytes)
            return FirstLook.None;
        using var drawn = new MemoryStream(bytes, writable: false);
        if (Picture.Size(drawn, FileTypes.PreviewOf(mediaType)) is not { Width: <= LongestSide, Height: <= LongestSide } size)
            return FirstLook.None;
        await File.WriteAllBytesAsync(picture, bytes, ct);
        return new(null, picture, new PreviewSize(size.Width, size.Height));
    }

    private static string? PlaceIn(string mediaType) => mediaType switch
    {
        FileTypes.Pptx or FileTypes.Ppsx => "docProps/thumbnail.jpeg",
        FileTypes.Odp => "Thumbnails/thumbnail.png",
        FileTypes.Keynote => "preview.jpg",
        _ => null,
    };
}
