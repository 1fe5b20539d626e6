using EventOps.Testing;
using Npgsql;

namespace EventOps.Server.Tests.Processes;

/// <summary>
/// Promise 5 under attack: whatever receivers do and whenever a server is killed, every (subscription, event) ends as
/// delivered, dead, disabled or merged, repeats come only around faults and are the same to the byte, and order holds where it
/// was promised.
/// </summary>
public sealed class DeliveryChaosTests(ITestOutputHelper output)
{
    private const int Rounds = 4;
    private const int FactsPerRound = 15;

    [Fact]
    public async Task hostile_receivers_and_killed_servers_lose_nothing_and_change_nothing()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var database = await TestDatabase.Create();
        await using var receiver = await HostileReceiver.Start(seed);
        var logs = new List<string>();
        var secrets = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var first = await RunningServer.Start(database);
            await using var second = await RunningServer.Start(database);
            var owner = Owner(first);
            if (round == 0)
                secrets = await Begin(owner, receiver);
            for (var n = 0; n < FactsPerRound; n++)
                (await owner.Post("meetups/m/open-registration", new { url = $"https://example.org/{round}/{n}" }, ("Idempotency-Key", $"{round}-{n}"))).MustBe(200);
            // One dies at any moment; the other is left to its work for a while, then dies as well.
            await Task.Delay(random.Next(0, 400));
            await first.Kill();
            await HurryUp(database);
            await Task.Delay(random.Next(0, 1500));
            await second.Kill();
            logs.AddRange([first.Output, second.Output]);
            await HurryUp(database);
        }

        receiver.Behaves = true;
        await using (var last = await RunningServer.Start(database))
        {
            await Eventually.Sees(
                async () =>
                {
                    await HurryUp(database);
                    return await Deliveries.Count(database, "state = 'pending'");
                },
                waiting => waiting == 0, "nothing waits");
            logs.Add(last.Output);
        }

        await Check(database, receiver);
        foreach (var secret in secrets)
            Assert.All(logs, log => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task killed_between_the_answer_and_its_note_it_repeats_the_same_bytes_and_the_log_shows_the_unknown_outcome()
    {
        await using var database = await TestDatabase.Create();
        await using var postgres = NpgsqlDataSource.Create(database.ConnectionString);
        await using var receiver = await Receiver.Start(silent: true);
        Received first;
        await using (var server = await RunningServer.Start(database))
        {
            var owner = Owner(server);
            (await owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink })).MustBe(201);
            (await owner.Post("meetups", new { slug = "m", title = "T", start = "2031-04-12T13:00", zone = "UTC" })).MustBe(201);
            first = await receiver.Next();
            // Whoever holds the delivery's row holds the server between the answer and its note.
            await using var holder = await postgres.OpenConnectionAsync();
            await using var hold = await holder.BeginTransactionAsync();
            await using (var row = new NpgsqlCommand("select 1 from eventops_deliveries for update", holder))
                await row.ExecuteNonQueryAsync();
            receiver.Release();
            await Eventually.Sees(() => Blocked(postgres), n => n > 0, "the note waits for the row");
            await server.Kill();
            // A database would finish the statement of a client that is gone; one that dies as well does not.
            await Scalar(postgres, $"select count(pg_terminate_backend(pid)) from pg_stat_activity where {IsBlocked}");
            await Eventually.Sees(() => Blocked(postgres), n => n == 0, "the dead server's session is gone");
        }

        await HurryUp(database);
        await using var again = await RunningServer.Start(database);
        var repeated = await receiver.Next();

        Assert.Equal((first.Id, Convert.ToHexString(first.Body)), (repeated.Id, Convert.ToHexString(repeated.Body)));
        await Eventually.Sees(() => Deliveries.Count(database, "state = 'delivered' and attempts = 2"), n => n == 1, "the delivery is done");
        Assert.Equal(1, await Scalar(postgres, "select count(*) from eventops_delivery_attempts where number = 1 and ended is null"));
    }

    [Fact]
    public async Task a_server_frozen_past_its_lease_moves_nothing_when_it_wakes()
    {
        await using var database = await TestDatabase.Create();
        await using var receiver = await Receiver.Start(silent: true);
        await using var frozen = await RunningServer.Start(database);
        var owner = Owner(frozen);
        (await owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink })).MustBe(201);
        (await owner.Post("meetups", new { slug = "m", title = "T", start = "2031-04-12T13:00", zone = "UTC" })).MustBe(201);
        var first = await receiver.Next();
        await frozen.Freeze();
        await HurryUp(database);
        await using var other = await RunningServer.Start(database);
        receiver.Release();
        var second = await receiver.Next();
        await Eventually.Sees(() => Deliveries.Count(database, "state = 'delivered' and attempts = 2"), n => n == 1, "the other delivered it");

        await frozen.Thaw();
        await Eventually.Sees(
            () => Task.FromResult(frozen.Output), log => log.Contains("outlived its claim", StringComparison.Ordinal), "the frozen one notices");

        Assert.Equal((first.Id, Convert.ToHexString(first.Body)), (second.Id, Convert.ToHexString(second.Body)));
        Assert.Equal(1, await Deliveries.Count(database, "state = 'delivered' and attempts = 2 and claim_id is null"));
    }

    private static async Task<List<string>> Begin(Asker owner, HostileReceiver receiver)
    {
        var secrets = new List<string>();
        foreach (var ordered in (bool[])[false, true])
            secrets.Add((await owner.Post("subscriptions", new
            {
                name = "bot",
                sink = $"{receiver.Address}/{(ordered ? "ordered" : "free")}?token=hidden-{ordered}",
                ordered,
            })).MustBe(201).Json.GetProperty("secret").GetString()!["whsec_".Length..]);
        (await owner.Post("meetups", new { slug = "m", title = "T", start = "2031-04-12T13:00", zone = "UTC" })).MustBe(201);
        return [.. secrets, "hidden-"];
    }

    private static async Task Check(TestDatabase database, HostileReceiver receiver)
    {
        await using var postgres = NpgsqlDataSource.Create(database.ConnectionString);
        Assert.Equal(0, await Scalar(
            postgres,
            "select count(*) from mt_events e join mt_streams t on t.id = e.stream_id and t.type = 'meetup' cross join eventops_subscriptions s " +
            "where e.type in ('event_scheduled', 'registration_opened') and e.seq_id > s.created_position and not exists (" +
            "select from eventops_deliveries d where d.subscription_id = s.id and d.position = e.seq_id " +
            "and d.state in ('delivered', 'dead', 'disabled', 'merged'))"));
        Assert.Equal(2 * (1 + (Rounds * FactsPerRound)), await Deliveries.Count(database, "true"));
        // Delivered means that the receiver really got it whole.
        var delivered = await Scalar(postgres, "select count(*) from eventops_deliveries where state = 'delivered'");
        Assert.InRange(receiver.Arrivals.Where(a => a.Taken).Select(a => (a.Path, a.Id)).Distinct().Count(), delivered, int.MaxValue);
        // The same bytes in every repeat, and no more arrivals than attempts that were written down beforehand.
        Assert.All(receiver.Arrivals.GroupBy(a => (a.Path, a.Id)), same => Assert.Single(same.Select(a => a.Body).Distinct()));
        Assert.InRange(receiver.Arrivals.Count, 1, (int)await Scalar(postgres, "select count(*) from eventops_delivery_attempts"));
        // A repeat may come late, but nothing for the first time after something newer.
        var firsts = receiver.Arrivals.Where(a => a.Path == "/ordered").DistinctBy(a => a.Id)
            .Select(a => System.Text.Json.JsonElement.Parse(a.Body).GetProperty("sequence").GetString()).ToList();
        Assert.Equal(firsts.Order(StringComparer.Ordinal), firsts);
    }

    /// <summary>Hours pass in the database: leases of the dead run out, retries fall due.</summary>
    private static Task<int> HurryUp(TestDatabase database) => Deliveries.Run(
        database,
        "update eventops_deliveries set due = due - interval '1 day' where state = 'pending' and due > now() + interval '1 second'; " +
        "update eventops_lanes set next_due = now() - interval '1 second', held_until = null where next_due is not null");

    private const string IsBlocked =
        "datname = current_database() and wait_event_type = 'Lock' and query like '%eventops_delivery%'";

    private static Task<long> Blocked(NpgsqlDataSource postgres) =>
        Scalar(postgres, $"select count(*) from pg_stat_activity where {IsBlocked}");

    private static async Task<long> Scalar(NpgsqlDataSource postgres, string sql)
    {
        await using var command = postgres.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static Asker Owner(RunningServer server) => TestCommunity.Of(server).Owner;
}
