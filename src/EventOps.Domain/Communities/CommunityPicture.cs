using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Domain.Communities;

/// <summary>An uploaded picture that a community shows of itself. These names are on disk: add, never change.</summary>
/// <param name="MediaType">As the bytes themselves show it.</param>
public sealed record CommunityPicture(string Sha256, string MediaType)
{
    // Every visitor of every page gets it.
    private const long MostBytes = 1024 * 1024;

    internal static CommunityPicture Of(FileReference file) => new(file.Sha256, file.Known!.MediaType);

    /// <summary>Why a file cannot be one; null when it can.</summary>
    internal static Refusal? Unfit(FileReference file) => file.Known switch
    {
        null => new FileNotFound(file.Sha256),
        { Size: > MostBytes } or { MediaType: not ("image/png" or "image/jpeg" or "image/webp") } =>
            new FileNotForPages(file.Sha256, file.Known.MediaType, file.Known.Size),
        _ => null,
    };
}

/// <summary>What pages show are small pictures.</summary>
public sealed record FileNotForPages(string File, string MediaType, long Size) : Refusal(
    RefusalKind.Invalid, "file.not_for_pages", "Pages show PNG, JPEG and WebP, and none above 1 MiB in size.");
