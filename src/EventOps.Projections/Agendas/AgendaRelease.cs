using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.Agendas;

/// <summary>That an agenda was released, and what was said about it.</summary>
/// <param name="ReleasedAt">Absent when imported.</param>
public sealed record ReleaseNote(int Number, Instant? ReleasedAt, string? Comment, long Position);

/// <summary>What the public was shown under a number. It never changes, whatever becomes of its talks.</summary>
public sealed record AgendaRelease(ReleaseNote Note, Timetable Timetable);
