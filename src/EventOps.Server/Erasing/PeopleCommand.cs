using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Notifications;
using EventOps.Server.Access;
using EventOps.Server.CommandLine;
using EventOps.Server.Communities;
using EventOps.Server.Embargoes;
using EventOps.Server.Hosting;
using EventOps.Server.Projecting;

namespace EventOps.Server.Erasing;

/// <summary>Looks at a person, and erases one, as the API does. A server on the same database may run meanwhile.</summary>
internal static class PeopleCommand
{
    private static readonly JsonSerializerOptions Indented = new(DomainJson.Options) { WriteIndented = true };

    /// <summary>Who is meant; without a community, that of the settings.</summary>
    internal sealed record Whom(Guid Person, IReadOnlyList<Guid> Include, string? Community);

    public static Task<int> Show(Whom whom, CancellationToken ct) => On(whom, async (erasing, community) =>
    {
        if (await erasing.Plan(community, [whom.Person, .. whom.Include], ct) is not { } plan)
            return await Say(Console.Error, "No event of this community names such a person.", ExitCodes.Refused);
        return await Say(Console.Out, JsonSerializer.Serialize(
            new ErasureLook(whom.Person, plan.Names, plan.Meetups, plan.Also, plan.Findings, plan.Confirm), Indented), ExitCodes.Done);
    }, ct);

    public static Task<int> Erase(Whom whom, EraseRequest request, CancellationToken ct) => On(whom, async (erasing, community) =>
    {
        if (ErasureShape.Errors(request) is [var error, ..])
            return await Say(Console.Error, error.Message, ExitCodes.Usage);
        var done = await erasing.Find(community, request.Confirm, ct);
        if (done is not { IsDone: true })
        {
            if (await erasing.Plan(community, [whom.Person, .. whom.Include], ct) is not { } plan)
                return await Say(Console.Error, "No event of this community names such a person.", ExitCodes.Refused);
            if (plan.Confirm != request.Confirm)
                return await Say(Console.Error, "The list has changed since it was looked at; look again and confirm that one.", ExitCodes.Refused);
            if (PersonErasing.Mentions(request.Reason, plan))
                return await Say(Console.Error, "The reason is kept for ever and must not name the person.", ExitCodes.Refused);
            done = await erasing.Erase(community, plan, request.Reason, request.Users, "cli", ct);
        }

        return await Say(Console.Out, JsonSerializer.Serialize(ErasureAnswer.Of(done), Indented), done.IsDone ? ExitCodes.Done : ExitCodes.Refused);
    }, ct);

    private static async Task<int> On(Whom whom, Func<PersonErasing, string, Task<int>> run, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var settings = ServerSettings.From(configuration);
        using var loggers = Logs.Create(configuration, structured: false, quiet: true);
        await using var backend = await Backend.Open(settings, join: true, Console.Error.WriteLine, loggers, ct);
        var store = backend.Store;
        await using var notifications = new NotificationsModule(store, new NotificationOptions { PublicAddress = settings.PublicUrl is { } url ? new Uri(url) : null });
        // Rows and messages have to catch up; with a server on the same database it leads and these only stand by.
        await using var runner = store.Projections(
            [.. MeetupProjections.All(), new EmbargoSchedule(store.Streams), ErasureMemory.Rows(), notifications.FanOut]);
        runner.Start();
        using var notices = new AccessNotices(store, TimeProvider.System);
        var table = new ErasureTable(store.Database);
        var erasing = new PersonErasing(
            new(store.Database), new(store.Database), table,
            new(store.Database, store.Streams, store.RowTail, CommunityRegister.On(store),
                new CopyMasking(store.Database, store.Streams, notifications.Messages), table, notices, TimeProvider.System),
            TimeProvider.System);
        return await run(erasing, whom.Community ?? settings.Community);
    }

    private static async Task<int> Say(TextWriter to, string text, int code)
    {
        await to.WriteLineAsync(text);
        return code;
    }
}
