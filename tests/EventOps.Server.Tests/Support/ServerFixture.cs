using System.Collections.Concurrent;
using EventOps.Domain.Communities;
using EventOps.Server.Access;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;
using EventOps.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(EventOps.Server.Tests.ServerFixture))]

namespace EventOps.Server.Tests;

/// <summary>One server for the tests of this assembly, in their process: real Kestrel, real PostgreSQL. Nothing is wiped.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public const string OperatorKey = "eo_the-key-of-the-operator";

    private readonly ConcurrentBag<IAsyncDisposable> opened = [];
    private TestDatabase? database;
    private Backend? backend;
    private WebApplication? app;
    private int communities;

    public const long MostFileBytes = 8 * 1024 * 1024;

    /// <summary>Where the server keeps uploaded files.</summary>
    public string Files { get; } = Directory.CreateTempSubdirectory("eventops-server-files-").FullName;

    public TestDatabase Database => database!;

    internal IServiceProvider Services => app!.Services;

    public Uri Address => new(app!.Urls.First());

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        var settings = new ServerSettings
        {
            ConnectionString = database.ConnectionString, Community = "first", BootstrapKey = "eo_the-first-key-of-all", OperatorKey = OperatorKey,
            SecretKey = RunningServer.SecretKey, AllowPrivateSinks = true,
            Files = new() { Directory = Files, MostBytes = MostFileBytes },
        };
        var builder = ServerApplication.Builder(["http://127.0.0.1:0"]);
        // All tests ask from one address, some of them guess, and some make a key for every question.
        foreach (var limit in (string[])["PerKey", "PerAddress", "FailuresPerMinute", "Keys"])
            builder.Configuration[$"EventOps:Limits:{limit}"] = "1000000";
        backend = await Backend.Open(settings, join: false, _ => { }, NullLoggerFactory.Instance, CancellationToken.None);
        app = ServerApplication.Build(builder, backend, settings, NullLoggerFactory.Instance);
        await app.Services.GetRequiredService<FirstStart>().Run(CancellationToken.None);
        await app.StartAsync();
    }

    /// <summary>A community that nobody else asks about, and its key.</summary>
    internal async Task<TestCommunity> NewCommunity()
    {
        var name = $"community-{Interlocked.Increment(ref communities)}";
        await Services.GetRequiredService<CommunityRegister>().Found(name, new CreateCommunity(name), CancellationToken.None);
        var key = ApiKeys.Generate();
        await Services.GetRequiredService<ApiKeys>().Add(name, key, CancellationToken.None);
        return new TestCommunity(name, key, Asker(name, key), Asker(name, key: null));
    }

    /// <summary>Somebody who asks a community with this key, whosever it is, or with none.</summary>
    internal Asker Asker(string community, string? key) => new(Address, $"/api/communities/{community}", key);

    /// <summary>A subscriber that answers as it is told; it goes with the fixture.</summary>
    internal async Task<Receiver> NewReceiver()
    {
        var receiver = await Receiver.Start();
        opened.Add(receiver);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in opened)
            await one.DisposeAsync();
        if (app is not null)
            await app.DisposeAsync();
        if (backend is not null)
            await backend.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        Directory.Delete(Files, recursive: true);
    }
}
