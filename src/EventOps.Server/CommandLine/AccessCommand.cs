using System.Globalization;
using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;

namespace EventOps.Server.CommandLine;

/// <summary>Makes and takes back keys and founds communities, as the API does; whoever reaches the database may.</summary>
internal static class AccessCommand
{
    public static Task<int> Create(string? community, CreateKeyRequest request, CancellationToken ct) => On(community, async (name, parts) =>
    {
        var isOperator = name.Length == 0;
        // Its talks would have to be named: for a speaker the API is the place.
        if (!isOperator && KeyShape.ErrorsOf(request, TimeProvider.System) is [var error, ..])
            return await Say(Console.Error, error.Message, ExitCodes.Usage);
        if (!isOperator && await parts.Communities.Find(name, ct) is null)
            return await Say(Console.Error, new CommunityNotFound().Message, ExitCodes.Refused);
        var secret = await parts.Keys.Create(
            new(name, Guid.CreateVersion7(), "", request.Name, isOperator ? null : request.Role, null, [], TimeProvider.System.GetUtcNow(), "command line",
                request.ExpiresAt?.ToDateTimeOffset(), null), ct);
        return await Say(Console.Out, secret, ExitCodes.Done);
    }, ct);

    public static Task<int> List(string? community, CancellationToken ct) => On(community, async (name, parts) =>
    {
        foreach (var key in await parts.Keys.Table.List(name, ct))
            await Console.Out.WriteLineAsync(Line(key));
        return ExitCodes.Done;
    }, ct);

    public static Task<int> Revoke(string? community, Guid id, CancellationToken ct) => On(community, async (name, parts) =>
        await parts.Keys.Revoke(name, id, ct) || await parts.Keys.Revoke("", id, ct)
            ? await Say(Console.Out, $"The key {id} opens nothing any more.", ExitCodes.Done)
            : await Say(Console.Error, $"'{name}' has no key {id}.", ExitCodes.Refused), ct);

    public static Task<int> Found(FoundCommunityRequest request, CancellationToken ct) => On(request.Community, async (name, parts) =>
    {
        if (Meetups.Commands.CommandReader.ErrorsOf(CommunityShapes.Request.Validate(request)) is [var error, ..])
            return await Say(Console.Error, error.Message, ExitCodes.Usage);
        if (await parts.Communities.Found(name, request.ToCommand(), ct) is CommandOutcome<Refusal?>.Unchanged { Result: { } refusal })
            return await Say(Console.Error, refusal.Message, ExitCodes.Refused);
        if (await parts.Keys.Table.Any(name, ct))
            return await Say(Console.Out, $"'{name}' is there, and has keys; keys create makes another.", ExitCodes.Done);
        var secret = ApiKeys.Generate();
        await parts.Keys.Add(name, secret, ct);
        return await Say(Console.Out, secret, ExitCodes.Done);
    }, ct);

    public static Task<int> ListCommunities(CancellationToken ct) => On(null, async (_, parts) =>
    {
        foreach (var name in await parts.Communities.Names(ct))
            await Console.Out.WriteLineAsync(name);
        return ExitCodes.Done;
    }, ct);

    private static async Task<int> On(string? community, Func<string, Parts, Task<int>> run, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var settings = ServerSettings.From(configuration);
        using var loggers = Logs.Create(configuration, structured: false, quiet: true);
        await using var backend = await Backend.Open(settings, join: true, Console.Error.WriteLine, loggers, ct);
        using var notices = new AccessNotices(backend.Store, TimeProvider.System);
        var database = backend.Store.Database;
        return await run(community ?? settings.Community, new(
            new ApiKeys(new KeyTable(database), notices, TimeProvider.System),
            new CommunityRegister(backend.Store.Streams, notices, database, TimeProvider.System)));
    }

    private static string Line(KeyRecord key) => string.Create(
        CultureInfo.InvariantCulture,
        $"{key.Id}  {key.Prefix,-8}  {key.Role?.ToString().ToLowerInvariant() ?? "operator",-9}  {key.Created:yyyy-MM-dd}  {Until(key)}  {key.Name}").TrimEnd();

    private static string Until(KeyRecord key) => key.Expires is { } expires
        ? string.Create(CultureInfo.InvariantCulture, $"until {expires:yyyy-MM-dd HH:mm}Z")
        : "for ever";

    private static async Task<int> Say(TextWriter to, string text, int code)
    {
        await to.WriteLineAsync(text);
        return code;
    }

    private sealed record Parts(ApiKeys Keys, CommunityRegister Communities);
}
