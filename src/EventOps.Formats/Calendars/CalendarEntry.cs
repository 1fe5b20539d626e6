using NodaTime;

namespace EventOps.Formats.Calendars;

/// <summary>One thing that a calendar shows.</summary>
/// <param name="Id">For ever the same thing, whatever becomes of it.</param>
/// <param name="Sequence">Rises whenever time, place or status change.</param>
/// <param name="Cancelled">It stays in the file and is struck out.</param>
/// <param name="Start">Local to <paramref name="Zone"/>, an IANA zone.</param>
/// <param name="End">Absent when nobody announced one.</param>
internal sealed record CalendarEntry(
    Guid Id, int Sequence, bool Cancelled, Instant ChangedAt, string Zone, LocalDateTime Start, LocalDateTime? End, string Title)
{
    public string? Description { get; init; }

    public string? Location { get; init; }

    public string? Url { get; init; }

    /// <summary>Where it can be watched.</summary>
    public string? Stream { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> Attachments { get; init; } = [];
}
