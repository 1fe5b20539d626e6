using EventOps.Projections.People;
using EventOps.Server.Tests.Erasing;
using EventOps.Testing;
using Npgsql;

namespace EventOps.Server.Tests.Processes;

/// <summary>kill -9 when the log is rewritten and the copies are not: the next server makes them forget as well.</summary>
public sealed class ErasureCrashTests
{
    private const string Name = "Quirin Killed";

    [Fact]
    public async Task killed_in_the_middle_of_an_erasure_it_is_done_by_the_next_server()
    {
        await using var database = await TestDatabase.Create();
        await using var receiver = await Receiver.Start();
        await using (var server = await RunningServer.Start(database))
        {
            var community = TestCommunity.Of(server);
            (await community.Owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink, types = new[] { "eventops.meetup.*", "eventops.speaker.*", "eventops.person.*" } })).MustBe(201);
            var meetup = await community.Scheduled();
            var added = await meetup.Done("add-speaker", new { speakerId = TestMeetup.Speaker, name = Name });
            await community.Anybody.Get($"{meetup.Path}/agenda?minPosition={added.Position}");
            await Eventually.Sees(() => Deliveries.Count(database, "state = 'delivered'"), n => n == 2, "both facts are delivered");
            var person = PersonId.Of(RunningServer.Community, Name, null);
            var confirm = (await community.Owner.Get($"people/{person}/erasure")).MustBe(200).Json.GetProperty("confirm").GetString();

            // Whoever holds the checkpoints keeps every projection from passing the fact, and with that the erasure from its end.
            await using var postgres = NpgsqlDataSource.Create(database.ConnectionString);
            await using var holder = await postgres.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await using var hold = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using (var rows = new NpgsqlCommand("select 1 from mt_event_progression for update", holder))
                await rows.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            var asked = community.Owner.Post($"people/{person}/erase", new { reason = "Asked for.", confirm });
            await Eventually.Sees(() => Deliveries.CountOf(database, "mt_events where type = 'person_erased'"), n => n == 1, "the fact is stored");
            await server.Kill();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => asked);
        }

        Assert.Contains($"eventops_messages.body: {Name}", await DatabaseText.Find(database.ConnectionString, Name));
        Assert.Equal(1, await Deliveries.Run(database, "update eventops_erasures set begun = begun - interval '1 hour' where ended is null"));
        await using var again = await RunningServer.Start(database);
        await Eventually.Sees(() => Deliveries.CountOf(database, "eventops_erasures where ended is not null"), n => n == 1, "the erasure is done");

        Assert.Equal([], await DatabaseText.Find(database.ConnectionString, Name));
        Assert.Equal(1, await Deliveries.CountOf(database, "mt_events where type = 'person_erased'"));
        Assert.Equal("eventops.person.erased.v1", (await ReceivedUntil(receiver)).Type);
    }

    // Meetup and speaker came before.
    private static async Task<Received> ReceivedUntil(Receiver receiver)
    {
        await receiver.Next();
        await receiver.Next();
        return await receiver.Next();
    }
}
