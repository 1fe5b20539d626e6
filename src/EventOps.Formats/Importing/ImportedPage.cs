using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Formats.Importing;

/// <summary>A file as it was found.</summary>
/// <param name="Path">With '/' between folders, relative to where the import began.</param>
public sealed record SourcePage(string Path, ReadOnlyMemory<byte> Bytes);

/// <param name="Community">The community that the meetups belong to; their ids follow from it.</param>
/// <param name="Zone">The IANA zone of times on pages that name none.</param>
/// <param name="AcceptDamage">Whether a page of which characters are lost may be carried out as it is.</param>
public sealed record ImportSettings(string Community, string Zone = "Asia/Shanghai", bool AcceptDamage = false);

/// <summary>What a page says. Without a meetup a finding tells why there is none.</summary>
public sealed record ImportedPage(string Path, MeetupDraft? Meetup, ValueList<Finding> Findings)
{
    /// <summary>Every line that is not blank, and what became of it.</summary>
    public ValueList<AccountedLine> Lines { get; init; }

    /// <summary>The page's text, decoded and repaired; empty if it could not be had.</summary>
    public string Text { get; init; } = "";

    /// <summary>Shared by a page and all its damaged forms; for looking for the one by the other.</summary>
    public string Likeness { get; init; } = "";

    /// <summary>Null for a page that no wrong decoding went over.</summary>
    public PageDamage? Damage { get; init; }

    /// <summary>The page of the same import that says the same; this one asks for nothing.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>The plan may be looked at; to be carried out it must be accepted with its damage.</summary>
    public bool IsDraft { get; init; }
}

/// <summary>
/// The meetup that a page tells of, as the commands that would make it from nothing, in an order in which each is accepted.
/// Its ids follow from names, so that the same page always asks for the same things.
/// </summary>
public sealed record MeetupDraft(Guid MeetupId, string Slug, ValueList<MeetupCommand> Wanted)
{
    /// <summary>Its form has no place for breaks and for what belongs to the meetup as a whole: that they are absent says nothing.</summary>
    public bool TellsOnlyTalks { get; init; }
}
