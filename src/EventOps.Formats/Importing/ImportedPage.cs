using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Formats.Importing;

/// <summary>A file as it was found.</summary>
/// <param name="Path">With '/' between folders, relative to where the import began.</param>
public sealed record SourcePage(string Path, ReadOnlyMemory<byte> Bytes);

/// <param name="Community">The community that the meetups belong to; their ids follow from it.</param>
/// <param name="Zone">The IANA zone of times on pages that name none.</param>
public sealed record ImportSettings(string Community, string Zone = "Asia/Shanghai");

/// <summary>What a page says. Without a meetup a finding tells why there is none.</summary>
public sealed record ImportedPage(string Path, MeetupDraft? Meetup, ValueList<Finding> Findings);

/// <summary>
/// The meetup that a page tells of, as the commands that would make it from nothing, in an order in which each is accepted.
/// Its ids follow from names, so that the same page always asks for the same things.
/// </summary>
public sealed record MeetupDraft(Guid MeetupId, string Slug, ValueList<MeetupCommand> Wanted);
