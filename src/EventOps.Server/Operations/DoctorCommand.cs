using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Server.CommandLine;
using EventOps.Server.Hosting;

namespace EventOps.Server.Operations;

/// <summary>Looks at everything that can be wrong with a server and its database, and changes nothing.</summary>
internal static class DoctorCommand
{
    public static async Task<int> Run(bool json, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var settings = ServerSettings.From(configuration);
        using var loggers = Logs.Create(configuration, structured: false, quiet: true);
        var found = new List<Checkup> { Checkup.Good("settings", "Every setting can be right.") };
        found.AddRange(MachineCheckup.Run(settings, TimeProvider.System));
        await using (var backend = await Backend.Look(settings, Console.Error.WriteLine, loggers, ct))
        {
            var database = await DatabaseCheckup.Run(backend, TimeProvider.System, ct);
            found.AddRange(database);
            // Before the first start there are no tables to look into.
            if (database.Single(one => one.Subject == "database.schema").Condition == Condition.Good)
            {
                found.AddRange(await LogCheckup.Run(backend, ct));
                found.AddRange(await WorkCheckup.Run(backend, settings, ct));
            }
        }

        Console.Write(json ? Json(found) : Text(found));
        return found.Exists(one => one.Condition == Condition.Bad) ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static string Text(List<Checkup> found) => string.Concat(found.Select(one =>
        $"{Mark(one.Condition)} {one.Subject,-22} {one.Found}\n{(one.Remedy is null ? "" : $"{"",-10}{"",-23}{one.Remedy}\n")}"));

    private static string Mark(Condition condition) => condition switch
    {
        Condition.Good => "good      ",
        Condition.Doubtful => "look      ",
        _ => "bad       ",
    };

    private static string Json(List<Checkup> found) =>
        JsonSerializer.Serialize(new { checks = found }, DomainJson.Options) + "\n";
}
