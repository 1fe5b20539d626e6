using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Communities;

/// <summary>What holds for the facts of every community.</summary>
internal static class CommunityRules
{
    public static Refusal? Impossible(CommunityFacts facts) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(facts.Zone) is null ? new CommunityZoneUnknown(facts.Zone)
        : facts.Languages is { Count: > 0 } all && !all.Contains(facts.Language) ? new CommunityLanguageMissing(facts.Language)
        : null;
}

/// <summary>The zone is not one of the IANA database.</summary>
public sealed record CommunityZoneUnknown(string Zone) : Refusal(
    RefusalKind.Invalid, "community.zone_unknown", $"'{Zone}' is not a time zone of the IANA database, like Asia/Shanghai.");

/// <summary>The usual language is not among those that meetups are held in.</summary>
public sealed record CommunityLanguageMissing(string Language) : Refusal(
    RefusalKind.Invalid, "community.language_missing", $"The languages leave out '{Language}', the usual one.");
