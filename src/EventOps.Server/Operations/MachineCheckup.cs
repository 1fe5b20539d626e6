using EventOps.Server.Hosting;
using NodaTime;

namespace EventOps.Server.Operations;

/// <summary>What this machine brings: room on the disk, and time zones that know of the rules of today.</summary>
internal static class MachineCheckup
{
    private const long Little = 1L << 30;
    private const int MostYears = 1;

    public static IReadOnlyList<Checkup> Run(ServerSettings settings, TimeProvider time) => [Disk(settings), Zones(time)];

    private static Checkup Disk(ServerSettings settings)
    {
        var place = settings.DataDirectory;
        while (!Directory.Exists(place) && Path.GetDirectoryName(place) is { } parent)
            place = parent;
        var free = new DriveInfo(place).AvailableFreeSpace;
        return Checkup.Of("disk", free > Little, $"{free / (double)Little:0.0} GiB are free where the data directory is.",
            "Make room: a full disk stops every change.", Condition.Bad);
    }

    /// <summary>The version is a year and a letter, <c>2026c</c>: that of the tz database.</summary>
    private static Checkup Zones(TimeProvider time)
    {
        var version = DateTimeZoneProviders.Tzdb.VersionId;
        var year = version.Split(' ') is [_, { Length: >= 4 } given, ..] && int.TryParse(given[..4], out var known) ? known : 0;
        return Checkup.Of("zones", time.GetUtcNow().Year - year <= MostYears, $"Time zone data: {version}.",
            "Update the server: countries change their rules, and a calendar shows the old ones.");
    }
}
