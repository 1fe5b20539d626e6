using EventOps.Domain.Communities;
using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Server.Communities;
using EventOps.Server.Files;
using EventOps.Server.Files.Stores;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Testing;
using EventOps.Testing.Scenarios;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventOps.Server.Tests.Files;

/// <summary>Files on a database and in a folder of one test's own, without a server around them.</summary>
internal sealed class FileGround : IAsyncDisposable
{
    public const string Community = "one";

    private readonly TestDatabase database;
    private readonly Backend backend;

    private FileGround(TestDatabase database, Backend backend, IBlobs? blobs, int atOnce)
    {
        (this.database, this.backend) = (database, backend);
        Settings = new() { Directory = Directory.CreateTempSubdirectory("eventops-files-").FullName, AtOnce = atOnce };
        Blobs = blobs ?? new FolderBlobs(Settings.Directory);
        Register = new(backend.Store.Database);
        Staging = new(Settings);
        Files = new(Settings, Staging, Blobs, Register, new Poppler(NullLogger<Poppler>.Instance));
        Desk = new(backend.Store.Streams, new SlugRegister(backend.Store.Database), Register, TimeProvider.System);
    }

    public FileSettings Settings { get; }

    public IBlobs Blobs { get; }

    public FileRegister Register { get; }

    public Staging Staging { get; }

    public FileDesk Files { get; }

    public MeetupDesk Desk { get; }

    public static async Task<FileGround> Prepare(IBlobs? blobs = null, int atOnce = 8)
    {
        var own = await TestDatabase.Create();
        var settings = new ServerSettings { ConnectionString = own.ConnectionString };
        return new(own, await Backend.Open(settings, join: false, _ => { }, NullLoggerFactory.Instance, CancellationToken.None), blobs, atOnce);
    }

    public Task<Upload> Take(Stream body, CancellationToken ct) =>
        Files.Take(Community, body, null, BodyDigest.Read(new Microsoft.AspNetCore.Http.HeaderDictionary())!, ct);

    public async Task<string> Upload(byte[] bytes)
    {
        var upload = await Take(new MemoryStream(bytes), CancellationToken.None);
        Assert.Null(upload.Refusal);
        return upload.File!.Sha256;
    }

    /// <summary>Attaches a file to a meetup of its own; whether the command was accepted.</summary>
    public async Task<bool> Attach(int number, string hash)
    {
        var outcome = await Desk.Handle(
            new(Community, Ids.Id(number), [new ScheduleEvent($"m-{number}", "M", new(2031, 4, 12, 12, 0), "UTC"), new AttachSlides("D", null, Ids.Id(4), File: new(hash))], new()),
            CancellationToken.None);
        return outcome is CommandOutcome<Ruling>.Appended;
    }

    /// <summary>The community shows the file as its picture.</summary>
    public async Task Show(string hash)
    {
        var communities = CommunityRegister.On(backend.Store);
        await communities.Found(Community, new CreateCommunity("One"), CancellationToken.None);
        var revision = new ReviseCommunity(LogoFile: new(hash, await Register.Find(Community, hash, CancellationToken.None)));
        Assert.IsType<CommandOutcome<Domain.Shared.Refusal?>.Appended>(await communities.Decide(Community, revision.Decide, CommandOptions.None, CancellationToken.None));
    }

    /// <summary>A sweep as it would be so much later.</summary>
    public Task<int> Sweep(TimeSpan later) => new FileSweep(
        Settings, Staging, Blobs, Register, new Later(later), NullLogger<FileSweep>.Instance).Run(CancellationToken.None);

    /// <summary>As if nobody had touched the file for ten days.</summary>
    public async Task Age(string hash)
    {
        await using var command = backend.Store.Database.CreateCommand("update eventops_files set touched = now() - interval '10 days' where sha256 = $1");
        command.Parameters.Add(new() { Value = hash });
        await command.ExecuteNonQueryAsync();
    }

    public async Task<bool> IsThere(string hash) =>
        await Register.Find(Community, hash, CancellationToken.None) is not null && await Blobs.Has(new(Community, hash), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Files.Dispose();
        await backend.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(Settings.Directory, recursive: true);
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
