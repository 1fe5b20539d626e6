namespace EventOps.Domain.Meetups;

/// <summary>
/// What events keep of a deck that was uploaded; its bytes are found by their hash. These names are on disk: add, never change.
/// </summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Size">In bytes.</param>
/// <param name="MediaType">As the bytes themselves show it, whatever the sender said.</param>
/// <param name="Pages">Absent when nobody could count them.</param>
/// <param name="Preview">Absent when there is no picture of the first page.</param>
public sealed record DeckFile(string Sha256, long Size, string MediaType, int? Pages = null, PreviewSize? Preview = null);

/// <summary>The picture of a deck's first page, in pixels.</summary>
public sealed record PreviewSize(int Width, int Height);
