using NodaTime;
using NodaTime.TimeZones;

namespace EventOps.Projections.Shared;

/// <summary>
/// Local times as instants. Of a time that clocks show twice the earlier is meant, and a time that they jump over moves on
/// by the jump: the same choice that the rules make.
/// </summary>
internal static class Moments
{
    public static Instant At(string zone, LocalDateTime local) =>
        local.InZone(DateTimeZoneProviders.Tzdb[zone], Resolvers.LenientResolver).ToInstant();
}
