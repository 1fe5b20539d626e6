using EventOps.Domain.Meetups;

namespace EventOps.Domain.Communities;

/// <summary>A place where the community talks.</summary>
/// <param name="Number">Of a group that is joined by typing it.</param>
/// <param name="Picture">Its code to scan as uploaded; where there is none, pages draw one of the address.</param>
public sealed record CommunityChannel(ChannelKind Kind, string? Name = null, string? Number = null, string? Url = null, CommunityPicture? Picture = null);

/// <summary>A channel as somebody names it.</summary>
/// <param name="PictureFile">An uploaded picture of a code to scan, by its SHA-256.</param>
public sealed record NamedChannel(ChannelKind Kind, string? Name = null, string? Number = null, string? Url = null, FileReference? PictureFile = null)
{
    internal CommunityChannel Shown => new(
        Kind, Shared.Texts.Known(Name), Shared.Texts.Known(Number), Shared.Texts.Known(Url), PictureFile is { } file ? CommunityPicture.Of(file) : null);
}
