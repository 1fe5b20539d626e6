using System.Globalization;
using EventOps.Domain.Communities;
using EventOps.Server.Access;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;
using EventOps.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventOps.Server.Tests;

/// <summary>A server of a test's own, with settings of its own, in this process.</summary>
internal sealed class StreamServer : IAsyncDisposable
{
    private readonly Backend backend;
    private readonly WebApplication app;

    private StreamServer(TestDatabase database, Backend backend, WebApplication app) =>
        (Database, this.backend, this.app) = (database, backend, app);

    public TestDatabase Database { get; }

    public Uri Address => new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    /// <param name="settings">Names, whole or within <c>EventOps:Streams</c> and their values.</param>
    public static Task<StreamServer> Start(params (string Name, object Value)[] settings) => Start(_ => { }, settings);

    /// <param name="configure">Sets what else is to be other than usual.</param>
    /// <param name="settings">Names, whole or within <c>EventOps:Streams</c> and their values.</param>
    public static Task<StreamServer> Start(Action<WebApplicationBuilder> configure, params (string Name, object Value)[] settings) =>
        Start(new ServerSettings(), configure, settings);

    /// <summary>One that the world finds at this address, and that sends messages to this very machine.</summary>
    public static Task<StreamServer> Behind(string publicUrl) =>
        Start(new ServerSettings { PublicUrl = publicUrl, AllowPrivateSinks = true, SecretKey = RunningServer.SecretKey }, _ => { });

    private static async Task<StreamServer> Start(
        ServerSettings usual, Action<WebApplicationBuilder> configure, params (string Name, object Value)[] settings)
    {
        var database = await TestDatabase.Create();
        var server = usual with { ConnectionString = database.ConnectionString, BootstrapKey = "eo_the-first-key-of-all" };
        var builder = ServerApplication.Builder(["http://127.0.0.1:0"]);
        foreach (var (name, value) in settings)
            builder.Configuration[name.Contains(':', StringComparison.Ordinal) ? name : $"EventOps:Streams:{name}"] = Convert.ToString(value, CultureInfo.InvariantCulture);
        configure(builder);
        var opened = await Backend.Open(server, join: false, _ => { }, NullLoggerFactory.Instance, CancellationToken.None);
        var built = ServerApplication.Build(builder, opened, server, NullLoggerFactory.Instance);
        await built.StartAsync();
        return new(database, opened, built);
    }

    public async Task<TestCommunity> NewCommunity(string name = "one")
    {
        await Services.GetRequiredService<CommunityRegister>().Found(name, new CreateCommunity(name), CancellationToken.None);
        var key = ApiKeys.Generate();
        await Services.GetRequiredService<ApiKeys>().Add(name, key, CancellationToken.None);
        var root = $"/api/communities/{name}";
        return new(name, key, new(Address, root, key), new(Address, root, key: null));
    }

    public Task<EventReading> Open(TestCommunity community, string query = "", string? key = null, long? lastEventId = null) =>
        EventReading.Open(Address, community.Name, query, key, lastEventId);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await backend.DisposeAsync();
        await Database.DisposeAsync();
    }
}
