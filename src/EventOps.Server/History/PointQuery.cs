using EventOps.Projections.History;
using EventOps.Server.Hosting;
using NodaTime.Text;

namespace EventOps.Server.History;

/// <summary>
/// Moments of the past as requests name them: a position, an instant like <c>2021-12-18T05:00:00Z</c>, or a local time like
/// <c>2021-12-18T13:00</c> in the meetup's zone.
/// </summary>
internal static class PointQuery
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm");

    /// <summary>What <c>asOf</c> or <c>atPosition</c> asks for; null when neither is there.</summary>
    public static PointInTime? Read(string? asOf, string? atPosition, List<FieldError> errors)
    {
        if (asOf is not null && atPosition is not null)
        {
            errors.Add(new("atPosition", "not_together", "'asOf' and 'atPosition' ask for two moments; send one of them."));
            return null;
        }

        if (atPosition is not null)
            return new(Position: QueryNumbers.Read("atPosition", atPosition, 0, long.MaxValue, 0, errors));
        return asOf is null ? null : Time("asOf", asOf, errors);
    }

    /// <summary>For pages: false when the moment is none, which is an address that leads nowhere.</summary>
    public static bool IsSound(string? asOf, string? atPosition, out PointInTime? point)
    {
        var errors = new List<FieldError>();
        point = Read(asOf, atPosition, errors);
        return errors.Count == 0;
    }

    public static PointInTime? Time(string name, string text, List<FieldError> errors)
    {
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var instant })
            return new(Instant: instant);
        foreach (var pattern in (LocalDateTimePattern[])[LocalDateTimePattern.ExtendedIso, Minutes])
            if (pattern.Parse(text) is { Success: true, Value: var local })
                return new(Local: local);
        errors.Add(new(name, "wrong_type", $"'{name}' must be an instant like 2021-12-18T05:00:00Z or a local time of the meetup like 2021-12-18T13:00."));
        return null;
    }
}
