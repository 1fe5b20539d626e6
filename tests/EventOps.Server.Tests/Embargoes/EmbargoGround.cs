using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using EventOps.Server.Embargoes;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Testing;
using EventOps.Testing.Scenarios;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace EventOps.Server.Tests.Embargoes;

/// <summary>A store with the schedule of embargoes, and a clock that stands until a test moves it: noon of 2031-04-01, UTC.</summary>
internal sealed class EmbargoGround : IAsyncDisposable
{
    public static readonly Guid Slides = Ids.Id(4);

    private readonly TestDatabase database;
    private readonly Backend backend;

    private EmbargoGround(TestDatabase database, Backend backend)
    {
        (this.database, this.backend) = (database, backend);
        Runner = backend.Store.Projections(new EmbargoSchedule(backend.Store.Streams));
        Desk = new MeetupDesk(backend.Store.Streams, new SlugRegister(Postgres), new Server.Files.FileRegister(Postgres), Clock);
    }

    public StandingClock Clock { get; } = new();

    public ProjectionRunner Runner { get; }

    public MeetupDesk Desk { get; }

    public NpgsqlDataSource Postgres => backend.Store.Database;

    public static async Task<EmbargoGround> Prepare()
    {
        var own = await TestDatabase.Create();
        var settings = new ServerSettings { ConnectionString = own.ConnectionString };
        var ground = new EmbargoGround(own, await Backend.Open(settings, join: false, _ => { }, NullLoggerFactory.Instance, CancellationToken.None));
        ground.Runner.Start();
        return ground;
    }

    public EmbargoTimer Timer() => new(Postgres, Desk, Clock, NullLogger<EmbargoTimer>.Instance);

    /// <summary>A meetup in UTC from 12:00 to 18:00 on 2031-04-12, its talk from 13:00 to 14:00, its deck as said.</summary>
    public async Task<StreamKey> Meetup(int number, AvailableFrom from)
    {
        var key = new StreamKey("one", Ids.Id(1000 + number));
        await Do(key, new ScheduleEvent($"m-{number}", "M", new(2031, 4, 12, 12, 0), "UTC", End: new LocalDateTime(2031, 4, 12, 18, 0)),
            new AddTalk("T", Ids.Id(2)), new PlaceSlot(new(13, 0), new(14, 0), Ids.Id(3), TalkId: Ids.Id(2)),
            new AttachSlides("D", "https://example.org/d.pdf", Slides, Ids.Id(2), from));
        return key;
    }

    public async Task<long> Do(StreamKey meetup, params MeetupCommand[] commands)
    {
        var options = new CommandOptions { Metadata = new() { User = "key:test", CorrelationId = "visit-1" } };
        var outcome = await Desk.Handle(new(meetup.Tenant, meetup.Id, commands, options), CancellationToken.None);
        return Assert.IsType<CommandOutcome<Ruling>.Appended>(outcome).Position;
    }

    /// <summary>Waits until the schedule knows all that happened.</summary>
    public Task Settled() => Eventually.Sees(async () => (await Runner.Status(CancellationToken.None))[0].Lag, lag => lag == 0, "the schedule's lag is 0");

    public async Task<IReadOnlyList<RecordedEvent>> Published(StreamKey meetup) =>
        [.. (await backend.Store.Streams.Read(meetup, 0, CancellationToken.None)).Where(e => e.Type == "slides_published")];

    /// <summary>Sets the schedule back to the beginning of the log, from which it is made again.</summary>
    public async Task Forget()
    {
        await using var forget = Postgres.CreateCommand(
            "delete from eventops_embargoes; update mt_event_progression set last_seq_id = 0 where name = 'embargoes:All'");
        await forget.ExecuteNonQueryAsync();
    }

    /// <summary>The whole schedule as text.</summary>
    public async Task<string> Schedule()
    {
        await using var query = Postgres.CreateCommand("select coalesce(string_agg(e::text, E'\\n' order by meetup_id, slides_id), '') from eventops_embargoes e");
        return (string)(await query.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        await backend.DisposeAsync();
        await database.DisposeAsync();
    }
}

/// <summary>A clock that stands.</summary>
internal sealed class StandingClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2031, 4, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
