using EventOps.Projections;
using EventOps.Projections.Agendas;
using EventOps.Projections.History;
using EventOps.Server.History;
using EventOps.Server.Hosting;

namespace EventOps.Server.Agendas;

/// <summary>One side of a comparison as it is asked for: a release by its number, or any moment.</summary>
internal sealed record DiffEnd(int? Release, PointInTime? Point)
{
    private const string Positions = "position:";

    public PointInTime? In(IReadOnlyList<Fact> facts) => Release is { } number ? PointInTime.OfRelease(facts, number) : Point;

    public static DiffEnd? Read(string name, string? text, List<FieldError> errors)
    {
        if (text?.StartsWith(Positions, StringComparison.Ordinal) is true)
            return new(null, new(Position: QueryNumbers.Read(name, text[Positions.Length..], 1, long.MaxValue, 1, errors)));
        if (text?.Contains('T', StringComparison.Ordinal) is true)
            return PointQuery.Time(name, text, errors) is { } point ? new(null, point) : null;
        // Without a number it is 0, which is out of bounds as well: both ends must be said.
        return new((int)QueryNumbers.Read(name, text ?? "0", 1, int.MaxValue, 0, errors), null);
    }
}

/// <summary>Which two moments are compared, of the public agenda or of the working one.</summary>
internal sealed record DiffQuery(DiffEnd From, DiffEnd To, bool Draft)
{
    public static DiffQuery? Read(string? from, string? to, string? view, List<FieldError> errors)
    {
        if (view is not (null or "draft" or "public"))
            errors.Add(new("view", "unknown_value", "'view' must be public or draft."));
        var (earlier, later) = (DiffEnd.Read("from", from, errors), DiffEnd.Read("to", to, errors));
        return errors.Count > 0 ? null : new(earlier!, later!, view == "draft");
    }

    /// <summary>Null when there is no such release, or no meetup by then.</summary>
    public AgendaDiff? Between(IReadOnlyList<Fact> facts) =>
        From.In(facts) is { } from && To.In(facts) is { } to ? AgendaDiff.Between(facts, from, to, Draft) : null;

    /// <summary>Whether releases are asked for that may not be there.</summary>
    public bool NamesReleases => From.Release is not null || To.Release is not null;
}
