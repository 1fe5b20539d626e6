using EventOps.EventStore.Projecting;
using EventOps.Notifications;
using EventOps.Notifications.Subscriptions;
using EventOps.Server.CommandLine;
using EventOps.Server.Hosting;

namespace EventOps.Server.Projecting;

/// <summary>Shows how projections are doing, and makes their rows anew. A server on the same database may run meanwhile.</summary>
internal static class ProjectionsCommand
{
    public static Task<int> Status(bool json, CancellationToken ct) => WithRunner(
        async runner =>
        {
            var found = await runner.Status(ct);
            Console.Write(json ? ProjectionReport.Json(found) : ProjectionReport.Table(found));
            return ExitCodes.Done;
        },
        ct);

    /// <param name="name">Null: every projection that can be rebuilt, one after another.</param>
    public static async Task<int> Rebuild(string? name, CancellationToken ct)
    {
        var known = MeetupProjections.All().Select(projection => projection.Name).Append(FanOut.ProjectionName).ToList();
        if (name is not null && !known.Contains(name))
            return await Fail($"There is no projection '{name}'; there are {string.Join(", ", known)}.", ExitCodes.Usage);
        return await WithRunner(
            async runner =>
            {
                if (name is not null && runner.WhyNotRebuilt(name) is { } reason)
                    return await Fail(reason, ExitCodes.Refused);
                foreach (var one in name is null ? runner.Names.Where(n => runner.WhyNotRebuilt(n) is null) : [name])
                    if (!await IsRebuilt(runner, one, ct))
                        return ExitCodes.Refused;
                return ExitCodes.Done;
            },
            ct);
    }

    private static async Task<bool> IsRebuilt(ProjectionRunner runner, string name, CancellationToken ct)
    {
        using var progress = new RebuildProgress(Console.Out, isTerminal: !Console.IsOutputRedirected, TimeProvider.System);
        DateTimeOffset? begun = null;
        try
        {
            await foreach (var status in runner.Rebuild(name, ct))
            {
                begun ??= status.Rebuild?.Since;
                progress.Show(status);
                // What an earlier try met is tried again first.
                if (status.Rebuild is { Failure: { } failure } rebuild && rebuild.Since != begun)
                {
                    progress.Say($"{name}: stands still {ProjectionReport.Of(failure)}");
                    progress.Say("The rows of before are served. A server goes on by itself once the cause is mended, and so does this command.");
                    return false;
                }
            }

            return true;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            progress.Say($"{name}: interrupted. A running server carries it on, and so does this command when it is called again.");
            return false;
        }
    }

    private static async Task<int> WithRunner(Func<ProjectionRunner, Task<int>> use, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var settings = ServerSettings.From(configuration);
        // What stands still is told by the command itself, in fewer words than a log has.
        using var loggers = Logs.Create(configuration, structured: false, quiet: true);
        await using var backend = await Backend.Open(settings, join: true, Console.Error.WriteLine, loggers, ct);
        await using var notifications = new NotificationsModule(backend.Store, new NotificationOptions());
        await using var runner = backend.Store.Projections([.. MeetupProjections.All(), notifications.FanOut]);
        return await use(runner);
    }

    private static async Task<int> Fail(string message, int code)
    {
        await Console.Error.WriteLineAsync(message);
        return code;
    }
}
