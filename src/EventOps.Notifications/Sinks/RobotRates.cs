using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace EventOps.Notifications.Sinks;

/// <summary>
/// The buckets of all robots, in the database: several nodes share them and a restart forgets none. One statement takes a
/// token, so that no two nodes take the same.
/// </summary>
internal sealed class RobotRates(NpgsqlDataSource database)
{
    private static readonly string TakeToken = Sql.Text("take_token.sql");

    /// <summary>Takes a token. Null: taken; else how long until there is one.</summary>
    /// <param name="robot">Names it; may be a secret, only a hash is kept.</param>
    public async Task<TimeSpan?> Take(string robot, RobotRate rate, CancellationToken ct)
    {
        await using var take = database.CreateCommand(TakeToken);
        foreach (var value in (object[])
            [Hash(robot), rate.Every, rate.Every * (rate.Burst - 1), rate.FastEvery, rate.FastEvery * (rate.FastBurst - 1)])
            take.Parameters.Add(new NpgsqlParameter { Value = value });
        // In whole milliseconds, as timers count: cut off, the wait would end just before there is a token.
        return await take.ExecuteScalarAsync(ct) is TimeSpan wait ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : null;
    }

    /// <summary>Gives nothing for a while: the service said so.</summary>
    public async Task Pause(string robot, RobotRate rate, TimeSpan pause, CancellationToken ct)
    {
        await using var wait = database.CreateCommand(
            "insert into eventops_robot_rates as r (robot, slow, fast) values ($1, clock_timestamp() + $2, clock_timestamp()) " +
            "on conflict (robot) do update set slow = greatest(r.slow, excluded.slow)");
        wait.Parameters.AddWithValue(Hash(robot));
        wait.Parameters.AddWithValue(pause + rate.Every * (rate.Burst - 1));
        await wait.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Forgets robots whose buckets have been full for long.</summary>
    public async Task Purge(CancellationToken ct)
    {
        await using var purge = database.CreateCommand(
            "delete from eventops_robot_rates where slow < clock_timestamp() - interval '1 day'");
        await purge.ExecuteNonQueryAsync(ct);
    }

    private static byte[] Hash(string robot) => SHA256.HashData(Encoding.UTF8.GetBytes(robot));
}
